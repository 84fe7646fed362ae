package dev.wassette.wasi.gate.files;

import static dev.wassette.component.testkit.host.HostDriver.bytes;
import static dev.wassette.component.testkit.host.HostDriver.string;
import static dev.wassette.component.testkit.host.HostDriver.u64;

import dev.wassette.component.host.Denial;
import dev.wassette.component.host.Denials;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.testkit.host.HostDriver;
import dev.wassette.domain.policy.DefaultLimits;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.StorageGrant;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.Wasi;
import dev.wassette.wasi.filesystem.types.DescriptorFlag;
import dev.wassette.wasi.filesystem.types.DescriptorType;
import dev.wassette.wasi.filesystem.types.ErrorCode;
import dev.wassette.wasi.filesystem.types.OpenFlag;
import dev.wassette.wasi.gate.os.HostFiles;
import dev.wassette.wasi.io.Io;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/// A guest that speaks in short commands, such as `read dir/b.txt` or `rename a.txt /ro/a.txt`: each is the calls of
/// `wasi:filesystem` that a C library makes for it. A path that begins with the name of a granted directory is relative
/// to that one, any other to `/work`, or to the only granted one.
final class FileGuest implements AutoCloseable {
    private static final String TYPES = "wasi:filesystem/types";
    private static final int FOLLOW = 1;

    final List<String> warnings = new ArrayList<>();
    final Denials denials = new Denials();
    final FileGate gate;
    final HostDriver host;
    final HostContext context;
    private final Map<String, WitValue.Handle> directories = new LinkedHashMap<>();

    FileGuest(StorageGrant storage, Supplier<HostFiles> system) {
        Grant grant = Grant.nothing().with(storage);
        gate = new FileGate(grant, denials, warnings::add, system);
        context = Io.open(HostContext.empty(), DefaultLimits.MAX_OPEN_HANDLES).with(Denials.class, denials).with(FileGate.class, gate);
        host = new HostDriver(Wasi.interfaces(), context);
        var all = (WitValue.ListOf) host.call("wasi:filesystem/preopens", "get-directories").orElseThrow();
        for (WitValue each : all.elements()) {
            var pair = (WitValue.Tuple) each;
            directories.put(((WitValue.Str) pair.elements().get(1)).value(), HostDriver.handle(pair.elements().get(0)));
        }
    }

    List<String> directories() {
        return List.copyOf(directories.keySet());
    }

    List<String> denied() {
        return denials.list().stream().map(Denial::target).toList();
    }

