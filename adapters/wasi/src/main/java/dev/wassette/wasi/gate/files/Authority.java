package dev.wassette.wasi.gate.files;

import dev.wassette.component.host.Denial;
import dev.wassette.component.host.Denials;
import dev.wassette.domain.policy.Access;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.StorageDecisions;
import dev.wassette.domain.policy.StorageGrant;
import dev.wassette.domain.policy.StorageRule;
import dev.wassette.wasi.filesystem.types.ErrorCode;
import dev.wassette.wasi.filesystem.types.FilesystemError;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// The one place where it is decided what a guest may do with a file. Each function either returns or notes the denial
/// and throws `not-permitted`.
///
/// What is denied is denied by the path that the policy spells and by the one free of symbolic links.
final class Authority {
    private static final Set<Access> ALL = Set.of(Access.READ, Access.WRITE);

    private final StorageDecisions spelled;
    private final StorageDecisions real;
    private final Denials denials;

    /// @param moreDenied what the grant denies, by paths free of symbolic links
    Authority(Grant grant, List<StorageRule> moreDenied, Denials denials) {
        List<StorageRule> everything = List.of(new StorageRule("/**", "/**", ALL));
        this.spelled = StorageDecisions.of(new StorageGrant(grant.storage().allow(), allDenied(grant, moreDenied)));
        this.real = StorageDecisions.of(new StorageGrant(everything, allDenied(grant, moreDenied)));
        this.denials = Objects.requireNonNull(denials);
    }

    private static List<StorageRule> allDenied(Grant grant, List<StorageRule> moreDenied) {
        return Stream.concat(grant.storage().deny().stream(), moreDenied.stream()).toList();
    }

    Set<Access> allowed(Place place) {
        return both(spelled.allowed(place.path()), real.allowed(place.real()));
    }

    private Set<Access> allowedThroughout(Place place) {
        return both(spelled.allowedThroughout(place.path()), real.allowedThroughout(place.real()));
    }

    private Set<Access> allowedSomewhere(Place place) {
        return both(spelled.allowedSomewhere(place.path()), real.allowedSomewhere(place.real()));
    }

    private static Set<Access> both(Set<Access> one, Set<Access> other) {
        Set<Access> both = EnumSet.noneOf(Access.class);
        both.addAll(one);
        both.retainAll(other);
        return both;
    }

    /// {@return whether there is something here or below that the guest may touch}
    boolean leadsSomewhere(Place place) {
        return spelled.leadsSomewhere(place.path()) && real.leadsSomewhere(place.real());
    }

    /// {@return whether a guest sees that there is such a file: not when it could only pass through a directory}
    boolean isVisible(Place place, boolean isDirectory) {
        return !allowed(place).isEmpty() || isDirectory && leadsSomewhere(place);
    }

    void requireVisible(Place place, boolean isDirectory) throws FilesystemError {
        if (!isVisible(place, isDirectory)) {
            throw denied(place.guest(), Access.READ);
        }
    }

    void require(Access access, Place place) throws FilesystemError {
        if (!allowed(place).contains(access)) {
            throw denied(place.guest(), access);
        }
    }

    /// What moves, or gets one more name, must not be allowed more at its new place than at its old one; nor must
    /// anything below it.
    ///
    /// @param isDirectory whether a directory moves
    void requireMove(Place from, Place to, boolean isDirectory) throws FilesystemError {
        require(Access.WRITE, from);
        require(Access.WRITE, to);
        Set<Access> before = isDirectory ? allowedThroughout(from) : allowed(from);
        Set<Access> after = isDirectory ? allowedSomewhere(to) : allowed(to);
        if (!before.containsAll(after)) {
            throw denied(from.guest(), before.contains(Access.WRITE) ? Access.READ : Access.WRITE);
        }
        if (isDirectory && !allowedThroughout(to).contains(Access.WRITE)) {
            throw denied(to.guest(), Access.WRITE);
        }
    }

    /// Notes that the guest wanted something that it may not have.
    ///
    /// @param guest what the guest calls it
    FilesystemError denied(String guest, Access access) {
        denials.add(new Denial(switch (access) {
            case READ -> Denial.Permission.STORAGE;
            case WRITE -> Denial.Permission.STORAGE_WRITE;
        }, "fs://" + guest));
        return new FilesystemError(ErrorCode.NOT_PERMITTED);
    }
}
