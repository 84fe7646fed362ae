package dev.wassette.domain.policy;

import java.util.Arrays;
import java.util.Optional;

/// What a policy can limit: the keys of `permissions.resources.limits`. [DefaultLimits] says what each stops. Only
/// `memory` and `cpu` are keys of other implementations too; those ignore the others.
public enum Resource {
    /// Linear memory: `512Mi`.
    MEMORY("memory", Unit.BYTES),
    /// Processors: `500m` or `0.5`. A call has one thread, so this is the part of its wall time that it may compute.
    CPU("cpu", Unit.PROCESSORS),
    /// From the call to its end: `90s`.
    WALL_TIME("wall_time", Unit.TIME),
    /// Processor time of one call: `10s`.
    CPU_TIME("cpu_time", Unit.TIME),
    /// Elements of each table.
    TABLE_ELEMENTS("table_elements", Unit.COUNT),
    /// The stack of its calls, by which they can be so deep: `4Mi`.
    STACK("stack", Unit.BYTES),
    /// The result as JSON: `1Mi`.
    RESULT_SIZE("result_size", Unit.BYTES),
    /// Calls of the component that run at once.
    CONCURRENT_CALLS("concurrent_calls", Unit.COUNT),
    /// Resources of the host that one call holds.
    OPEN_HANDLES("open_handles", Unit.COUNT),
    /// Files and directories that one call holds open.
    OPEN_FILES("open_files", Unit.COUNT),
    /// One HTTP body that is sent: `1Mi`.
    REQUEST_BODY("request_body", Unit.BYTES),
    /// One HTTP body that is received: `1Gi`.
    RESPONSE_BODY("response_body", Unit.BYTES);

    /// How the value of a key is written.
    enum Unit {
        /// An integer, or one with `Ki`, `Mi`, `Gi` or `Ti`.
        BYTES,
        /// Thousandths with `m`, or a decimal number.
        PROCESSORS,
        /// An integer with `ms`, `s`, `m` or `h`; without, seconds.
        TIME,
        /// An integer.
        COUNT
    }

    private final String key;
    private final Unit unit;

    Resource(String key, Unit unit) {
        this.key = key;
        this.unit = unit;
    }

    /// {@return the key in a policy}
    public String key() {
        return key;
    }

    Unit unit() {
        return unit;
    }

    /// {@return the resource of that key}
    public static Optional<Resource> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
    }
}
