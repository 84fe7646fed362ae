package dev.wassette.wasi.filesystem.types;

/// `wasi:filesystem/types.open-flags`, in its order.
public enum OpenFlag { CREATE, DIRECTORY, EXCLUSIVE, TRUNCATE }
