package dev.wassette.domain.policy;

/// What one call may use when the policy of its component says nothing else. Each is a key of
/// `permissions.resources.limits`, by which a policy lowers or raises it.
public final class DefaultLimits {
    private DefaultLimits() {}

    /// `memory`: bytes of linear memory, all memories of the component together. Stops `memory.grow` from filling the
    /// machine. A JavaScript component starts with 9 MiB, so 512 MiB leave room for real work, while a handful of
    /// runaway calls cannot exhaust a small machine.
    public static final long MAX_MEMORY_BYTES = 512L << 20;

    /// `wall_time`: seconds from the call to its end. Stops a guest that loops or waits without end. An agent rarely
    /// waits longer than a minute.
    public static final long MAX_WALL_SECONDS = 60;

    /// `cpu_time`: seconds of processor time. Stops a guest from keeping a processor busy for the whole of its
    /// `wall_time`, which is meant for waiting. 30 s are a hundred times what tools compute.
    public static final long MAX_CPU_SECONDS = 30;

    /// `table_elements`: elements of one table. `table.grow` would otherwise fill host memory outside the memory limit,
    /// 8 bytes an element; the largest table seen, a JavaScript engine's, has 8,000.
    public static final long MAX_TABLE_ELEMENTS = 1_000_000;

    /// `stack`: bytes of stack that calls inside the component take, as compiled by Wasmtime; Chicory takes eight bytes of
    /// Java's stack for each. Stops endless recursion. 2 MiB are some 40,000 calls of a small function in one another, and
    /// a quarter of what Linux gives a program.
    public static final long MAX_STACK_BYTES = 2L << 20;

    /// `result_size`: characters of one result as JSON, roughly. Stops a guest from turning its linear memory into some
    /// fifty times as much heap. 16 Mi characters are more than any agent can read.
    public static final int MAX_RESULT_SIZE = 16 << 20;

    /// `concurrent_calls`: calls of one component that run at once. Stops one component from taking the places of all
    /// others. Further calls wait.
    public static final int MAX_CONCURRENT_CALLS = 8;

    /// `open_handles`: resources of the host that one call holds at a time. Each keeps an object of some hundred bytes
    /// alive, so a loop of `subscribe-duration` would fill the heap. 16,384 of them are about 3 MiB, and many times
    /// what a program with hundreds of files and timers holds.
    public static final int MAX_OPEN_HANDLES = 16_384;

    /// `open_files`: files and directories that one call holds open at a time. Stops a guest from using up the file
    /// descriptors of the process, often 1,024 of them, which every other call needs too.
    public static final int MAX_OPEN_FILES = 256;

    /// `request_body`: bytes of one HTTP body that a guest sends. Without it one call could send data until its
    /// deadline. 64 MiB is more than what APIs for tools take.
    public static final long MAX_REQUEST_BODY_BYTES = 64L << 20;

    /// `response_body`: bytes of one HTTP body that a guest receives. Stops a server from feeding a guest until its
    /// deadline.
    public static final long MAX_RESPONSE_BODY_BYTES = 64L << 20;
}
