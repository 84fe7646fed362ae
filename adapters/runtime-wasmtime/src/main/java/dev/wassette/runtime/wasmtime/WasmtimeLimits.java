package dev.wassette.runtime.wasmtime;

/// What this engine bounds beyond the limits that each store is given.
final class WasmtimeLimits {
    private WasmtimeLimits() {}

    /// The most pages of 64 KiB that a linear memory may have, whatever the limits of the store allow: 32,767, one page
    /// less than 2 GiB. The host sees a memory as a byte buffer, and those count in 31 bits.
    static final long MAX_MEMORY_PAGES = 32_767;

    /// The most host calls while the guest runs once, counted from the outermost entry: 1,048,576. The binding keeps
    /// about 30 bytes of heap and 60 bytes of native memory for each of them until the guest returns; a guest that does
    /// nothing but call would take a gigabyte in half a minute. So it may take 100 MB, which is three seconds of calls.
    static final int MAX_HOST_CALLS = 1 << 20;

    /// The most stack that this engine gives a guest: 2 MiB, whatever its policy says. Wasmtime refuses more than it has for
    /// asynchronous calls, which are 2 MiB unless set, and the binding has nothing to set it by.
    static final long MAX_STACK_BYTES = 2L << 20;

    /// The most forwarding modules that are kept with one module: 64. Each differs in where the module takes its imports
    /// from, and a component determines that once; a caller that links differently each time waits a millisecond for
    /// each further one.
    static final int MAX_FORWARDERS = 64;

    /// The most further instances in one store of one module that imports something and shares tables or globals: 32.
    /// Each makes Wasmtime compile the module again, seconds for a large one, while a call waits for it.
    static final int MAX_COPIES = 32;

    /// The most generated modules for calling guest functions of some type that an engine keeps: 256. Each has about
    /// 20 KB; the types are those of functions that guests export and the host calls often, a handful in practice.
    static final int MAX_GUEST_CALL_MODULES = 256;
}
