package dev.wassette.component.binary;

/// One definition of a component (Binary Format, `section`). What the format has beyond these is refused by the
/// decoder by name.
public sealed interface Definition
        permits CoreModule, CoreInstance, CoreTypeDefinition, NestedComponent, Instance, Alias, TypeDefinition, Canon,
                Import, Export, CustomSection {

    /// {@return where the definition starts, counted from the first byte of the file}
    int offset();
}
