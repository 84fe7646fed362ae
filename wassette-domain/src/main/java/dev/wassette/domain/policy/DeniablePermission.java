package dev.wassette.domain.policy;

/// An entry of which a policy has two lists: what is allowed, and what is denied although it is allowed.
public sealed interface DeniablePermission extends Permission permits StoragePermission, NetworkPermission {}
