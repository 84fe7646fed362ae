package dev.wassette.component.plan;

/// Bounds on what planning a component may cost.
final class PlanLimits {
    private PlanLimits() {}

    /// The most component instances in a plan: 1,000. A component of a few hundred bytes that instantiates another
    /// twice, which instantiates another twice, asks for 2^n of them. Composed components have some dozens.
    static final int MAX_INSTANCES = 1_000;

    /// How deep component instances lie inside each other: 100. The planner recurses for each; real components have
    /// two or three.
    static final int MAX_DEPTH = 100;

    /// The most core instances in a plan: 10,000. As for [#MAX_INSTANCES], but a component may be full of small core
    /// instances.
    static final int MAX_CORE_INSTANCES = 10_000;

    /// The most steps of evaluation: 250,000, where a step is a definition or an element of one, such as a field of a
    /// type, an import of an instantiated module or an exported function. A file of a million elements that is
    /// evaluated for a thousand instances would be a billion objects; at some 100 bytes a step this ends at 25 MB. A
    /// component of 12 MB that imports all of WASI 0.2 takes some thousands.
    static final int MAX_STEPS = 250_000;

    /// The most characters of a type in a message: 400. Types that share their parts are exponentially long as text.
    static final int MAX_TYPE_TEXT = 400;
}
