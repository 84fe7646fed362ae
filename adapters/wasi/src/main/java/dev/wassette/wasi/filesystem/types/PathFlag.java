package dev.wassette.wasi.filesystem.types;

/// `wasi:filesystem/types.path-flags`.
public enum PathFlag { SYMLINK_FOLLOW }
