package dev.wassette.documentation;

import dev.wassette.documentation.Page.Block;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Does what a page says, from its first line to its last, in an empty home.
///
/// - Blocks of `console`: a line that begins with `$ ` is a command, and lines with `> ` below belong to it. All other
///   lines are what it prints. Behind a failed command stands its exit status.
/// - Blocks of `mcp`: `> METHOD PARAMETERS` is a request to a server of its own for each block, lines below are the answer.
/// - A block below a line that ends in "as `NAME`:" is a file, which is written.
/// - A block that begins with `# not run here` is passed over.
final class Reader implements AutoCloseable {
    static final String NOT_RUN = "# not run here";
    private static final AtomicInteger NEXT_PORT = new AtomicInteger(9_002 + new Random().nextInt(900));
    private static final Pattern FILE = Pattern.compile("\\bas `([^`]+)`:$");

    private final Map<String, String> environment;
    private final Shell shell;
    private final Neutral neutral;

    /// @param environment all variables; `PATH` begins with a folder that has the command `wassette`
    /// @param home where it begins
    Reader(Map<String, String> environment, Path home) throws IOException {
        this.environment = Map.copyOf(environment);
        this.shell = new Shell(home, environment);
        this.neutral = new Neutral(home.toString(), freePort());
    }

    /// As long as the one in pages, as tables are as wide as what is in them; another one for each reader.
    private static int freePort() throws IOException {
        for (int port = NEXT_PORT.getAndIncrement(); port < 10_000; port = NEXT_PORT.getAndIncrement()) {
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException _) {
                // somebody else's
            }
        }
        throw new IOException("no port is free");
    }

    /// {@return the blocks in which the page says something else than what happened, with what did}
    Map<Block, List<String>> read(Page page) throws IOException {
        Map<Block, List<String>> different = new LinkedHashMap<>();
        for (Block block : page.blocks()) {
            if (!block.lines().isEmpty() && block.lines().getFirst().startsWith(NOT_RUN)) {
                continue;
            }
            Optional<String> file = file(block);
            if (file.isPresent()) {
                write(file.get(), block.text());
                continue;
            }
            List<String> happened = switch (block.language()) {
                case "console" -> console(block);
                case "mcp" -> mcp(block);
                default -> block.lines();
            };
            if (!happened.equals(block.lines())) {
                different.put(block, happened);
            }
        }
        return different;
    }

    static Optional<String> file(Block block) {
        Matcher matcher = FILE.matcher(block.intro());
        return block.language().equals("console") || !matcher.find() ? Optional.empty() : Optional.of(matcher.group(1));
    }

    private void write(String name, String text) throws IOException {
        Path current = Path.of(shell.run("pwd").text().strip());
        Path file = current.resolve(neutral.real(name.replace("~", "/home/me")));
        Files.createDirectories(file.getParent());
        Files.writeString(file, neutral.real(text));
    }

    private List<String> console(Block block) throws IOException {
        List<String> shown = new ArrayList<>();
        int at = 0;
        while (at < block.lines().size()) {
            if (!block.lines().get(at).startsWith("$ ")) {
                throw new IOException("this line belongs to no command: " + block.lines().get(at));
            }
            int behind = behindCommand(block.lines(), at);
            int end = behind;
            while (end < block.lines().size() && !block.lines().get(end).startsWith("$ ")) {
                end++;
            }
            List<String> command = block.lines().subList(at, behind);
            List<String> expected = block.lines().subList(behind, end);
            Shell.Ended ended = shell.run(neutral.real(String.join("\n", command.stream().map(line -> line.substring(Math.min(2, line.length()))).toList())));
            List<String> printed = new ArrayList<>(neutral.shown(ended.text()).stripTrailing().lines().map(String::stripTrailing).toList());
            if (ended.status() != 0) {
                printed.add("[exit status " + ended.status() + "]");
            }
            shown.addAll(command);
            shown.addAll(Neutral.fits(expected, printed) ? expected : printed);
            at = end;
        }
        return shown;
    }

    private static int behindCommand(List<String> lines, int at) {
        int behind = at + 1;
        while (behind < lines.size() && (lines.get(behind) + " ").startsWith("> ")) {
            behind++;
        }
        return behind;
    }

    private List<String> mcp(Block block) throws IOException {
        Path current = Path.of(shell.run("pwd").text().strip());
        List<String> options = block.more().isEmpty() ? List.of() : List.of(block.more().split(" "));
        List<String> shown = new ArrayList<>();
        try (var server = new McpServer(current, environment, options)) {
            int at = 0;
            while (at < block.lines().size()) {
                String request = block.lines().get(at);
                int end = at + 1;
                while (end < block.lines().size() && !block.lines().get(end).startsWith("> ")) {
                    end++;
                }
                String[] words = neutral.real(request).split(" ", 3);
                List<String> answer = server.ask(words[1], words.length > 2 ? words[2] : "{}").stream()
                        .map(line -> neutral.shown(line)).toList();
                List<String> expected = block.lines().subList(at + 1, end);
                shown.add(request);
                shown.addAll(Neutral.fits(expected, answer) ? expected : answer);
                at = end;
            }
        }
        return shown;
    }

    @Override
    public void close() {
        shell.close();
    }
}
