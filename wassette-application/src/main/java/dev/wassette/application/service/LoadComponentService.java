package dev.wassette.application.service;

import dev.wassette.application.port.in.BuiltInTool;
import dev.wassette.application.port.in.LoadComponent;
import dev.wassette.application.port.out.ComponentRuntime;
import dev.wassette.application.port.out.ComponentRuntime.Prepared;
import dev.wassette.application.port.out.ComponentRuntime.PreparedComponent;
import dev.wassette.application.port.out.ComponentRuntime.Refused;
import dev.wassette.application.port.out.ComponentSource;
import dev.wassette.application.port.out.ComponentSource.Fetched;
import dev.wassette.application.port.out.ComponentSource.Unavailable;
import dev.wassette.application.port.out.ComponentSource.Wanted;
import dev.wassette.application.service.ToolMaker.Made;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.ToolName;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Fetches, prepares, names; and only when all of that has worked, keeps the component and offers it.
///
/// Of two loads of the same id at the same time the one that ends last stays.
public final class LoadComponentService implements LoadComponent {
    private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*)://");

    private final ToolCatalog catalog;
    private final ComponentRuntime runtime;
    private final List<ComponentSource> sources;
    private final KeptComponents kept;

    /// @param sources the first that knows a reference fetches it
    public LoadComponentService(ToolCatalog catalog, ComponentRuntime runtime, List<ComponentSource> sources,
            KeptComponents kept) {
        this.catalog = Objects.requireNonNull(catalog);
        this.runtime = Objects.requireNonNull(runtime);
        this.sources = List.copyOf(sources);
        this.kept = Objects.requireNonNull(kept);
    }

    @Override
    public Outcome load(String reference) {
        Optional<ComponentSource> source = sources.stream().filter(each -> each.knows(reference)).findFirst();
        return source.map(known -> load(reference, known)).orElseGet(() -> new NotLoaded(unknown(reference)));
    }

    /// What cannot be kept is not offered either: what is served and what is stored are the same, now and after a
    /// restart.
    private Outcome load(String reference, ComponentSource source) {
        try {
            Optional<String> obstacle = kept.obstacle();
            if (obstacle.isPresent()) {
                return failed(reference, obstacle.get());
            }
            return switch (source.fetch(new Wanted(reference))) {
                case Unavailable(String reason) -> failed(reference, reason);
                case Fetched fetched -> switch (runtime.prepare(fetched.bytes())) {
                    case Refused(String reason) -> failed(reference, reason);
                    case Prepared(PreparedComponent prepared) -> offer(fetched, prepared);
                };
            };
        } catch (IOException e) {
            return failed(reference, "the component cannot be kept: " + e.getMessage());
        } catch (RuntimeException fault) {
            return failed(reference, InternalFaults.report("loading " + reference, fault));
        }
    }

    private Loaded offer(Fetched fetched, PreparedComponent prepared) throws IOException {
        ComponentId id = fetched.id();
        boolean isKept = false;
        try {
            Made made = ToolMaker.make(prepared);
            Snapshot before = kept.keep(id, fetched.origin(), fetched.bytes(), prepared, made);
            isKept = true;
            Snapshot now = catalog.snapshot();
            List<String> warnings = Stream.of(fetched.warnings().stream(), made.warnings().stream(), conflicts(id, now))
                    .flatMap(each -> each).toList();
            return new Loaded(id, before.component(id).isPresent(), now.names(id), warnings);
        } finally {
            if (!isKept) {
                prepared.close();
            }
        }
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
