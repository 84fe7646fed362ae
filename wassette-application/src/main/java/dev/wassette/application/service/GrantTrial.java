package dev.wassette.application.service;

import dev.wassette.application.port.in.PermissionRequest;
import dev.wassette.application.port.out.ComponentRuntime.Denied;
import dev.wassette.domain.policy.Access;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.IpAddress;
import dev.wassette.domain.policy.NetworkGrant;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.policy.StorageDecisions;
import dev.wassette.domain.policy.StorageGrant;
import dev.wassette.domain.policy.StorageRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tries out whether a grant would give a guest what it was denied: what a policy denies stays denied.
final class GrantTrial {
    private static final Pattern TARGET = Pattern.compile("(?:(https?)://)?(\\[[^]]*]|[^:]*)(?::(\\d{1,5}))?");
    private static final String ABSOLUTE = "fs:///";
    private static final StorageRule EVERY_FILE = new StorageRule("/**", "/**", Set.of(Access.values()));

    private GrantTrial() {}

    /// @param request for what was denied; one that a policy can hold
    /// @param grant what the call had
    static boolean helps(Denied denied, PermissionRequest request, Grant grant) {
        return switch (request) {
            case PermissionRequest.Network(String host) ->
                reaches(denied.target(), grant.network().with(new NetworkPermission.Host(host)));
            case PermissionRequest.Storage(String uri, List<String> access) ->
                !uri.startsWith(ABSOLUTE) || isOpen(uri, access, grant.storage());
            case PermissionRequest.Environment _, PermissionRequest.Limit _ -> true;
        };
    }

    /// @param target a URL without a path for a request, a host with a port for a socket, a name for a look-up
    private static boolean reaches(String target, NetworkGrant network) {
        Matcher parts = TARGET.matcher(target);
        if (!parts.matches()) {
            return true;
        }
        String scheme = parts.group(1);
        String host = parts.group(2);
        int port = parts.group(3) != null ? Integer.parseInt(parts.group(3)) : "http".equals(scheme) ? 80 : 443;
        if (scheme != null) {
            return network.allowsRequest(scheme, host, port);
        }
        Optional<IpAddress> literal = IpAddress.parse(host.replaceAll("[\\[\\]]", ""));
        return literal.map(address -> network.allowsPeer(address, port)).orElseGet(() -> network.allowsLookup(host)
                || parts.group(3) != null && network.allowsRequest("https", host, port));
    }

    private static boolean isOpen(String uri, List<String> access, StorageGrant storage) {
        Set<Access> open = StorageDecisions.of(new StorageGrant(List.of(EVERY_FILE), storage.deny()))
                .allowed(StorageDecisions.names(uri.substring("fs://".length())));
        return access.stream().allMatch(word -> open.stream().anyMatch(each -> each.name().equalsIgnoreCase(word)));
    }
}
