package dev.wassette.application.publish;

import dev.wassette.application.port.in.PublishComponent;
import dev.wassette.application.port.out.AuthorFiles;
import dev.wassette.application.port.out.ComponentFormat;
import dev.wassette.application.port.out.ComponentFormat.Contents;
import dev.wassette.application.port.out.ComponentFormat.Read;
import dev.wassette.application.port.out.ComponentFormat.Unreadable;
import dev.wassette.application.port.out.ComponentPublisher;
import dev.wassette.application.port.out.ComponentPublisher.Parts;
import dev.wassette.application.port.out.PolicyFormat;
import dev.wassette.domain.Digest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Publishes only what would load: a component that can be read, and a policy that can be understood. Safe for use by
/// several threads.
public final class PublishComponentService implements PublishComponent {
    private final AuthorFiles files;
    private final ComponentFormat format;
    private final PolicyFormat policies;
    private final ComponentPublisher publisher;

    public PublishComponentService(AuthorFiles files, ComponentFormat format, PolicyFormat policies,
            ComponentPublisher publisher) {
        this.files = Objects.requireNonNull(files);
        this.format = Objects.requireNonNull(format);
        this.policies = Objects.requireNonNull(policies);
        this.publisher = Objects.requireNonNull(publisher);
    }

    @Override
    public Outcome publish(Request request, Progress progress) {
        try {
            byte[] bytes = files.component(request.component());
            Optional<String> policy = request.policy().isEmpty() ? Optional.empty()
                    : Optional.of(files.policy(request.policy().get()));
            Optional<String> problem = policy.flatMap(this::problem);
            if (problem.isPresent()) {
                return new NotPublished(request.policy().get() + " is no policy: " + problem.get());
            }
            return switch (format.read(bytes)) {
                case Unreadable(String reason) -> new NotPublished("'" + request.component() + "' is no component: " + reason);
                case Read(Contents contents) -> publish(request, new Parts(bytes, contents.imports(), exports(contents), policy,
                        request.annotations()), progress);
            };
        } catch (IOException e) {
            return new NotPublished(e.getMessage());
        }
    }

    private Outcome publish(Request request, Parts parts, Progress progress) {
        return switch (publisher.publish(request.reference(), parts, progress::at)) {
            case ComponentPublisher.Published(String reference, Digest manifest) ->
                new Published(reference, manifest, Digest.of(parts.component()));
            case ComponentPublisher.NotPublished(String reason) -> new NotPublished(reason);
        };
    }

    private Optional<String> problem(String policy) {
        return switch (policies.read(policy)) {
            case PolicyFormat.Read _ -> Optional.empty();
            case PolicyFormat.Malformed(String reason) -> Optional.of(reason);
        };
    }

    /// {@return the interfaces, and the functions of the world itself}
    private static List<String> exports(Contents contents) {
        return contents.functions().stream().map(each -> each.name().interfaceName().orElse(each.name().function()))
                .distinct().toList();
    }
}
