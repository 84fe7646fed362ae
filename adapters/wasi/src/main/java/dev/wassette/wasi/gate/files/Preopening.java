package dev.wassette.wasi.gate.files;

import dev.wassette.component.host.Denials;
import dev.wassette.domain.policy.Access;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.StorageDecisions;
import dev.wassette.domain.policy.StorageGrant;
import dev.wassette.domain.policy.StorageRule;
import dev.wassette.wasi.filesystem.types.ErrorCode;
import dev.wassette.wasi.filesystem.types.FilesystemError;
import dev.wassette.wasi.gate.os.DirectoryHandle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Opens the directories of a grant. Their paths are the user's, so symbolic links on the way to them are followed; but
/// not one that the guest could have put there.
final class Preopening {
    private final FileGate gate;
    private final Grant grant;
    private final Authority authority;
    private final StorageDecisions writable;
    private final Consumer<String> warnings;

    Preopening(FileGate gate, Grant grant, Denials denials, Consumer<String> warnings) {
        this.gate = gate;
        this.grant = grant;
        this.warnings = warnings;
        List<StorageRule> realAllowed = grant.storage().allow().stream().map(this::real).toList();
        List<StorageRule> realDenied = grant.storage().deny().stream().map(this::real).toList();
        this.writable = StorageDecisions.of(new StorageGrant(realAllowed, List.of()));
        this.authority = new Authority(grant, realDenied, denials);
    }

    List<Preopened> all() {
        Map<String, Preopened> byGuestPath = new LinkedHashMap<>();
        for (StorageRule rule : grant.storage().allow()) {
            try {
                Preopened opened = preopen(rule);
                byGuestPath.putIfAbsent(opened.place().guest(), opened);
            } catch (FilesystemError e) {
                warnings.accept("The permission for " + rule.path() + " has no effect: " + reason(e.code()));
            }
        }
        return List.copyOf(byGuestPath.values());
    }

    private static String reason(ErrorCode code) {
        return switch (code) {
            case NO_ENTRY -> "there is no such file or directory";
            case NOT_DIRECTORY -> "it is no directory";
            case NOT_PERMITTED -> "it leads to a place that is denied, or through a symbolic link that the component "
                    + "itself may replace";
            default -> "opening it failed with " + code.name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    /// A file is given as its directory, in which the guest sees nothing else; so is what does not exist yet and may be
    /// written.
    private Preopened preopen(StorageRule rule) throws FilesystemError {
        try (TrustedWalk walk = new TrustedWalk(gate, rule.base(), this::requireTrusted)) {
            DirectoryHandle directory = walk.directory();
            return given(directory, Place.granted(rule.base(), walk.real(), rule.guestBase()));
        } catch (FilesystemError e) {
            boolean mayBeFile = e.code() == ErrorCode.NOT_DIRECTORY
                    || e.code() == ErrorCode.NO_ENTRY && rule.access().contains(Access.WRITE);
            if (!mayBeFile || !rule.isLiteral() || rule.base().isEmpty()) {
                throw e;
            }
            return preopenParent(rule, e);
        }
    }

    private Preopened preopenParent(StorageRule rule, FilesystemError why) throws FilesystemError {
        List<String> parent = rule.base().subList(0, rule.base().size() - 1);
        try (TrustedWalk walk = new TrustedWalk(gate, parent, this::requireTrusted)) {
            return given(walk.directory(), Place.granted(parent, walk.real(), rule.guestParent()));
        } catch (FilesystemError e) {
            throw e.code() == ErrorCode.NOT_PERMITTED ? e : why;
        }
    }

    private Preopened given(DirectoryHandle directory, Place place) throws FilesystemError {
        if (!authority.leadsSomewhere(place)) {
            throw new FilesystemError(ErrorCode.NOT_PERMITTED);
        }
        return new Preopened(authority, gate.kept(directory.reopen()), place);
    }

    private void requireTrusted(List<String> link) throws FilesystemError {
        if (writable.allowed(link).contains(Access.WRITE)) {
            throw new FilesystemError(ErrorCode.NOT_PERMITTED);
        }
    }

    /// {@return the same rule by a path free of symbolic links}
    private StorageRule real(StorageRule rule) {
        List<String> names = new ArrayList<>(TrustedWalk.realNames(gate, rule.base()));
        names.addAll(rule.names().subList(rule.base().size(), rule.names().size()));
        return new StorageRule("/" + String.join("/", names), rule.guestPath(), rule.access());
    }
}
