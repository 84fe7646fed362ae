package dev.wassette.wasi.cli;

import static dev.wassette.component.host.WitTypes.list;
import static dev.wassette.component.host.WitTypes.option;
import static dev.wassette.component.host.WitTypes.own;
import static dev.wassette.component.host.WitTypes.result;
import static dev.wassette.component.host.WitTypes.tuple;
import static dev.wassette.domain.wit.WitType.Primitive.STRING;
import static dev.wassette.domain.wit.WitType.Primitive.U8;

import dev.wassette.component.host.GuestExit;
import dev.wassette.component.host.GuestLog;
import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.io.ByteSink;
import dev.wassette.wasi.io.ByteSource;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;
import dev.wassette.wasi.io.InputStream;
import dev.wassette.wasi.io.OutputStream;
import dev.wassette.wasi.io.StreamsWit;
import dev.wassette.wasi.io.Wasi02;
import java.util.List;

/// The package `wasi:cli`: the variables of the grant, no arguments, no terminal; stdin is at its end, and what is printed goes to
/// a log.
public final class Cli {
    private Cli() {}

    private static final ResourceType.Host TERMINAL_INPUT =
            new ResourceType.Host("wasi:cli/terminal-input", "terminal-input");
    private static final ResourceType.Host TERMINAL_OUTPUT =
            new ResourceType.Host("wasi:cli/terminal-output", "terminal-output");
    private static final WitType ENVIRONMENT = list(tuple(STRING, STRING));

    public static List<HostInterface> interfaces() {
        return List.of(environment(), exit(), stdin(), stdout(), stderr(), terminalInput(), terminalOutput(),
                terminal("stdin", TERMINAL_INPUT), terminal("stdout", TERMINAL_OUTPUT),
                terminal("stderr", TERMINAL_OUTPUT));
    }

    /// {@return the context with what one instance needs of this package}
    ///
    /// @param grant whose variables the instance sees
    public static HostContext open(HostContext context, Grant grant, GuestLog log) {
        return context.with(Console.class, new Console(log)).with(Variables.class, new Variables(grant));
    }

    private static HostInterface environment() {
        return Wasi02.wasi02("wasi:cli/environment")
                .func("get-environment").returns(ENVIRONMENT).body(call -> call.part(Variables.class).all())
                .func("get-arguments").returns(list(STRING)).body(call -> new WitValue.ListOf(List.of()))
                .func("initial-cwd").returns(option(STRING)).body(call -> WitValue.Option.none())
                .build();
    }

    private static HostInterface exit() {
        return Wasi02.wasi02("wasi:cli/exit")
                .func("exit").param("status", result()).body(call -> {
                    throw new GuestExit(((WitValue.Result) call.arguments().getFirst()).isOk() ? 0 : 1);
                })
                .func("exit-with-code").param("status-code", U8).body(call -> {
                    throw new GuestExit(call.u8(0));
                })
                .build();
    }

    private static HostInterface stdin() {
        return Wasi02.wasi02("wasi:cli/stdin")
                .func("get-stdin").returns(own(StreamsWit.INPUT_STREAM))
                .body(call -> new InputStream(call.part(HostResources.class), ByteSource.ended()).handle())
                .build();
    }

    private static HostInterface stdout() {
        return Wasi02.wasi02("wasi:cli/stdout")
                .func("get-stdout").returns(own(StreamsWit.OUTPUT_STREAM))
                .body(call -> output(call, call.part(Console.class).stdout()))
                .build();
    }

    private static HostInterface stderr() {
        return Wasi02.wasi02("wasi:cli/stderr")
                .func("get-stderr").returns(own(StreamsWit.OUTPUT_STREAM))
                .body(call -> output(call, call.part(Console.class).stderr()))
                .build();
    }

    private static WitValue output(HostCall call, ByteSink sink) {
        return new OutputStream(call.part(HostResources.class), sink).handle();
    }

    private static HostInterface terminalInput() {
        return Wasi02.wasi02("wasi:cli/terminal-input").resource("terminal-input", HostResource::drop).build();
    }

    private static HostInterface terminalOutput() {
        return Wasi02.wasi02("wasi:cli/terminal-output").resource("terminal-output", HostResource::drop).build();
    }

    private static HostInterface terminal(String stream, ResourceType.Host terminal) {
        return Wasi02.wasi02("wasi:cli/terminal-" + stream)
                .func("get-terminal-" + stream).returns(option(own(terminal)))
                .body(call -> WitValue.Option.none())
                .build();
    }
}
