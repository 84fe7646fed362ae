package dev.wassette.domain.policy;

import java.time.Duration;
import java.util.List;

/// Turns the limits of a policy into those of a call.
final class ResourceSettings {
    private ResourceSettings() {}

    static ResourceLimits apply(List<ResourcePermission> permissions, ResourceLimits defaults) {
        ResourceLimits limits = defaults;
        for (ResourcePermission permission : permissions) {
            limits = apply(permission.resource(), permission.amount(), limits);
        }
        return withProcessors(permissions, limits);
    }

    private static ResourceLimits apply(Resource resource, long amount, ResourceLimits limits) {
        return switch (resource) {
            case MEMORY -> limits.withMemoryBytes(amount);
            case CPU -> limits;
            case WALL_TIME -> limits.withTime(Duration.ofMillis(amount));
            case CPU_TIME -> limits.withCpuTime(Duration.ofMillis(amount));
            case TABLE_ELEMENTS -> limits.withTableElements(amount);
            case STACK -> limits.withStackBytes(amount);
            case RESULT_SIZE -> limits.withResultSize((int) amount);
            case CONCURRENT_CALLS -> limits.withConcurrentCalls((int) amount);
            case OPEN_HANDLES -> limits.withOpenHandles((int) amount);
            case OPEN_FILES -> limits.withOpenFiles((int) amount);
            case REQUEST_BODY -> limits.withRequestBodyBytes(amount);
            case RESPONSE_BODY -> limits.withResponseBodyBytes(amount);
        };
    }

    /// `cpu` is a part of the wall time. The default of the processor time gives way to it, a `cpu_time` does not.
    private static ResourceLimits withProcessors(List<ResourcePermission> permissions, ResourceLimits limits) {
        boolean hasCpuTime = permissions.stream().anyMatch(each -> each.resource() == Resource.CPU_TIME);
        return permissions.stream()
                .filter(each -> each.resource() == Resource.CPU)
                .map(each -> Duration.ofMillis(Math.max(1, limits.time().toMillis() * each.amount() / 1000)))
                .map(part -> hasCpuTime && limits.cpuTime().compareTo(part) < 0 ? limits : limits.withCpuTime(part))
                .findFirst()
                .orElse(limits);
    }
}
