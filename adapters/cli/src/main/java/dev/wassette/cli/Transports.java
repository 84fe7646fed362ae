package dev.wassette.cli;

import dev.wassette.cli.ServeOptions.Transport;
import dev.wassette.cli.Settings.Invalid;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import java.util.List;

/// The flags of which one, at most, says how clients reach the server.
final class Transports {
    private static final Option STDIO = Option.flag("--stdio", "",
            "Serve one client over standard input and output (the default)");
    private static final Option HTTP = Option.flag("--http", "",
            "Serve any number of clients over Streamable HTTP, at /mcp");
    private static final Option STREAMABLE_HTTP = Option.flag("--streamable-http", "", "The same as --http");
    private static final Option SSE = Option.flag("--sse", "",
            "Serve any number of clients over HTTP+SSE, at /sse: for clients that know nothing newer");
    static final List<Option> ALL = List.of(STDIO, HTTP, STREAMABLE_HTTP, SSE);

    private Transports() {}

    static Transport of(Parse.Given given) throws Invalid {
        List<String> flags = given.options().keySet().stream().filter(Transports::isOne).toList();
        if (flags.size() > 1) {
            throw new Invalid("the argument '" + flags.get(0) + "' cannot be used with '" + flags.get(1) + "'");
        }
        String flag = flags.isEmpty() ? STDIO.name() : flags.getFirst();
        return flag.equals(STDIO.name()) ? Transport.STDIO : flag.equals(SSE.name()) ? Transport.SSE : Transport.HTTP;
    }

    private static boolean isOne(String name) {
        return ALL.stream().anyMatch(option -> option.name().equals(name));
    }
}
