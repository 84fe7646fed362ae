package dev.wassette.application.port.in;

import dev.wassette.domain.client.Client;
import dev.wassette.domain.client.Scope;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Puts this server into the configuration of MCP clients, and takes it out. Everything else in their files stays as it is,
/// byte by byte. Safe for use by several threads.
public interface ConfigureClients {

    /// {@return what the client's file would have to say, as text of that file's format}
    String shown(Entry entry);

    /// {@return where the client keeps its servers}
    String file(Client client, Scope scope);

    /// Writes an entry.
    ///
    /// @param replace whether to put it in place of another one of that name
    Outcome add(Entry entry, boolean replace);

    /// Takes the entry of that name out.
    Outcome remove(Client client, Scope scope, String name);

    /// {@return what each file says, in the order of the clients and their scopes}
    List<Found> list();

    /// How a client reaches a server.
    sealed interface Connection {}

    /// The client starts it and speaks over its standard streams.
    ///
    /// @param command a path, or a name to look for
    record Program(String command, List<String> arguments) implements Connection {
        public Program {
            Objects.requireNonNull(command);
            arguments = List.copyOf(arguments);
        }
    }

    /// It runs already.
    ///
    /// @param tokenVariable the environment variable of the client that has the token; never the token itself
    record Server(String url, Optional<String> tokenVariable) implements Connection {
        public Server {
            Objects.requireNonNull(url);
            Objects.requireNonNull(tokenVariable);
        }
    }

    /// @param name letters, digits, `-` and `_`
    record Entry(Client client, Scope scope, String name, Connection connection) {
        public Entry {
            Objects.requireNonNull(client);
            Objects.requireNonNull(scope);
            Objects.requireNonNull(connection);
            if (!isName(name)) {
                throw new IllegalArgumentException("not the name of a server: " + name);
            }
        }

        /// {@return whether every client takes this as the name of a server}
        public static boolean isName(String name) {
            return name.matches("[A-Za-z0-9_-]{1,64}");
        }
    }

    /// How a change ended.
    sealed interface Outcome {}

    /// @param file that was changed
    /// @param backup its content before; empty for a new file
    record Changed(String file, Optional<String> backup) implements Outcome {
        public Changed {
            Objects.requireNonNull(file);
            Objects.requireNonNull(backup);
        }
    }

    /// The file says that already.
    record Unchanged(String file) implements Outcome {
        public Unchanged {
            Objects.requireNonNull(file);
        }
    }

    /// Nothing was changed.
    ///
    /// @param reason what is in the way and what to do: sentences
    record Refused(String reason) implements Outcome {
        public Refused {
            Objects.requireNonNull(reason);
        }
    }

    /// What one file says.
    ///
    /// @param file where it is, or would be
    record Found(Client client, Scope scope, String file, State state) {
        public Found {
            Objects.requireNonNull(client);
            Objects.requireNonNull(scope);
            Objects.requireNonNull(file);
            Objects.requireNonNull(state);
        }
    }

    /// What a file says of this server.
    sealed interface State {}

    /// There is no such file.
    record NoFile() implements State {}

    /// The file is there, and does not name this server.
    record NotNamed() implements State {}

    /// @param problem why the client cannot start it: a sentence
    record Named(String name, Connection connection, Optional<String> problem) implements State {
        public Named {
            Objects.requireNonNull(name);
            Objects.requireNonNull(connection);
            Objects.requireNonNull(problem);
        }
    }

    /// @param reason what is wrong with the file: a sentence
    record Unreadable(String reason) implements State {
        public Unreadable {
            Objects.requireNonNull(reason);
        }
    }
}
