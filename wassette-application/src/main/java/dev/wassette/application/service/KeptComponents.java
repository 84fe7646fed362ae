package dev.wassette.application.service;

import dev.wassette.application.port.in.FollowComponents;
import dev.wassette.application.port.out.ComponentRuntime;
import dev.wassette.application.port.out.ComponentRuntime.DecodedComponent;
import dev.wassette.application.port.out.ComponentRuntime.Inspected;
import dev.wassette.application.port.out.ComponentRuntime.Prepared;
import dev.wassette.application.port.out.ComponentRuntime.PreparedComponent;
import dev.wassette.application.port.out.ComponentRuntime.Refused;
import dev.wassette.application.port.out.ComponentStore;
import dev.wassette.application.port.out.ComponentStore.Metadata;
import dev.wassette.application.port.out.ComponentStore.StoredComponent;
import dev.wassette.application.service.ToolMaker.Made;
import dev.wassette.application.service.Turns.Turn;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Digest;
import dev.wassette.domain.Provenance;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps the catalogue in step with the store, which is right whenever the two differ.
///
/// A component goes through two states. It is *listed* from what was kept of it, or from what it says of itself: that is
/// quick. It is *prepared* when somebody calls it, or before that by who asks [#prepareNext]. One that has changed in the
/// store serves as it was until it is prepared anew; when that fails, it goes on serving, and the log says so once.
///
/// Whoever changes a component in the catalogue has its turn. Safe for use by several threads.
public final class KeptComponents implements FollowComponents {
    private static final Logger LOG = System.getLogger("dev.wassette.application");

    private final ToolCatalog catalog;
    private final ComponentRuntime runtime;
    private final ComponentStore store;
    private final Turns turns = new Turns();
    private final ReentrantLock looking = new ReentrantLock();
    private volatile boolean hasLooked;
    /// Whether the list of tools has changed by itself and nobody has been told yet.
    private final AtomicBoolean isChanged = new AtomicBoolean();
    /// The versions that cannot be used, so that each is looked at once.
    private final Map<ComponentId, Unusable> unusable = new ConcurrentSkipListMap<>();
    /// Components that are listed and prepared as they were before a change.
    private final Set<ComponentId> outdated = new ConcurrentSkipListSet<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private record Unusable(String version, String reason) {}

    public KeptComponents(ToolCatalog catalog, ComponentRuntime runtime, ComponentStore store) {
        this.catalog = Objects.requireNonNull(catalog);
        this.runtime = Objects.requireNonNull(runtime);
        this.store = Objects.requireNonNull(store);
    }

    @Override
    public void onToolsChanged(Runnable listener) {
        listeners.add(Objects.requireNonNull(listener));
    }

    @Override
    public void refresh() {
        looking.lock();
        try {
            look();
            hasLooked = true;
        } finally {
            looking.unlock();
        }
        tellOfChanges();
    }

    private void look() {
        try {
            SortedMap<ComponentId, String> there = store.versions();
            unusable.keySet().retainAll(there.keySet());
            Snapshot known = catalog.snapshot();
            there.forEach((id, version) -> {
                if (!isSettled(known.component(id), id, version)) {
                    inTurnIfFree(id, () -> notice(id));
                }
            });
            known.components().stream().map(CatalogEntry::id).filter(id -> !there.containsKey(id))
                    .forEach(id -> inTurnIfFree(id, () -> notice(id)));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The components that are stored cannot be listed: {0}", e.toString());
        }
    }

    private boolean isSettled(Optional<CatalogEntry> known, ComponentId id, String version) {
        return isUnusable(id, version) || known.isPresent() && known.get().version().equals(version);
    }

    private boolean isUnusable(ComponentId id, String version) {
        Unusable unusable = this.unusable.get(id);
        return unusable != null && unusable.version().equals(version);
    }

