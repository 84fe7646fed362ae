package dev.wassette.runtime.chicory;

/// What this engine accepts of a module, whatever the limits of a store are.
final class ChicoryLimits {
    /// 50,000 local variables in a function, parameters not counted. A few bytes declare any number of them, and
    /// Chicory makes an object list as long. The number is the one that browsers agreed on.
    static final int MAX_LOCALS_OF_FUNCTION = 50_000;

    /// Ten million local variables in all functions together: a function of 9 bytes can declare 50,000, so that a
    /// module of 10 MB could make the compiler work through 50 billion. The largest module measured (the JavaScript
    /// engine of componentize-js, 12,613 functions) declares fewer than 200,000.
    static final long MAX_LOCALS_OF_MODULE = 10_000_000;

    /// 1,000 parameters or results of a function type, as browsers agreed. Chicory makes room for as many as a type
    /// claims to have before it reads them.
    static final int MAX_PARAMETERS = 1_000;

    /// 2 MiB for the body of one function: Chicory looks up each target of a branch table through each block around
    /// it, so that compile time can grow with the square of the size. The largest function measured (the interpreter
    /// loop of that JavaScript engine) has 171,628 bytes.
    static final int MAX_FUNCTION_BYTES = 2 << 20;

    /// 100 tables and 100 memories of a module: the limits of a store are for each table.
    static final int MAX_TABLES_OR_MEMORIES = 100;

    /// 2 MiB of function bodies that are parsed and compiled at a time. Parsing takes about 60 bytes of heap for each
    /// byte of code. The JavaScript engine compiles with a heap of 512 MB and two threads; smaller pieces repeat what
    /// is done for each of them more often (22 s of processor time with 1 MiB, 17 s with 3 MiB).
    static final int MAX_PIECE_BYTES = 2 << 20;

    /// Functions that share a generated class. A class has at most 65,535 constants, and Chicory's compiler starts
    /// over with half as many functions when it meets that limit.
    static final int MAX_FUNCTIONS_OF_CLASS = 512;

    /// Functions with larger bodies are interpreted without a try to compile them: their bytecode would hardly fit into
    /// the 65,535 bytes of a method, and each failed try makes Chicory's compiler start over.
    static final int MAX_COMPILED_BYTES = 60_000;

    /// Threads that compile one module: they are for those who wait for a large one, and each takes memory.
    static final int MAX_COMPILING_THREADS = 4;

    private ChicoryLimits() {}
}
