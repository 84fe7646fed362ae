package dev.wassette.application.service;

import dev.wassette.application.port.in.ValidatePolicy;
import dev.wassette.application.port.out.PolicyFormat;
import dev.wassette.application.port.out.PolicyFormat.Malformed;
import dev.wassette.application.port.out.PolicyFormat.Read;
import dev.wassette.application.port.out.PolicySource;
import dev.wassette.application.port.out.PolicySource.Fetched;
import dev.wassette.application.port.out.PolicySource.Unavailable;
import dev.wassette.domain.policy.Policy;
import java.util.Objects;

/// Fetches and reads.
public final class ValidatePolicyService implements ValidatePolicy {
    private final PolicySource source;
    private final PolicyFormat format;

    public ValidatePolicyService(PolicySource source, PolicyFormat format) {
        this.source = Objects.requireNonNull(source);
        this.format = Objects.requireNonNull(format);
    }

    @Override
    public Outcome validate(String uri) {
        return switch (source.fetch(uri)) {
            case Unavailable(String reason) -> new NotValid(reason);
            case Fetched(String text) -> switch (format.read(text)) {
                case Malformed(String reason) -> new NotValid(reason);
                case Read(Policy policy) -> new Valid(policy);
            };
        };
    }
}
