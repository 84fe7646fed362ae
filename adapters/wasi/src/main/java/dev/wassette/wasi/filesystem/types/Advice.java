package dev.wassette.wasi.filesystem.types;

/// `wasi:filesystem/types.advice`, in its order.
public enum Advice { NORMAL, SEQUENTIAL, RANDOM, WILL_NEED, DONT_NEED, NO_REUSE }
