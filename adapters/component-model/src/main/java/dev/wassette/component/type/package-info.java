/// Validation of components: every rule of the Component Model that needs no execution.
///
/// Validation walks the definitions once and gives each its type. Types are values here: nodes of an acyclic graph
/// ([dev.wassette.component.type.Type]) whose indices are resolved.
package dev.wassette.component.type;
