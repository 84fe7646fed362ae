package dev.wassette.domain.policy;

import java.time.Duration;

/// How much one call may use; each is more than 0. [DefaultLimits] says what each stops.
///
/// @param memoryBytes the most linear memory that the call's instances may have together
/// @param time the wall clock time after which the call is ended
/// @param cpuTime the processor time after which the call is ended
/// @param tableElements the most elements of one table
/// @param stackBytes the most stack that calls in one another take, from [PolicyLimits#MIN_STACK_BYTES] to
///     [PolicyLimits#MAX_STACK_BYTES]
/// @param resultSize the most characters of the result as JSON, roughly
/// @param concurrentCalls the most calls of the component that run at once
/// @param openHandles the most resources of the host that the call holds at a time
/// @param openFiles the most files and directories that the call holds open at a time
/// @param requestBodyBytes the most bytes of one HTTP body that the call sends
/// @param responseBodyBytes the most bytes of one HTTP body that the call receives
public record ResourceLimits(long memoryBytes, Duration time, Duration cpuTime, long tableElements, long stackBytes,
        int resultSize, int concurrentCalls, int openHandles, int openFiles, long requestBodyBytes, long responseBodyBytes) {
    public ResourceLimits {
        check("memory", memoryBytes);
        check("time", time.isPositive() ? 1 : 0);
        check("processor time", cpuTime.isPositive() ? 1 : 0);
        check("table", tableElements);
        if (stackBytes < PolicyLimits.MIN_STACK_BYTES || stackBytes > PolicyLimits.MAX_STACK_BYTES) {
            throw new IllegalArgumentException("a stack has " + PolicyLimits.MIN_STACK_BYTES + " to "
                    + PolicyLimits.MAX_STACK_BYTES + " bytes");
        }
        check("result", resultSize);
        check("concurrent calls", concurrentCalls);
        check("handle", openHandles);
        check("file", openFiles);
        check("request body", requestBodyBytes);
        check("response body", responseBodyBytes);
    }

    private static void check(String what, long limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("the " + what + " limit is more than 0");
        }
    }

    /// {@return what a call may use when its policy says nothing}
    public static ResourceLimits defaults() {
        return new ResourceLimits(DefaultLimits.MAX_MEMORY_BYTES, Duration.ofSeconds(DefaultLimits.MAX_WALL_SECONDS),
                Duration.ofSeconds(DefaultLimits.MAX_CPU_SECONDS), DefaultLimits.MAX_TABLE_ELEMENTS,
                DefaultLimits.MAX_STACK_BYTES, DefaultLimits.MAX_RESULT_SIZE, DefaultLimits.MAX_CONCURRENT_CALLS,
                DefaultLimits.MAX_OPEN_HANDLES, DefaultLimits.MAX_OPEN_FILES, DefaultLimits.MAX_REQUEST_BODY_BYTES,
                DefaultLimits.MAX_RESPONSE_BODY_BYTES);
    }

    public ResourceLimits withMemoryBytes(long other) {
        return new ResourceLimits(other, time, cpuTime, tableElements, stackBytes, resultSize, concurrentCalls,
                openHandles, openFiles, requestBodyBytes, responseBodyBytes);
    }

    public ResourceLimits withTime(Duration other) {
        return new ResourceLimits(memoryBytes, other, cpuTime, tableElements, stackBytes, resultSize, concurrentCalls,
                openHandles, openFiles, requestBodyBytes, responseBodyBytes);
    }

    public ResourceLimits withCpuTime(Duration other) {
        return new ResourceLimits(memoryBytes, time, other, tableElements, stackBytes, resultSize, concurrentCalls,
                openHandles, openFiles, requestBodyBytes, responseBodyBytes);
    }

    public ResourceLimits withTableElements(long other) {
        return new ResourceLimits(memoryBytes, time, cpuTime, other, stackBytes, resultSize, concurrentCalls,
                openHandles, openFiles, requestBodyBytes, responseBodyBytes);
    }

    public ResourceLimits withStackBytes(long other) {
        return new ResourceLimits(memoryBytes, time, cpuTime, tableElements, other, resultSize, concurrentCalls,
                openHandles, openFiles, requestBodyBytes, responseBodyBytes);
    }

    public ResourceLimits withResultSize(int other) {
        return new ResourceLimits(memoryBytes, time, cpuTime, tableElements, stackBytes, other, concurrentCalls,
                openHandles, openFiles, requestBodyBytes, responseBodyBytes);
    }

    public ResourceLimits withConcurrentCalls(int other) {
        return new ResourceLimits(memoryBytes, time, cpuTime, tableElements, stackBytes, resultSize, other,
                openHandles, openFiles, requestBodyBytes, responseBodyBytes);
    }

    public ResourceLimits withOpenHandles(int other) {
        return new ResourceLimits(memoryBytes, time, cpuTime, tableElements, stackBytes, resultSize, concurrentCalls,
                other, openFiles, requestBodyBytes, responseBodyBytes);
    }

    public ResourceLimits withOpenFiles(int other) {
        return new ResourceLimits(memoryBytes, time, cpuTime, tableElements, stackBytes, resultSize, concurrentCalls,
                openHandles, other, requestBodyBytes, responseBodyBytes);
    }

    public ResourceLimits withRequestBodyBytes(long other) {
        return new ResourceLimits(memoryBytes, time, cpuTime, tableElements, stackBytes, resultSize, concurrentCalls,
                openHandles, openFiles, other, responseBodyBytes);
    }

    public ResourceLimits withResponseBodyBytes(long other) {
        return new ResourceLimits(memoryBytes, time, cpuTime, tableElements, stackBytes, resultSize, concurrentCalls,
                openHandles, openFiles, requestBodyBytes, other);
    }
}
