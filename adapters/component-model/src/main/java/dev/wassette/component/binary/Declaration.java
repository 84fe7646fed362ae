package dev.wassette.component.binary;

/// One declaration inside a component type or an instance type (Binary Format, `componentdecl`, `instancedecl`).
/// An [Import] occurs in component types only.
public sealed interface Declaration permits CoreTypeDefinition, TypeDefinition, Alias, Import, ExportDeclaration {

    /// {@return where the declaration starts, counted from the first byte of the file}
    int offset();
}
