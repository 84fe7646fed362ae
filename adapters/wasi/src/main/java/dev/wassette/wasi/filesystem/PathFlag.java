package dev.wassette.wasi.filesystem;

/// `wasi:filesystem/types.path-flags`.
public enum PathFlag { SYMLINK_FOLLOW }