    /// {@return what came of the last command: a text, or the error code of the first one that failed}
    String run(String commands) {
        String outcome = "";
        for (String command : commands.split(" ; ")) {
            String[] words = command.strip().split(" ");
            for (int i = 1; i < words.length; i++) {
                words[i] = words[i].replace("~", " ").replace("<empty>", "").replace("<nul>", "\0")
                        .replace("<long>", "x".repeat(300)).replace("<deep>", "d/".repeat(300) + "x")
                        .replace("<huge>", "x/".repeat(3000) + "x");
            }
            try {
                outcome = command(words);
            } catch (Refused e) {
                return e.getMessage();
            }
        }
        return outcome;
    }

    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String code) {
            super(code);
        }
    }

    private record Target(WitValue.Handle directory, WitValue path) {}

    private Target target(String path) {
        for (var each : directories.entrySet()) {
            if (path.startsWith(each.getKey() + "/") && !each.getKey().equals("/")) {
                return new Target(each.getValue(), string(path.substring(each.getKey().length() + 1)));
            }
        }
        WitValue.Handle standard = directories.getOrDefault("/work", directories.values().iterator().next());
        return new Target(standard, string(path));
    }

    private String command(String[] words) {
        return switch (words[0]) {
            case "read" -> text(read(words[1], FOLLOW));
            case "read-nofollow" -> text(read(words[1], 0));
            case "stream" -> stream(words[1]);
            case "write" -> write(words[1], words[2], flags(OpenFlag.CREATE, OpenFlag.TRUNCATE));
            case "overwrite" -> write(words[1], words[2], flags());
            case "create" -> write(words[1], words[2], flags(OpenFlag.CREATE, OpenFlag.EXCLUSIVE));
            case "create-nofollow" -> used(open(0, words[1], flags(OpenFlag.CREATE), flags(DescriptorFlag.WRITE)));
            case "append" -> append(words[1], words[2]);
            case "truncate" -> used(open(FOLLOW, words[1], flags(OpenFlag.TRUNCATE), flags(DescriptorFlag.READ)));
            case "resize" -> resize(words[1], Long.parseUnsignedLong(words[2]));
            case "resize-readable" -> resizeReadable(words[1]);
            case "write-readable" -> writeReadable(words[1]);
            case "times-readable" -> timesReadable(words[1]);
            case "open" -> used(open(FOLLOW, words[1], flags(), flags()));
            case "open-write" -> used(open(FOLLOW, words[1], flags(), flags(DescriptorFlag.WRITE)));
            case "open-dir" -> used(open(FOLLOW, words[1], flags(OpenFlag.DIRECTORY), flags(DescriptorFlag.READ)));
            case "open-dir-nofollow" -> used(open(0, words[1], flags(OpenFlag.DIRECTORY), flags(DescriptorFlag.READ)));
            case "list" -> list(words[1]);
            case "stat" -> stat(words[1], FOLLOW);
            case "lstat" -> stat(words[1], 0);
            case "hash" -> done(at("metadata-hash-at", words[1], FOLLOW), "hashed");
            case "times" -> times(words[1], FOLLOW);
            case "ltimes" -> times(words[1], 0);
            case "mkdir" -> done(plain("create-directory-at", words[1]), "ok");
            case "rmdir" -> done(plain("remove-directory-at", words[1]), "ok");
            case "unlink" -> done(plain("unlink-file-at", words[1]), "ok");
            case "readlink" -> ((WitValue.Str) done(plain("readlink-at", words[1]))).value();
            case "symlink" -> symlink(words[1], words[2]);
            case "link" -> link(words[1], words[2], 0);
            case "link-follow" -> link(words[1], words[2], FOLLOW);
            case "rename" -> rename(words[1], words[2]);
            case "cd" -> cd(words[1]);
            default -> throw new AssertionError("no command " + words[0]);
        };
    }

    private static WitValue flags(Enum<?>... flags) {
        return new WitValue.Flags(Arrays.stream(flags).mapToInt(flag -> 1 << flag.ordinal()).sum());
    }

    private static WitValue flags(int bits) {
        return new WitValue.Flags(bits);
    }

    private WitValue plain(String function, String path) {
        Target target = target(path);
        return host.call(TYPES, "[method]descriptor." + function, target.directory(), target.path()).orElseThrow();
    }

    private WitValue at(String function, String path, int follow) {
        Target target = target(path);
        return host.call(TYPES, "[method]descriptor." + function, target.directory(), flags(follow), target.path())
                .orElseThrow();
    }

    private WitValue on(WitValue.Handle file, String function, WitValue... arguments) {
        List<WitValue> all = new ArrayList<>(List.of(file));
        all.addAll(List.of(arguments));
        return host.call(TYPES, "[method]descriptor." + function, all.toArray(WitValue[]::new)).orElseThrow();
    }

    /// {@return the ok of a result; empty ones are an empty text}
    private static WitValue done(WitValue value) {
        var result = (WitValue.Result) value;
        if (!result.isOk()) {
            throw new Refused(code(((WitValue.Enum) result.payload().orElseThrow()).index()));
        }
        return result.payload().orElse(string(""));
    }

    private static String code(int index) {
        return name(ErrorCode.values()[index]);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String done(WitValue value, String outcome) {
        done(value);
        return outcome;
    }

    /// {@return a file of the first directory, open for reading and writing}
    WitValue.Handle open(String path) {
        return open(FOLLOW, path, flags(), flags(DescriptorFlag.READ, DescriptorFlag.WRITE));
    }

    private WitValue.Handle open(int follow, String path, WitValue how, WitValue flags) {
        Target target = target(path);
        return HostDriver.handle(done(host.call(TYPES, "[method]descriptor.open-at", target.directory(), flags(follow),
                target.path(), how, flags).orElseThrow()));
    }

    private String used(WitValue.Handle file) {
        host.drop(file);
        return "ok";
    }

    /// Runs with the file and drops it in any case.
    private <T> T using(WitValue.Handle file, java.util.function.Function<WitValue.Handle, T> use) {
        try {
            return use.apply(file);
        } finally {
            host.drop(file);
        }
    }

    private byte[] read(String path, int follow) {
        return using(open(follow, path, flags(), flags(DescriptorFlag.READ)), file -> {
            var chunk = (WitValue.Tuple) done(on(file, "read", u64(1000), u64(0)));
            return ((WitValue.Bytes) chunk.elements().get(0)).bytes();
        });
    }

    private static String text(byte[] bytes) {
        return '"' + new String(bytes, StandardCharsets.UTF_8) + '"';
    }

    private String stream(String path) {
        return using(open(FOLLOW, path, flags(), flags(DescriptorFlag.READ)), file -> {
            WitValue.Handle stream = HostDriver.handle(done(on(file, "read-via-stream", u64(1))));
            var read = (WitValue.Result) host.call("wasi:io/streams", "[method]input-stream.blocking-read", stream,
                    u64(1000)).orElseThrow();
            host.drop(stream);
            return text(((WitValue.Bytes) read.payload().orElseThrow()).bytes());
        });
    }

    private String write(String path, String text, WitValue how) {
        return using(open(FOLLOW, path, how, flags(DescriptorFlag.WRITE)),
                file -> done(on(file, "write", bytes(text), u64(0)), "ok"));
    }

    private String append(String path, String text) {
        return using(open(FOLLOW, path, flags(), flags(DescriptorFlag.WRITE)), file -> {
            WitValue.Handle stream = HostDriver.handle(done(on(file, "append-via-stream")));
            var written = (WitValue.Result) host.call("wasi:io/streams",
                    "[method]output-stream.blocking-write-and-flush", stream, bytes(text)).orElseThrow();
            host.drop(stream);
            return written.isOk() ? "ok" : "failed";
        });
    }

    private String resize(String path, long size) {
        return using(open(FOLLOW, path, flags(), flags(DescriptorFlag.WRITE)),
                file -> done(on(file, "set-size", u64(size)), "ok"));
    }

    private String resizeReadable(String path) {
        return using(open(FOLLOW, path, flags(), flags(DescriptorFlag.READ)),
                file -> done(on(file, "set-size", u64(0)), "ok"));
    }

    private String writeReadable(String path) {
        return using(open(FOLLOW, path, flags(), flags(DescriptorFlag.READ)),
                file -> done(on(file, "write", bytes("x"), u64(0)), "ok"));
    }

    private static WitValue now() {
        return new WitValue.Variant(1, Optional.empty());
    }

    private static WitValue epoch() {
        return new WitValue.Variant(2,
                Optional.of(new WitValue.Record(List.of(u64(1_000_000), new WitValue.U32(500)))));
    }

    private String timesReadable(String path) {
        return using(open(FOLLOW, path, flags(), flags(DescriptorFlag.READ)),
                file -> done(on(file, "set-times", now(), epoch()), "ok"));
    }

    private String times(String path, int follow) {
        Target target = target(path);
        return done(host.call(TYPES, "[method]descriptor.set-times-at", target.directory(), flags(follow),
                target.path(), now(), epoch()).orElseThrow(), "ok");
    }

    private String list(String path) {
        return using(open(FOLLOW, path, flags(OpenFlag.DIRECTORY), flags(DescriptorFlag.READ)), directory -> {
            WitValue.Handle stream = HostDriver.handle(done(on(directory, "read-directory")));
            var names = new TreeSet<String>();
            while (true) {
                var next = (WitValue.Option) done(host.call(TYPES,
                        "[method]directory-entry-stream.read-directory-entry", stream).orElseThrow());
                if (next.some().isEmpty()) {
                    host.drop(stream);
                    return names.isEmpty() ? "nothing" : String.join(" ", names);
                }
                var entry = (WitValue.Record) next.some().get();
                names.add(((WitValue.Str) entry.fields().get(1)).value());
            }
        });
    }

    private String stat(String path, int follow) {
        var stat = (WitValue.Record) done(at("stat-at", path, follow));
        return name(DescriptorType.values()[((WitValue.Enum) stat.fields().get(0)).index()]);
    }

    private String symlink(String text, String path) {
        Target target = target(path);
        return done(host.call(TYPES, "[method]descriptor.symlink-at", target.directory(), string(text), target.path())
                .orElseThrow(), "ok");
    }

    private String link(String from, String to, int follow) {
        Target source = target(from);
        Target target = target(to);
        return done(host.call(TYPES, "[method]descriptor.link-at", source.directory(), flags(follow), source.path(),
                target.directory(), target.path()).orElseThrow(), "ok");
    }

    private String rename(String from, String to) {
        Target source = target(from);
        Target target = target(to);
        return done(host.call(TYPES, "[method]descriptor.rename-at", source.directory(), source.path(),
                target.directory(), target.path()).orElseThrow(), "ok");
    }

    /// From now on `here/` is that directory, by the handle that was opened.
    private String cd(String path) {
        WitValue.Handle here = open(FOLLOW, path, flags(OpenFlag.DIRECTORY), flags(DescriptorFlag.READ));
        WitValue.Handle before = directories.put("here", here);
        if (before != null) {
            host.drop(before);
        }
        return "ok";
    }

    @Override
    public void close() {
        context.close();
    }
}
