package dev.wassette.domain.policy;

/// What a component may do with files.
public enum Access { READ, WRITE }
