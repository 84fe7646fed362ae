package dev.wassette.mcp.http;

import dev.wassette.mcp.protocol.McpServer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The sessions, by ids that nobody can guess. Safe for use by several threads.
final class Clients {
    /// 192 bits: more than all the guesses that anybody can make.
    private static final int ID_BYTES = 24;

    private final McpServer server;
    private final SecureRandom random = new SecureRandom();
    /// The one that was idle longest is the first; guarded by this.
    private final Map<String, Client> clients = new LinkedHashMap<>(16, 0.75f, true);

    Clients(McpServer server) {
        this.server = server;
    }

    /// Begins a session. When there are too many, the one that has been idle longest ends.
    Client begin() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        var client = new Client(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), server);
        Optional<Client> forgotten;
        synchronized (this) {
            clients.put(client.id(), client);
            forgotten = clients.size() > HttpLimits.MAX_SESSIONS ? forget() : Optional.empty();
        }
        forgotten.ifPresent(Client::close);
        return client;
    }

    private Optional<Client> forget() {
        Iterator<Client> all = clients.values().iterator();
        while (all.hasNext()) {
            Client client = all.next();
            if (!client.isListening()) {
                all.remove();
                return Optional.of(client);
            }
        }
        return Optional.empty();
    }

    /// {@return the client of that session, which is not idle now}
    synchronized Optional<Client> find(String id) {
        return Optional.ofNullable(clients.get(id));
    }

    /// Ends a session.
    ///
    /// @return whether there was one
    boolean end(String id) {
        Client client;
        synchronized (this) {
            client = clients.remove(id);
        }
        if (client != null) {
            client.close();
        }
        return client != null;
    }

    /// Ends all sessions.
    void endAll() {
        List<Client> all;
        synchronized (this) {
            all = List.copyOf(clients.values());
            clients.clear();
        }
        all.forEach(Client::close);
    }
}
