package dev.wassette.component.engine;

/// The body of all host functions of one store.
@FunctionalInterface
public interface HostDispatcher {

    /// Called when the guest calls host function `index`.
    ///
    /// Whatever this throws ends the guest's computation and comes out, as the same object, of the
    /// [CoreFunction#call] or [CoreStore#instantiate] through which the host had entered the guest. The guest cannot
    /// catch it.
    ///
    /// @param index position in the list given to [CoreEngine#prepareHostFunctions]
    /// @param values on entry the arguments, on return the results, each from position 0, as [CoreFunction] describes;
    ///     valid until this method returns
    void call(int index, long[] values);
}
