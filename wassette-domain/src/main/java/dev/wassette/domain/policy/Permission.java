package dev.wassette.domain.policy;

/// One entry of a policy. Each is valid from its making: the constructors check what contract F.2 says and throw
/// [InvalidPermission].
public sealed interface Permission
        permits DeniablePermission, EnvironmentPermission, ResourcePermission {}
