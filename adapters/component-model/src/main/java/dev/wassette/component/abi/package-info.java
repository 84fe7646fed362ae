/// The synchronous Canonical ABI: how values pass between components and core functions.
///
/// Classes are chapters of "Canonical ABI Explainer" and have its names:
/// [Despecialize][dev.wassette.component.abi.Despecialize] (with alignment and size),
/// [Flatten][dev.wassette.component.abi.FunctionLayout], Load, Store, LiftFlat, LowerFlat, Strings,
/// [CanonLift][dev.wassette.component.abi.CanonLift], [CanonLower][dev.wassette.component.abi.CanonLower]. What a guest can
/// cause is a [trap][dev.wassette.component.engine.Trap]; what only we can break is another exception.
package dev.wassette.component.abi;
