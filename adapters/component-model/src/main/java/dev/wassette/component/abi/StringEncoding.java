package dev.wassette.component.abi;

/// How strings lie in a memory (Canonical ABI, `string-encoding`).
public enum StringEncoding { UTF8, UTF16, LATIN1_OR_UTF16 }
