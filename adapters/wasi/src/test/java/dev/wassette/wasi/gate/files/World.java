package dev.wassette.wasi.gate.files;

import dev.wassette.domain.policy.Access;
import dev.wassette.domain.policy.StorageGrant;
import dev.wassette.domain.policy.StorageRule;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A host with files that a guest may touch and others that it must not.
///
/// ```
/// outside/secret.txt, outside/dir/inner.txt, outside/exe
/// work/        read and write: files, directories, links of every kind, a FIFO, a socket
/// work/denied  denied, as are work/*/hidden and work/secret.key
/// work/half    writing is denied
/// ro/          read
/// wo/          write
/// csv/*.csv    read and write
/// one/file.txt read and write, alone
/// ```
final class World {
    final Path root;

    private final List<String> atFirst;

    World() throws IOException, InterruptedException {
        root = Files.createTempDirectory("wassette-wall").toRealPath();
        write("outside/secret.txt", "secret");
        write("outside/dir/inner.txt", "secret");
        write("work/a.txt", "hello");
        write("work/dir/b.txt", "b");
        write("work/dir/sub/c.txt", "c");
        write("work/dir/hidden/d.txt", "secret");
        write("work/denied/key.txt", "secret");
        write("work/denied/sub/key.txt", "secret");
        write("work/secret.key", "secret");
        write("work/half/h.txt", "half");
        write("work/empty/.keep", "");
        Files.delete(path("work/empty/.keep"));
        write("ro/r.txt", "readable");
        write("ro/dir/r.txt", "readable");
        write("wo/w.txt", "secret");
        write("csv/t.csv", "1,2");
        write("csv/t.txt", "secret");
        write("csv/dir.csv/inner.csv", "secret");
        write("one/file.txt", "one");
        write("one/other.txt", "secret");
        link("work/to-file", "a.txt");
        link("work/to-dir", "dir");
        link("work/to-dir-slash", "dir/");
        link("work/to-outside", "../outside");
        link("work/to-secret", "../outside/secret.txt");
        link("work/to-abs", root + "/outside");
        link("work/to-abs-secret", root + "/outside/secret.txt");
        link("work/to-abs-inside", root + "/work/a.txt");
        link("work/to-root", "/");
        link("work/to-denied", "denied");
        link("work/to-denied-file", "denied/key.txt");
        link("work/to-nothing", "nothing");
        link("work/to-outside-nothing", "../outside/nothing");
        link("work/to-self", "to-self");
        link("work/to-ping", "to-pong");
        link("work/to-pong", "to-ping");
        link("work/to-proc", "/proc/self/environ");
        link("work/dir/to-up", "../..");
        link("work/dir/to-a", "../a.txt");
        link("work/dir/to-here", ".");
        link("work/via", "to-up-in-dir/outside/secret.txt");
        link("work/to-up-in-dir", "dir/to-up");
        for (int i = 0; i < 45; i++) {
            link("work/chain" + i, i == 0 ? "a.txt" : "chain" + (i - 1));
        }
        link("work/to-fifo", "fifo");
        socket("work/socket");
        link("ro/to-work", "../work/a.txt");
        link("csv/link.csv", "t.txt");
        fifos("work/fifo", "ro/fifo");
        atFirst = describe(List.of(""));
    }

    Path path(String name) {
        return root.resolve(name);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(path(name).getParent());
        Files.writeString(path(name), text);
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(path(name), Path.of(target));
    }

    private void fifos(String... names) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mkfifo"));
        Stream.of(names).forEach(name -> command.add(path(name).toString()));
        if (new ProcessBuilder(command).start().waitFor() != 0) {
            throw new IOException("mkfifo failed");
        }
    }

    /// {@return whether nothing has changed at all}
    boolean isAsAtFirst() throws IOException {
        return describe(List.of("")).equals(atFirst);
    }

    /// JUnit would warn of each link that leads out of its folder.
    void delete() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private void socket(String name) throws IOException {
        Path cwd = Path.of("").toAbsolutePath();
        Path address = cwd.relativize(path(name));
        Path shortest = address.toString().length() < path(name).toString().length() ? address : path(name);
        if (shortest.toString().length() < 100) { // else the system has no room for its address
            try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of(shortest));
            }
        }
    }

    StorageRule rule(String name, Access... access) {
        return new StorageRule(root + "/" + name, "/" + name, Set.of(access));
    }

    StorageGrant grant() {
        return new StorageGrant(
                List.of(rule("work/**", Access.READ, Access.WRITE),
                        rule("ro", Access.READ),
                        rule("wo/**", Access.WRITE),
                        rule("csv/*.csv", Access.READ, Access.WRITE),
                        rule("one/file.txt", Access.READ, Access.WRITE)),
                List.of(rule("work/denied/**", Access.READ, Access.WRITE),
                        rule("work/*/hidden", Access.READ, Access.WRITE),
                        rule("work/secret.key", Access.READ, Access.WRITE),
                        rule("work/half/**", Access.WRITE)));
    }

    /// {@return everything that the guest must not change: names, numbers of links, contents, times of modification}
    List<String> untouchable() throws IOException {
        List<String> all = new ArrayList<>(describe(List.of("outside", "work/denied", "work/secret.key",
                "work/dir/hidden", "work/half", "ro", "csv/t.txt", "csv/dir.csv/inner.csv", "one/other.txt")));
        try (Stream<Path> top = Files.list(root)) {
            all.add(top.map(each -> each.getFileName().toString()).sorted().collect(Collectors.joining(" ")));
        }
        return all;
    }

    private List<String> describe(List<String> names) throws IOException {
        List<String> all = new ArrayList<>();
        for (String name : names) {
            if (Files.exists(path(name))) {
                try (Stream<Path> paths = Files.walk(path(name))) {
                    all.addAll(paths.sorted().map(this::describe).toList());
                }
            } else {
                all.add(name + " is gone");
            }
        }
        return all;
    }

    private String describe(Path path) {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Object links = Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
            String text = attributes.isRegularFile() ? Files.readString(path) : "";
            return root.relativize(path) + " " + links + " " + attributes.lastModifiedTime() + " " + text;
        } catch (IOException e) {
            return root.relativize(path) + " " + e;
        }
    }
}
