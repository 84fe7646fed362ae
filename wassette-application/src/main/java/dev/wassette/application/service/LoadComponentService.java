package dev.wassette.application.service;

import dev.wassette.application.port.in.BuiltInTool;
import dev.wassette.application.port.in.LoadComponent;
import dev.wassette.application.port.out.Artifact;
import dev.wassette.application.port.out.ComponentRuntime;
import dev.wassette.application.port.out.ComponentRuntime.Prepared;
import dev.wassette.application.port.out.ComponentRuntime.PreparedComponent;
import dev.wassette.application.port.out.ComponentRuntime.Refused;
import dev.wassette.application.port.out.ComponentSource;
import dev.wassette.application.port.out.ComponentSource.Fetched;
import dev.wassette.application.port.out.ComponentSource.Unavailable;
import dev.wassette.application.port.out.ComponentSource.Wanted;
import dev.wassette.application.port.out.ComponentStore.Metadata;
import dev.wassette.application.service.Proposals.Proposed;
import dev.wassette.application.service.Proposals.Unusable;
import dev.wassette.application.service.ToolMaker.Made;
import dev.wassette.application.service.Turns.Turn;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Digest;
import dev.wassette.domain.Provenance;
import dev.wassette.domain.ToolName;
import dev.wassette.domain.trust.Judgement;
import dev.wassette.domain.trust.Judgement.Accepted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Fetches, vets, prepares, names; and only when all of that has worked, keeps the component and offers it.
///
/// Of two loads of the same id at the same time one waits for the other, and stays.
public final class LoadComponentService implements LoadComponent {
    private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*)://");

    private final ToolCatalog catalog;
    private final ComponentRuntime runtime;
    private final List<ComponentSource> sources;
    private final KeptComponents kept;
    private final Vetting vetting;
    private final Proposals proposals;
    private final LongSupplier now;

    /// @param sources the first that knows a reference fetches it
    /// @param now seconds since the epoch
    public LoadComponentService(ToolCatalog catalog, ComponentRuntime runtime, List<ComponentSource> sources,
            KeptComponents kept, Vetting vetting, Policies policies, LongSupplier now) {
        this.catalog = Objects.requireNonNull(catalog);
        this.runtime = Objects.requireNonNull(runtime);
        this.sources = List.copyOf(sources);
        this.kept = Objects.requireNonNull(kept);
        this.vetting = Objects.requireNonNull(vetting);
        this.proposals = new Proposals(policies);
        this.now = Objects.requireNonNull(now);
    }

    @Override
    public Outcome load(LoadRequest request) {
        String reference = request.reference();
        Optional<ComponentSource> source = sources.stream().filter(each -> each.knows(reference)).findFirst();
        return source.map(known -> load(request, known)).orElseGet(() -> new NotLoaded(unknown(reference)));
    }

    /// What cannot be kept is not offered either: what is served and what is stored are the same, now and after a
    /// restart.
    private Outcome load(LoadRequest request, ComponentSource source) {
        String reference = request.reference();
        try {
            Optional<String> obstacle = kept.obstacle();
            if (obstacle.isPresent()) {
                return failed(reference, obstacle.get());
            }
            return switch (source.fetch(new Wanted(reference, request.digest(), request.progress()::at))) {
                case Unavailable(String reason) -> failed(reference, reason);
                case Fetched fetched -> switch (vetting.judge(fetched)) {
                    case Judgement.Refused(String reason) -> failed(reference, reason);
                    case Accepted accepted -> prepare(new Load(request, fetched, accepted));
                };
            };
        } catch (IOException e) {
            return failed(reference, "the component cannot be kept: " + e.getMessage());
        } catch (Unusable e) {
            return failed(reference, "the policy that came with it cannot be used: " + e.getMessage());
        } catch (RuntimeException fault) {
            return failed(reference, InternalFaults.report("loading " + reference, fault));
        }
    }

    /// A load that may go on.
    private record Load(LoadRequest request, Fetched fetched, Accepted accepted) {
        boolean acceptsPolicy() {
            return request.acceptPolicy() || accepted.acceptsPolicy();
        }

        /// Whoever states the digest knows what is loaded, signed or not.
        Stream<String> warnings() {
            return Stream.concat(fetched.warnings().stream(),
                    request.digest().isPresent() ? Stream.empty() : accepted.warning().stream());
        }
    }

    private Outcome prepare(Load load) throws IOException, Unusable {
        List<String> warnings = new ArrayList<>(load.warnings().toList());
        Optional<Proposed> proposed = Optional.empty();
        if (load.fetched().policy().isPresent()) {
            try {
                proposed = Optional.of(proposals.read(load.fetched().policy().get()));
            } catch (Unusable e) {
                if (load.acceptsPolicy()) {
                    throw e;
                }
                warnings.add("The policy that came with the component cannot be used: " + e.getMessage());
            }
        }
        // Else who prepares what is stored would do so now for what is about to be replaced.
        try (Turn _ = kept.turn(load.fetched().id())) {
            load.request().progress().at("compiling", 0, OptionalLong.empty());
            return switch (runtime.prepare(load.fetched().bytes())) {
                case Refused(String reason) -> failed(load.request().reference(), reason);
                case Prepared(PreparedComponent prepared) -> offer(load, prepared, proposed, warnings);
            };
        }
    }

    private Loaded offer(Load load, PreparedComponent prepared, Optional<Proposed> proposed, List<String> warnings)
            throws IOException {
        ComponentId id = load.fetched().id();
        boolean isKept = false;
        try {
            Made made = ToolMaker.make(prepared);
            Snapshot before = kept.keep(id, metadata -> succeed(load, prepared.digest(), metadata, warnings),
                    load.fetched().bytes(), prepared, made);
            isKept = true;
            Optional<Proposal> proposal = proposed.flatMap(each -> settle(load, each, warnings));
            Snapshot after = catalog.snapshot();
            return new Loaded(id, before.component(id).isPresent(), after.names(id),
                    Stream.of(warnings.stream(), made.warnings().stream(), conflicts(id, after)).flatMap(each -> each).toList(),
                    proposal);
        } finally {
            if (!isKept) {
                prepared.close();
            }
        }
    }

    /// The component is kept already, and may do nothing as long as it has no policy.
    private Optional<Proposal> settle(Load load, Proposed proposed, List<String> warnings) {
        try {
            return Optional.of(proposals.settle(load.fetched().id(), load.fetched().origin(), proposed, load.acceptsPolicy()));
        } catch (IOException e) {
            warnings.add("The policy that came with the component is not applied: " + e.getMessage());
            return Optional.empty();
        }
    }

    /// What is noted of the component, unless the one that is there is pinned.
    private Provenance succeed(Load load, Digest digest, Optional<Metadata> before, List<String> warnings)
            throws IOException {
        LoadRequest request = load.request();
        boolean isSame = before.filter(each -> each.digest().equals(digest)).isPresent();
        boolean isPinned = before.filter(each -> each.provenance().pinned()).isPresent() && !request.unpin();
        if (request.digest().filter(wanted -> !wanted.equals(digest)).isPresent()) {
            throw new IOException("it has the digest " + digest + ", and " + request.digest().get() + " was asked for");
        }
        if (isPinned && !isSame) {
            throw new IOException("component " + load.fetched().id() + " is pinned to " + before.get().digest()
                    + ", and what is at " + load.fetched().origin() + " now is " + digest + ". To replace it, unpin it: "
                    + "wassette component load --unpin " + request.reference());
        }
        before.flatMap(each -> each.provenance().origin()).filter(origin -> !origin.equals(load.fetched().origin()))
                .filter(_ -> !isSame).ifPresent(origin -> warnings.add("Component " + load.fetched().id() + " came from "
                        + origin + " before, and comes from " + load.fetched().origin() + " now. Its policy stays."));
        return new Provenance(Optional.of(load.fetched().origin()), load.fetched().artifact().map(Artifact::manifest),
                OptionalLong.of(now.getAsLong()), load.accepted().signer(), request.digest().isPresent() || isPinned);
    }

    /// Only the names that are new to the agent are worth a word; that others have changed, the list says.
    private static Stream<String> conflicts(ComponentId id, Snapshot now) {
        return now.component(id).stream().flatMap(component -> component.tools().stream())
                .flatMap(tool -> conflict(tool.name(), now.sharing(tool).toList()).stream())
                .limit(ServiceLimits.MAX_WARNINGS);
    }

    /// @param names that tools of this name are listed under
    private static Optional<String> conflict(ToolName name, List<String> names) {
        if (names.size() > 1) {
            return Optional.of("Tool '" + name + "' is in several components. Call them " + String.join(" and ", names)
                    + ".");
        }
        return BuiltInTool.named(name.value()).map(_ -> "Tool '" + name + "' has the name of a built-in tool. Call it "
                + names.getFirst() + ".");
    }

    private static NotLoaded failed(String reference, String reason) {
        return new NotLoaded("Failed to load component: " + reference + ". Error: " + reason);
    }

    /// The sentence of contract M4. It names OCI as a way out, so it cannot be the answer to an OCI reference.
    private static String unknown(String reference) {
        Matcher scheme = SCHEME.matcher(reference);
        if (!scheme.find()) {
            return "Cannot tell what '" + reference + "' is. Use a path, 'file://' or 'oci://'";
        }
        return scheme.group(1).equalsIgnoreCase("oci") ? "No loader for 'oci://' is installed. Use a path or 'file://'"
                : "Unsupported URI scheme '" + scheme.group(1) + "'. Use 'file://' or 'oci://'";
    }
}
