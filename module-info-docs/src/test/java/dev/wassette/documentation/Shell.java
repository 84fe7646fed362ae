package dev.wassette.documentation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A POSIX shell that runs one command after the other, as a reader of a page does.
final class Shell implements AutoCloseable {
    /// No output has it.
    private static final String END = "\u001eend";
    /// Compiling the largest component on a busy machine takes a tenth of it.
    private static final long SECONDS_AT_MOST = 600;

    private final Process process;
    private final OutputStream in;
    private final BufferedReader out;

    /// @param home the current directory at first
    /// @param environment all variables
    Shell(Path home, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder("sh").directory(home.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        process = builder.start();
        in = process.getOutputStream();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /// @param text standard output and standard error
    record Ended(int status, String text) {}

    Ended run(String command) throws IOException {
        Thread guard = Thread.ofVirtual().start(this::endLate);
        try {
            in.write(("{ " + command + "\n} < /dev/null\nprintf '\\n%s %d\\n' '" + END + "' $?\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
            var text = new StringBuilder();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(END)) {
                    // The line break before the mark is ours.
                    return new Ended(Integer.parseInt(line.substring(END.length() + 1)), text.substring(0, text.length() - 1));
                }
                text.append(line).append('\n');
            }
            throw new IOException("the shell has ended after: " + command + "\n" + text);
        } finally {
            guard.interrupt();
        }
    }

    private void endLate() {
        try {
            TimeUnit.SECONDS.sleep(SECONDS_AT_MOST);
            close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the command has ended
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit().join()); // none of them writes any more
    }
}
