package dev.wassette.component.binary;

/// How large and how deep a component may be before it is refused. All hold for one file with everything inside it.
public final class ComponentLimits {

    /// How deep components, component types, instance types and module types may lie in each other: 100.
    ///
    /// Attack: ten bytes for each further level overflow the stack of a decoder that recurses. One level takes four
    /// or five frames of about 100 bytes, so 100 levels need less than 50 KiB of the 512 KiB that a thread has at
    /// least. Real files have two or three levels; composed ones one more for each round of composition.
    public static final int MAX_NESTING = 100;

    /// How many elements all vectors of a file may have together: 1,000,000.
    ///
    /// Attack: an element can be one byte in the file and an object of some 60 bytes here, so 50 MB of input would
    /// become 3 GB of objects. A million of them take 60 MB. Real components of 12 MB have under 10,000 elements; the
    /// functions of a core module are counted apart.
    public static final int MAX_ELEMENTS = 1_000_000;

    /// How many functions one core module may have: 1,000,000.
    ///
    /// Attack: the index of a function's type is one byte in the file and four bytes here. Core engines agree on this
    /// number, so a module with more would be refused by them.
    public static final int MAX_CORE_FUNCTIONS = 1_000_000;

    /// How many parameters, and how many results, a core function type may have: 1,000, as in all core engines.
    ///
    /// Attack: types are compared pairwise; long ones make that slow.
    public static final int MAX_CORE_FUNCTION_ARITY = 1_000;

    /// How deep types may lie in each other by reference: 100.
    ///
    /// Attack: `(type (list (type before)))` is three bytes a level, and everything that looks at types or values
    /// recurses over them. Wasmtime stops at 100 too.
    public static final int MAX_TYPE_DEPTH = 100;

    /// How many nodes and labels a value type may have when it is written out as a tree: 10,000.
    ///
    /// Attack: `(type (tuple before before))` doubles the tree with each line, so 40 lines make a value that nobody
    /// can lower. With n functions of such a type the work is n times the limit. The largest types of WASI 0.2 have
    /// fewer than 100 nodes and labels.
    public static final int MAX_VALUE_TYPE_SIZE = 10_000;

    /// How many types validation may look at: 1,000,000. A new node counts as ten.
    ///
    /// Attack: instantiating a component substitutes its imports in the types of its exports, so a large component
    /// type that is instantiated often makes quadratic work, and components that instantiate the one before twice
    /// make exponential work. A million steps take about a tenth of a second and 40 MB. Components of 12 MB that
    /// import most of WASI 0.2 take 3,000 to 8,000.
    public static final int MAX_TYPE_STEPS = 1_000_000;

    /// The number of pages of 64 KiB that a memory with 32-bit addresses can have (core specification, "Memory types").
    public static final long MAX_MEMORY_PAGES = 65_536;

    private ComponentLimits() {}
}