    /// {@return why components cannot be used that were there at the last look: a sentence for each. Nothing is said of one
    /// that has changed since and was not tried again}
    Map<ComponentId, String> problems() {
        Map<ComponentId, String> problems = new TreeMap<>();
        unusable.forEach((id, each) -> problems.put(id, each.reason()));
        problems.keySet().removeAll(outdated);
        return problems;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    /// Who has the turn settles the component as well.
    ///
    /// @return whether the step was done
    private boolean inTurnIfFree(ComponentId id, Step step) {
        Optional<Turn> turn = turns.tryTake(id);
        if (turn.isEmpty()) {
            return false;
        }
        try (Turn _ = turn.get()) {
            step.run();
            return true;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The component {0} cannot be looked at: {1}", id, reason(e));
        } catch (RuntimeException fault) {
            InternalFaults.report("looking at component " + id, fault);
        }
        return false;
    }

    /// Takes notice of what is stored now under an id, in its turn.
    private void notice(ComponentId id) throws IOException {
        Optional<String> version = store.version(id);
        Optional<CatalogEntry> known = catalog.snapshot().component(id);
        if (version.isEmpty()) {
            follow(id);
        } else if (!isSettled(known, id, version.get())) {
            Optional<Metadata> metadata = store.metadata(id);
            if (metadata.isPresent()) {
                replace(known, CatalogEntry.listed(id, version.get(), metadata.get()));
            } else if (known.isPresent()) {
                outdated.add(id);
            } else {
                inspect(id, version.get());
            }
        }
    }

    private void replace(Optional<CatalogEntry> known, CatalogEntry now) {
        if (known.isPresent() && isSame(known.get().digest(), now.digest())) {
            catalog.put(known.get().as(now.version()));
        } else {
            follow(now);
        }
    }

    /// Lists a component of which nothing is known yet.
    private void inspect(ComponentId id, String version) {
        try {
            Optional<StoredComponent> stored = store.read(id);
            if (stored.isPresent()) {
                inspect(id, stored.get());
            }
        } catch (IOException e) {
            complain(id, version, reason(e));
        }
    }

    private void inspect(ComponentId id, StoredComponent stored) {
        try {
            switch (runtime.inspect(stored.bytes())) {
                case Refused(String reason) -> complain(id, stored.version(), reason);
                case Inspected(DecodedComponent component) -> {
                    CatalogEntry entry = entry(id, stored.version(), component, Provenance.of(Optional.empty()),
                            ToolMaker.make(component), Optional.empty());
                    follow(entry);
                    store.describe(id, stored.version(), entry.metadata());
                }
            }
        } catch (RuntimeException fault) {
            complain(id, stored.version(), InternalFaults.report("looking at component " + id, fault));
        }
    }

    private void complain(ComponentId id, String version, String reason) {
        boolean isNew = !isUnusable(id, version);
        unusable.put(id, new Unusable(version, reason));
        if (isNew) {
            LOG.log(Level.WARNING, "The stored component {0} is left out as it is now: {1}", id, reason);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static CatalogEntry entry(ComponentId id, String version, DecodedComponent component,
            Provenance provenance, Made made, Optional<SharedComponent> prepared) {
        return new CatalogEntry(id, version, component.digest(), provenance,
                made.tools().stream().map(tool -> CatalogTool.of(tool, id, prepared)).toList(), prepared);
    }

    /// What the store has changed to. Nobody can have listed anything before the first look, so nobody is told of that.
    private void follow(CatalogEntry entry) {
        Snapshot before = put(entry);
        if (hasLooked && !before.with(entry).descriptions().equals(before.descriptions())) {
            isChanged.set(true);
        }
    }

    private void follow(ComponentId absent) {
        if (forget(absent) && hasLooked) {
            isChanged.set(true);
        }
    }

    /// @return what was there before
    private Snapshot put(CatalogEntry entry) {
        outdated.remove(entry.id());
        unusable.remove(entry.id());
        Snapshot before = catalog.put(entry);
        before.component(entry.id()).ifPresent(CatalogEntry::retire);
        return before;
    }

    /// @return whether it was there
    private boolean forget(ComponentId id) {
        outdated.remove(id);
        unusable.remove(id);
        Optional<CatalogEntry> removed = catalog.remove(id);
        removed.ifPresent(CatalogEntry::retire);
        return removed.isPresent();
    }

    @Override
    public boolean prepareNext() {
        for (CatalogEntry entry : catalog.snapshot().components()) {
            if (needsPreparation(entry) && inTurnIfFree(entry.id(), () -> prepare(entry.id()))) {
                tellOfChanges();
                return true;
            }
        }
        return false;
    }

    private boolean needsPreparation(CatalogEntry entry) {
        return entry.prepared().isEmpty() || outdated.contains(entry.id());
    }

    /// Looks for a tool that is not in the catalogue: everything that has changed is there as it is stored now afterwards.
    void catchUp() {
        refresh();
        outdated.forEach(id -> catalog.snapshot().component(id).ifPresent(this::require));
    }

    /// Sees to it that the component is there as it is stored now, and can be called. Looks only, as long as nothing has
    /// changed.
    ///
    /// @return what is wrong with it as it is stored now, if anything: a sentence
    Optional<String> require(CatalogEntry entry) {
        if (isCurrent(entry)) {
            return Optional.empty();
        }
        try (Turn _ = turns.take(entry.id())) {
            return prepare(entry.id());
        } catch (IOException e) {
            return Optional.of(reason(e));
        } finally {
            tellOfChanges();
        }
    }

    private boolean isCurrent(CatalogEntry entry) {
        try {
            Optional<String> version = store.version(entry.id());
            return entry.prepared().isPresent() && version.isPresent()
                    && isSettled(Optional.of(entry), entry.id(), version.get());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The component {0} cannot be looked at: {1}", entry.id(), reason(e));
            return entry.prepared().isPresent();
        }
    }

    /// Prepares what is stored now under an id, in its turn.
    ///
    /// @return what is wrong with it, if anything
    private Optional<String> prepare(ComponentId id) throws IOException {
        Optional<CatalogEntry> known = catalog.snapshot().component(id);
        if (known.isPresent() && isCurrent(known.get())) {
            outdated.remove(id);
            return Optional.empty();
        }
        Optional<String> version = store.version(id);
        if (version.isEmpty()) {
            follow(id);
            return Optional.empty();
        }
        try {
            Optional<StoredComponent> stored = store.read(id);
            return stored.flatMap(found -> prepare(known, id, found));
        } catch (IOException e) {
            return leaveOut(known, id, version.get(), reason(e));
        }
    }

    private Optional<String> prepare(Optional<CatalogEntry> known, ComponentId id, StoredComponent stored) {
        Optional<CatalogEntry> touched = known.filter(entry -> entry.prepared().isPresent())
                .filter(entry -> isSame(entry.digest(), Digest.of(stored.bytes())));
        if (touched.isPresent()) {
            outdated.remove(id);
            catalog.put(touched.get().as(stored.version()));
            return Optional.empty();
        }
        try {
            return switch (runtime.prepare(stored.bytes())) {
                case Refused(String reason) -> leaveOut(known, id, stored.version(), reason);
                case Prepared(PreparedComponent prepared) -> {
                    offer(id, stored.version(), known, prepared);
                    yield Optional.empty();
                }
            };
        } catch (RuntimeException fault) {
            // else it would be tried for ever
            return leaveOut(known, id, stored.version(), InternalFaults.report("preparing component " + id, fault));
        }
    }

    /// What served before goes on serving.
    private Optional<String> leaveOut(Optional<CatalogEntry> known, ComponentId id, String version, String reason) {
        if (known.isPresent() && known.get().prepared().isEmpty()) {
            follow(id);
        }
        outdated.remove(id);
        complain(id, version, reason);
        return Optional.of(reason);
    }

    /// By the text: what generates the equality of records costs more at the first use than all else here.
    private static boolean isSame(Digest one, Digest other) {
        return one.hex().equals(other.hex());
    }

    private void offer(ComponentId id, String version, Optional<CatalogEntry> known, PreparedComponent prepared) {
        boolean isOffered = false;
        try {
            Provenance provenance = known.filter(entry -> isSame(entry.digest(), prepared.digest()))
                    .map(CatalogEntry::provenance).orElseGet(() -> Provenance.of(Optional.empty()));
            CatalogEntry entry = entry(id, version, prepared, provenance, ToolMaker.make(prepared),
                    Optional.of(new SharedComponent(id, prepared)));
            follow(entry);
            isOffered = true;
            store.describe(id, version, entry.metadata());
        } finally {
            if (!isOffered) {
                prepared.close();
            }
        }
    }

    /// Says what is noted of the origin of a component that takes the place of another.
    @FunctionalInterface
    interface Succession {

        /// @param before what is known of the component that is there; empty when there is none, or nothing is known of it
        /// @throws IOException to leave everything as it is; with a sentence for the user
        Provenance after(Optional<Metadata> before) throws IOException;
    }

    /// Keeps a component and offers it, in place of one with the same id.
    ///
    /// @return what was offered before
    /// @throws IOException when it cannot be kept; then what was there before is there still, and it has to be closed
    Snapshot keep(ComponentId id, Succession succession, byte[] bytes, PreparedComponent prepared, Made made)
            throws IOException {
        var shared = Optional.of(new SharedComponent(id, prepared));
        Provenance provenance = succession.after(store.metadata(id));
        CatalogEntry entry = entry(id, "", prepared, provenance, made, shared);
        return put(entry.as(store.keep(id, bytes, entry.metadata())));
    }

    /// Waits for the turn to change a component.
    Turn turn(ComponentId id) {
        return turns.take(id);
    }

    /// Removes a component from the store and from the catalogue.
    ///
    /// @return whether it was there
    /// @throws IOException when it is there still
    boolean remove(ComponentId id) throws IOException {
        try (Turn _ = turns.take(id)) {
            boolean wasStored = store.remove(id);
            return forget(id) || wasStored;
        }
    }

    /// {@return why no component can be kept, if that is known beforehand: a sentence}
    Optional<String> obstacle() {
        return store.obstacle();
    }

    @Override
    public void tidy() {
        store.tidy();
    }

    private void tellOfChanges() {
        if (isChanged.getAndSet(false)) {
            listeners.forEach(Runnable::run);
        }
    }
}
