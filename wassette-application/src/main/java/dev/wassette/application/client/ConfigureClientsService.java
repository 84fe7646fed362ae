package dev.wassette.application.client;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.application.port.in.ConfigureClients;
import dev.wassette.application.port.out.ClientFiles;
import dev.wassette.application.port.out.TomlFormat;
import dev.wassette.domain.client.Client;
import dev.wassette.domain.client.Scope;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Edits the text of a file and then parses what came of it: when anything but the one entry has changed, nothing is
/// written.
public final class ConfigureClientsService implements ConfigureClients {
    private static final String OWN_NAME = "wassette";

    private final ClientFiles files;
    private final TomlFormat toml;

    public ConfigureClientsService(ClientFiles files, TomlFormat toml) {
        this.files = Objects.requireNonNull(files);
        this.toml = Objects.requireNonNull(toml);
    }

    /// A file cannot be edited.
    private static final class Uneditable extends Exception {
        private static final long serialVersionUID = 1L;

        Uneditable(String reason) {
            super(reason);
        }
    }

    /// @param text the file's; empty when there is no file
    /// @param servers those that it names
    private record Content(Optional<String> text, JsonObject whole, JsonObject servers) {}

    @Override
    public String shown(Entry entry) {
        JsonObject value = Layout.value(entry.client(), entry.connection());
        String container = Layout.container(entry.client());
        return Layout.isToml(entry.client()) ? TomlEdit.table(container + "." + entry.name(), value)
                : JsonText.pretty(JsonObject.empty().with(container, JsonObject.empty().with(entry.name(), value))) + "\n";
    }

    @Override
    public String file(Client client, Scope scope) {
        return files.place(client, scope);
    }

    @Override
    public Outcome add(Entry entry, boolean replace) {
        String place = file(entry.client(), entry.scope());
        JsonObject value = Layout.value(entry.client(), entry.connection());
        try {
            Content content = read(entry.client(), place);
            Optional<JsonValue> there = content.servers().get(entry.name());
            if (there.isPresent() && there.get().equals(value)) {
                return new Unchanged(place);
            }
            if (there.isPresent() && !replace) {
                return new Refused(place + " has another '" + entry.name() + "'. Put this in its place with --replace, or choose "
                        + "another --name");
            }
            String before = content.text().orElse("");
            String without = there.isPresent() ? without(entry.client(), before, entry.name()) : before;
            String after = with(entry.client(), without, entry.name(), value);
            return write(entry.client(), place, content, after, servers -> servers.with(entry.name(), value));
        } catch (Uneditable e) {
            return new Refused(e.getMessage());
        }
    }

    @Override
    public Outcome remove(Client client, Scope scope, String name) {
        String place = file(client, scope);
        try {
            Content content = read(client, place);
            return content.servers().get(name).isEmpty() ? new Unchanged(place)
                    : write(client, place, content, without(client, content.text().orElseThrow(), name),
                            servers -> without(servers, name));
        } catch (Uneditable e) {
            return new Refused(e.getMessage());
        }
    }

    private Outcome write(Client client, String place, Content content, String after, UnaryOperator<JsonObject> change)
            throws Uneditable {
        JsonObject wanted = whole(client, content.whole(), change.apply(content.servers()));
        if (!whole(client, parse(client, place, after), servers(client, place, parse(client, place, after))).equals(wanted)) {
            throw new Uneditable(place + " is written in a way that cannot be changed without touching other things in it. "
                    + "Change it by hand");
        }
        try {
            return new Changed(place, files.replace(place, content.text(), after));
        } catch (IOException e) {
            throw new Uneditable(e.getMessage());
        }
    }

    /// {@return the file with these servers; without an empty list of them, which says the same as none}
    private static JsonObject whole(Client client, JsonObject whole, JsonObject servers) {
        String container = Layout.container(client);
        return servers.members().isEmpty() ? without(whole, container) : whole.with(container, servers);
    }

