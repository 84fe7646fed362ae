package dev.wassette.bootstrap;

import dev.wassette.domain.policy.Access;
import dev.wassette.domain.policy.StorageGrant;
import dev.wassette.domain.policy.StorageRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Files of a host, some of which a guest may touch.
///
/// ```
/// outside/       nothing
/// work/          read and write, but for work/denied, work/secret.key, and work/half, where writing is denied
/// ro/            read
/// wo/            write
/// csv/*.csv      read and write
/// one/file.txt   read and write, alone
/// ```
final class WallFiles {
    final Path root;
    private final List<String> atFirst;

    WallFiles() throws IOException, InterruptedException {
        root = Files.createTempDirectory("wassette-wall").toRealPath();
        for (String secret : List.of("outside/secret.txt", "outside/dir/inner.txt", "work/denied/key.txt",
                "work/secret.key", "wo/w.txt", "csv/t.txt", "csv/dir.csv/inner.csv", "one/other.txt")) {
            write(secret, "secret");
        }
        for (String open : List.of("work/a.txt", "work/dir/b.txt", "work/dir/sub/c.txt", "work/half/h.txt", "ro/r.txt",
                "ro/dir/r.txt", "csv/t.csv", "one/file.txt")) {
            write(open, "hello");
        }
        link("work/to-file", "a.txt");
        link("work/to-outside", "../outside");
        link("work/to-secret", "../outside/secret.txt");
        link("work/to-outside-nothing", "../outside/nothing");
        link("work/to-abs", root + "/outside");
        link("work/to-abs-inside", root + "/work/a.txt");
        link("work/to-root", "/");
        link("work/to-denied", "denied");
        link("work/to-denied-file", "denied/key.txt");
        link("work/to-self", "to-self");
        link("work/to-ping", "to-pong");
        link("work/to-pong", "to-ping");
        link("work/to-proc", "/proc/self/environ");
        link("work/to-device", "/dev/zero");
        link("work/dir/to-up", "../..");
        link("work/dir/to-here", ".");
        link("work/via", "dir/to-up/outside/secret.txt");
        link("ro/to-work", "../work/a.txt");
        link("csv/link.csv", "t.txt");
        fifo("work/fifo");
        atFirst = all();
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), text);
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(name), Path.of(target));
    }

    private void fifo(String name) throws IOException, InterruptedException {
        if (new ProcessBuilder("mkfifo", root.resolve(name).toString()).start().waitFor() != 0) {
            throw new IOException("mkfifo failed");
        }
    }

    StorageGrant grant() {
        return new StorageGrant(
                List.of(rule("work/**", Access.READ, Access.WRITE), rule("ro", Access.READ),
                        rule("wo/**", Access.WRITE), rule("csv/*.csv", Access.READ, Access.WRITE),
                        rule("one/file.txt", Access.READ, Access.WRITE)),
                List.of(rule("work/denied/**", Access.READ, Access.WRITE),
                        rule("work/secret.key", Access.READ, Access.WRITE), rule("work/half/**", Access.WRITE)));
    }

    private StorageRule rule(String name, Access... access) {
        return new StorageRule(root + "/" + name, "/" + name, Set.of(access));
    }

    /// {@return whether all is as it was, down to contents, links and the time of each change}
    boolean areUnchanged() throws IOException {
        return all().equals(atFirst);
    }

    private List<String> all() throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            List<String> described = new ArrayList<>();
            for (Path path : paths.sorted().toList()) {
                var attributes = Files.readAttributes(path, "unix:nlink,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
                boolean isFile = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
                described.add(path + " " + attributes.get("nlink") + " " + attributes.get("lastModifiedTime") + " "
                        + (isFile ? Files.readString(path) : ""));
            }
            return described;
        }
    }

    void delete() throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
