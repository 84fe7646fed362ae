package dev.wassette.cli;

import dev.wassette.domain.policy.Access;
import dev.wassette.domain.policy.DeniablePermission;
import dev.wassette.domain.policy.EnvironmentPermission;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.policy.Permission;
import dev.wassette.domain.policy.Policy;
import dev.wassette.domain.policy.ResourcePermission;
import dev.wassette.domain.policy.Rules;
import dev.wassette.domain.policy.StoragePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The entries of a policy as rows of a table.
final class PolicyRows {
    private PolicyRows() {}

    /// @param rule `allow`, `deny` or `limit`
    record Row(String permission, String rule, String entry) {}

    static List<Row> of(Policy policy) {
        List<Row> rows = new ArrayList<>();
        rules("storage", policy.storage(), rows);
        rules("network", policy.network(), rows);
        policy.environment().forEach(each -> rows.add(new Row("environment", "allow", entry(each))));
        policy.resources().forEach(each -> rows.add(new Row(each.resource().key(), "limit", entry(each))));
        return rows;
    }

    private static void rules(String permission, Rules<? extends DeniablePermission> rules, List<Row> rows) {
        rules.allow().forEach(each -> rows.add(new Row(permission, "allow", entry(each))));
        rules.deny().forEach(each -> rows.add(new Row(permission, "deny", entry(each))));
    }

    private static String entry(Permission permission) {
        return switch (permission) {
            case StoragePermission files -> files.uri() + " (" + files.access().stream().sorted()
                    .map(Access::name).map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.joining(", ")) + ")";
            case NetworkPermission hosts -> hosts.text();
            case EnvironmentPermission variable -> variable.key();
            case ResourcePermission limit -> limit.text();
        };
    }
}
