package dev.wassette.bootstrap;

import dev.wassette.application.port.in.ListRuntimes.Choice;
import dev.wassette.application.port.in.ListRuntimes.Found;
import dev.wassette.cli.WassetteCli;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Does in one process what users do most, so that the JVM can record which classes that takes and keep them ready. Started
/// by whoever makes that cache, never by users.
///
/// A class that is used here need not be read, checked and linked again at each start. It is the engine that users get
/// that has to be used: the calls into a native library are most of what is to be kept. But each class that is kept is made
/// ready at each start, needed or not, so what runs long or seldom is not here: HTTP, the other engines, `inspect`.
public final class Training {
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
            "clientInfo":{"name":"training","version":"1"}}}""";
    private static final String INITIALIZED = """
            {"jsonrpc":"2.0","method":"notifications/initialized"}""";
    private static final String LIST = """
            {"jsonrpc":"2.0","id":1,"method":"tools/list"}""";
    /// A server does its first work in the background a moment after it has started.
    private static final long BACKGROUND_WORK_MILLIS = 1500;

    private final Map<String, String> environment;
    private final String component;

    private Training(Map<String, String> environment, Path component) {
        this.environment = Map.copyOf(environment);
        this.component = component.toString();
    }

    /// @param arguments an empty folder for all that is kept meanwhile, and a component with the functions `echo` and `add`
    public static void main(String[] arguments) throws Exception {
        Main.startLogging();
        train(System.getenv(), Path.of(arguments[0]), Path.of(arguments[1]));
        System.exit(0); // the engines' threads do not end by themselves
    }

    /// Leaves everything of the user's as it is.
    ///
    /// @param environment of the process
    /// @param folder for all that is kept meanwhile
    static void train(Map<String, String> environment, Path folder, Path component) throws Exception {
        Map<String, String> own = new HashMap<>(environment);
        own.keySet().removeIf(name -> name.startsWith("WASSETTE_"));
        for (String kind : List.of("CONFIG", "DATA", "CACHE", "STATE")) {
            own.put("XDG_" + kind + "_HOME", folder.toAbsolutePath().toString());
        }
        library(environment).ifPresent(path -> own.put("WASSETTE_WASMTIME_LIBRARY", path));
        var training = new Training(own, component.toAbsolutePath());
        training.useCommands();
        training.useStandardStreams();
    }

    /// {@return the library that this user's servers run on, if any}
    private static Optional<String> library(Map<String, String> environment) throws Exception {
        String named = environment.getOrDefault("WASSETTE_WASMTIME_LIBRARY", "");
        if (!named.isEmpty()) {
            return Optional.of(named);
        }
        var wiring = new Wiring(environment, InputStream.nullInputStream(), OutputStream.nullOutputStream());
        return wiring.listRuntimes().list(Optional.empty()).choices().stream()
                .map(Choice::taken).flatMap(Optional::stream)
                .map(Found::library).flatMap(Optional::stream)
                .findFirst();
    }

    private void useCommands() {
        for (List<String> command : List.of(
                List.of("--version"),
                List.of("component", "load", component),
                List.of("component", "list"),
                List.of("tool", "list"),
                List.of("tool", "invoke", "echo", "--args", "{\"text\":\"hello\"}"),
                List.of("permission", "grant", "network", "tools", "example.com"),
                List.of("policy", "get", "tools"))) {
            run(InputStream.nullInputStream(), OutputStream.nullOutputStream(), command);
        }
    }

    private int run(InputStream in, OutputStream out, List<String> arguments) {
        var printed = new PrintStream(OutputStream.nullOutputStream());
        return new WassetteCli(new Wiring(environment, in, out), environment, Version.current(), in, printed, printed)
                .run(arguments);
    }

    private void useStandardStreams() throws Exception {
        Pipe requests = Pipe.open();
        Pipe answers = Pipe.open();
        Thread server = Thread.ofPlatform().start(() -> run(Channels.newInputStream(requests.source()),
                Channels.newOutputStream(answers.sink()), List.of("serve", "--stdio")));
        try (OutputStream to = Channels.newOutputStream(requests.sink());
                var from = new BufferedReader(Channels.newReader(answers.source(), StandardCharsets.UTF_8))) {
            say(to, INITIALIZE);
            from.readLine();
            say(to, INITIALIZED);
            say(to, LIST);
            from.readLine();
            Thread.sleep(BACKGROUND_WORK_MILLIS);
            for (String request : calls()) {
                say(to, request);
                String answer;
                do {
                    answer = from.readLine();
                } while (answer != null && !answer.contains("\"id\":2"));
            }
        }
        server.join();
    }

    private static void say(OutputStream to, String message) throws IOException {
        to.write((message + "\n").getBytes(StandardCharsets.UTF_8));
        to.flush();
    }

    private List<String> calls() {
        return List.of(
                call("add", "{\"a\":2,\"b\":3}"),
                call("list-components", "{}"),
                call("get-policy", "{\"component_id\":\"tools\"}"),
                call("revoke-network-permission", "{\"component_id\":\"tools\",\"details\":{\"host\":\"example.com\"}}"),
                call("load-component", "{\"path\":\"" + component.replace("\\", "\\\\") + "\"}"),
                call("echo", "{\"text\":\"hello\"}"),
                call("add", "{\"a\":\"two\",\"b\":3}"));
    }

    private static String call(String tool, String arguments) {
        return """
                {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"%s","arguments":%s}}"""
                .formatted(tool, arguments);
    }
}
