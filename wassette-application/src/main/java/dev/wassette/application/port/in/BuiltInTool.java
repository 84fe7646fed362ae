package dev.wassette.application.port.in;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The tools that belong to the server and not to a component (contract B.4). Their names are taken: no tool of a component
/// is listed under one, whether an agent may use the built-in tool or not.
public enum BuiltInTool {
    LOAD_COMPONENT("load-component", Group.LOADING),
    UNLOAD_COMPONENT("unload-component", Group.LOADING),
    LIST_COMPONENTS("list-components", Group.READ_ONLY),
    SEARCH_COMPONENTS("search-components", Group.READ_ONLY),
    GET_POLICY("get-policy", Group.READ_ONLY),
    GRANT_STORAGE("grant-storage-permission", Group.GRANTING),
    GRANT_NETWORK("grant-network-permission", Group.GRANTING),
    GRANT_ENVIRONMENT("grant-environment-variable-permission", Group.GRANTING),
    REVOKE_STORAGE("revoke-storage-permission", Group.REVOKING),
    REVOKE_NETWORK("revoke-network-permission", Group.REVOKING),
    REVOKE_ENVIRONMENT("revoke-environment-variable-permission", Group.REVOKING),
    RESET_PERMISSION("reset-permission", Group.REVOKING),
    ATTACH_POLICY("attach-policy", Group.ATTACHING),
    DETACH_POLICY("detach-policy", Group.ATTACHING);

    /// What an agent is trusted with, as a user thinks of it.
    public enum Group {

        /// To look.
        READ_ONLY("read-only"),
        /// To bring components in and to throw them out.
        LOADING("loading"),
        /// To give components permissions.
        GRANTING("granting"),
        /// To take permissions from components.
        REVOKING("revoking"),
        /// To give components whole policies, with whatever is in them.
        ATTACHING("attaching");

        private final String word;

        Group(String word) {
            this.word = word;
        }

        /// {@return the group as a user writes it}
        public String word() {
            return word;
        }
    }

    private final String word;
    private final Group group;

    BuiltInTool(String word, Group group) {
        this.word = word;
        this.group = group;
    }

    /// {@return the name that an agent calls it by}
    public String word() {
        return word;
    }

    public Group group() {
        return group;
    }

    /// {@return the tool of this name}
    public static Optional<BuiltInTool> named(String name) {
        for (BuiltInTool tool : values()) {
            if (tool.word.equals(name)) {
                return Optional.of(tool);
            }
        }
        return Optional.empty();
    }

    /// {@return what an agent may use when nobody has said: all but to attach policies, whose content no client shows to the
    /// user who is asked}
    public static Set<BuiltInTool> standard() {
        return Collections.unmodifiableSet(EnumSet.range(LOAD_COMPONENT, RESET_PERMISSION));
    }
}