    private static JsonObject without(JsonObject object, String name) {
        Map<String, JsonValue> members = new LinkedHashMap<>(object.members());
        members.remove(name);
        return new JsonObject(members);
    }

    private static String with(Client client, String text, String name, JsonObject value) {
        String container = Layout.container(client);
        return Layout.isToml(client) ? TomlEdit.with(text, container + "." + name, value)
                : new JsonEdit(text.isBlank() ? "{}\n" : text).with(container, name, value);
    }

    private static String without(Client client, String text, String name) {
        String container = Layout.container(client);
        return Layout.isToml(client) ? TomlEdit.without(text, container, name) : new JsonEdit(text).without(container, name);
    }

    private Content read(Client client, String place) throws Uneditable {
        Optional<String> text;
        try {
            text = files.read(place);
        } catch (IOException e) {
            throw new Uneditable(e.getMessage());
        }
        JsonObject whole = parse(client, place, text.orElse(""));
        return new Content(text, whole, servers(client, place, whole));
    }

    private JsonObject parse(Client client, String place, String text) throws Uneditable {
        if (text.isBlank()) {
            return JsonObject.empty();
        }
        return Layout.isToml(client) ? parseToml(place, text) : parseJson(place, text);
    }

    private JsonObject parseToml(String place, String text) throws Uneditable {
        return switch (toml.read(text)) {
            case TomlFormat.Read(JsonObject value) -> value;
            case TomlFormat.Malformed(String reason) -> throw new Uneditable(place + " is no valid TOML: " + reason);
        };
    }

    private static JsonObject parseJson(String place, String text) throws Uneditable {
        try {
            if (JsonText.parse(text) instanceof JsonObject object) {
                return object;
            }
            throw new Uneditable(place + " must be an object in braces");
        } catch (MalformedJson e) {
            throw new Uneditable(place + " is no plain JSON, so it is left alone: " + e.getMessage()
                    + ". Comments and commas before a closing bracket are not understood here; edit it by hand");
        }
    }

    private static JsonObject servers(Client client, String place, JsonObject whole) throws Uneditable {
        JsonValue servers = whole.get(Layout.container(client)).orElse(JsonObject.empty());
        if (servers instanceof JsonObject object) {
            return object;
        }
        throw new Uneditable("'" + Layout.container(client) + "' in " + place + " is not what " + client.title()
                + " wants: it must hold servers by their names");
    }

    @Override
    public List<Found> list() {
        return Stream.of(Client.values())
                .flatMap(client -> Stream.of(Scope.values()).map(scope -> found(client, scope))).toList();
    }

    private Found found(Client client, Scope scope) {
        String place = file(client, scope);
        return new Found(client, scope, place, state(client, place));
    }

    private State state(Client client, String place) {
        try {
            Content content = read(client, place);
            if (content.text().isEmpty()) {
                return new NoFile();
            }
            return content.servers().members().entrySet().stream().map(server -> named(client, server))
                    .flatMap(Optional::stream).findFirst().orElseGet(NotNamed::new);
        } catch (Uneditable e) {
            return new Unreadable(e.getMessage());
        }
    }

    /// One of our name, or one that starts us under another.
    private Optional<State> named(Client client, Map.Entry<String, JsonValue> server) {
        if (!(server.getValue() instanceof JsonObject value)) {
            return Optional.empty();
        }
        boolean isOurs = server.getKey().equals(OWN_NAME);
        return Layout.connection(client, value).filter(connection -> isOurs || starts(connection))
                .map(connection -> new Named(server.getKey(), connection, problem(connection)));
    }

    private static boolean starts(Connection connection) {
        return connection instanceof Program(String command, _) && command.matches("(?s)(.*[/\\\\])?wassette(\\.bat|\\.cmd|\\.exe)?");
    }

    private Optional<String> problem(Connection connection) {
        return connection instanceof Program(String command, _) && !files.isProgram(command)
                ? Optional.of("there is no program '" + command + "'") : Optional.empty();
    }
}
