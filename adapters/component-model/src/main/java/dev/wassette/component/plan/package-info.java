/// From a valid component to a running one: the [planner][dev.wassette.component.plan.Planner] resolves everything once
/// into a [plan][dev.wassette.component.plan.Plan], [bindings][dev.wassette.component.plan.HostBindings] find what the host
/// offers for its imports, and each instance [replays][dev.wassette.component.plan.Replay] its
/// [recipe][dev.wassette.component.plan.Recipe].
package dev.wassette.component.plan;
