package dev.wassette.wasi.limits;

/// How much of the host one instance may use through WASI. The memory limit of its store counts linear memory only;
/// these numbers bound what the host keeps or allocates on its own heap.
public final class WasiLimits {
    private WasiLimits() {}

    /// The most bytes that the host keeps in the resources of one instance, such as header fields. Without it as many
    /// resources as a policy allows could hold gigabytes of them. 16 MiB are over a hundred header sections of the
    /// greatest size.
    public static final long MAX_HELD_BYTES = 16L << 20;

    /// The most bytes that one `read`, `skip` or `splice` moves. The guest asks for up to 2^64 and the host allocates
    /// before it knows how many there are. 64 KiB amortise the cost of a call; WASI lets a read return fewer bytes than
    /// asked for.
    public static final int MAX_READ_BYTES = 64 << 10;

    /// The most bytes of `blocking-write-and-flush` and `blocking-write-zeroes-and-flush`: the number that wasi:io
    /// states.
    public static final int MAX_BLOCKING_WRITE_BYTES = 4096;

    /// The most pollables of one `poll`. A list can name one pollable millions of times, and the host looks at each of
    /// them every time it wakes. 4,096 is more than programs wait for at once.
    public static final int MAX_POLLED = 4096;

    /// The most bytes of one request for random bytes. The guest asks for up to 2^64 and must be given all of them.
    /// 16 MiB are far more than any key, and take about 0.1 s to make.
    public static final int MAX_RANDOM_BYTES = 16 << 20;

    /// The most bytes of one `write` to stdout or stderr; a guest with more writes several times.
    public static final int MAX_CONSOLE_WRITE_BYTES = 64 << 10;

    /// The longest line of guest output that the log gets; the rest of the line follows as further lines. A guest that
    /// never ends its line would otherwise have the host keep all of it. 4 KiB is a generous screenful.
    public static final int MAX_CONSOLE_LINE_BYTES = 4096;

    /// The most lines of guest output that the log gets from one instance. A call lasts a minute and could fill a disk
    /// meanwhile. 1,000 lines are more than anybody reads of one call.
    public static final int MAX_CONSOLE_LINES = 1000;

    /// The most bytes of guest output that the log gets from one instance, for the same reason as
    /// [#MAX_CONSOLE_LINES]: a few hundred calls stay below 100 MiB.
    public static final int MAX_CONSOLE_BYTES = 256 << 10;

    /// The most sockets of one instance that are open at a time. Each is a descriptor of the process, of which there are
    /// often 1,024 for everybody, and up to 128 KiB of buffers. 64 leave room for a pool of connections.
    public static final int MAX_SOCKETS = 64;

    /// The most bytes of one write to a socket, which the host keeps until the system takes them. The guest is told to
    /// wait meanwhile, so a peer that does not read cannot fill the heap. 64 KiB amortise the cost of a call.
    public static final int MAX_SOCKET_WRITE_BYTES = 64 << 10;

    /// The greatest buffer of the system that a guest may ask for: kernel memory counts for no limit of a process. 1 MiB
    /// keeps a line of 100 Mbit/s and 80 ms busy. Greater numbers are taken as this one, which wasi:sockets permits.
    public static final int MAX_SOCKET_BUFFER_BYTES = 1 << 20;

    /// The most bytes of a datagram: what the 16 bits of UDP's length leave over IPv4, 65,535 without two headers.
    public static final int MAX_DATAGRAM_BYTES = 65_507;

    /// The most datagrams of one `send` or `receive`. A guest asks for up to 2^64 of them, 64 KiB each: 16 are 1 MiB.
    public static final int MAX_DATAGRAMS = 16;

    /// The longest name that is looked up: what DNS allows. Denied names are shown to the user.
    public static final int MAX_NAME_LENGTH = 253;

    /// The most look-ups of one instance. An allowed `*.example.com` could carry a secret out in names, 200 bytes each,
    /// and a loop of look-ups would have us attack a name server. 256 are more than programs have hosts.
    public static final int MAX_LOOKUPS = 256;

    /// The most look-ups of one instance that wait for an answer at a time; further ones queue. Each takes a thread, for
    /// as long as the system's resolver wants, also beyond the end of the call.
    public static final int MAX_LOOKUPS_AT_ONCE = 4;

    /// The most look-ups of all instances of a process that wait for an answer at a time, those that nobody waits for any
    /// more included, for requests and for sockets. Call after call could leave some behind, of names whose servers never
    /// answer. 256 threads take some 25 MiB; one call has at most 12 look-ups at once.
    public static final int MAX_LOOKUPS_OF_PROCESS = 256;

    /// The most addresses of one name that are kept; a name server can send thousands. Great services announce up to
    /// 16.
    public static final int MAX_ADDRESSES = 64;
}
