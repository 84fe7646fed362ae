package dev.wassette.application.service;

import dev.wassette.domain.policy.Access;
import dev.wassette.domain.policy.EnvironmentPermission;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.policy.Permission;
import dev.wassette.domain.policy.Policy;
import dev.wassette.domain.policy.ResourcePermission;
import dev.wassette.domain.policy.StoragePermission;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A policy in lines of a few words. Whoever published it wrote the words, and an agent may read them: they are cut, and
/// have no control characters.
final class PermissionLines {
    private PermissionLines() {}

    static List<String> of(Policy policy) {
        Stream<String> allowed = Stream.of(policy.storage().allow(), policy.network().allow(), policy.environment(),
                policy.resources()).flatMap(List::stream).map(PermissionLines::line);
        Stream<String> denied = Stream.of(policy.storage().deny(), policy.network().deny()).flatMap(List::stream)
                .map(each -> "never " + line(each));
        return Stream.concat(allowed, denied).map(PermissionLines::cleaned).limit(ServiceLimits.MAX_PROPOSAL_LINES).toList();
    }

    private static String line(Permission permission) {
        return switch (permission) {
            case StoragePermission files -> "storage " + files.uri() + " " + files.access().stream().sorted()
                    .map(Access::name).map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.joining(","));
            case NetworkPermission.Host(String host) -> "network " + host;
            case NetworkPermission.Cidr(String cidr) -> "network " + cidr;
            case NetworkPermission.Defaults() -> "network of common hosts for developers";
            case EnvironmentPermission(String key) -> "environment-variable " + key;
            case ResourcePermission limit -> limit.resource().key() + " " + limit.text();
        };
    }

    static String cleaned(String text) {
        String line = text.replaceAll("\\p{C}", "?");
        return line.length() <= ServiceLimits.MAX_PROPOSAL_LINE ? line
                : line.substring(0, ServiceLimits.MAX_PROPOSAL_LINE) + "...";
    }
}
