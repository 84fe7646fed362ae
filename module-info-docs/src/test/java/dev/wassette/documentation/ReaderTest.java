package dev.wassette.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A page that says something wrong is found out, wherever it says so.
class ReaderTest {
    @TempDir
    private Path folder;

    /// {@return the page as it should be}
    private String read(String... lines) throws IOException {
        Page page = Page.read(Files.write(folder.resolve("page.md"), List.of(lines)));
        try (var home = Home.make();
                var reader = new Reader(Map.of("PATH", System.getenv("PATH"), "HOME", home.path().toString()), home.path())) {
            return page.with(reader.read(page));
        }
    }

    @Test
    void whatIsPrintedStandsBelowItsCommand() throws IOException {
        assertEquals("```console\n$ echo one\none\n$ echo two\ntwo\n```\n", read("```console", "$ echo one", "$ echo two", "three", "```"));
    }

    @Test
    void aCommandThatFailsShowsItsStatus() throws IOException {
        assertEquals("```console\n$ ls /none 2> none\n[exit status 2]\n```\n", read("```console", "$ ls /none 2> none", "```"));
    }

    @Test
    void aCommandGoesOnInLinesBelow() throws IOException {
        String page = "```console\n$ cat > a <<'END'\n> one\n>\n> END\n$ cat a\none\n\n$ wc -l < a\n2\n```\n";
        assertEquals(page.replace("one\n\n$ wc", "one\n$ wc"), read(page.replace("one\n\n$ wc", "one\n$ wc").split("\n")));
    }

    @Test
    void blocksShareTheirShell() throws IOException {
        String page = "```console\n$ mkdir a && cd a\n$ b=c\n```\nand\n```console\n$ echo \"$b in $PWD\"\nc in /home/me/a\n```\n";
        assertEquals(page, read(page.split("\n")));
    }

    @Test
    void aFileIsWritten() throws IOException {
        String page = "Save this as `a/b.txt`:\n\n```text\nin /home/me\n```\n```console\n$ grep -c \"$HOME\" a/b.txt\n1\n```\n";
        assertEquals(page, read(page.split("\n")));
    }

    @Test
    void whatIsNotRunIsNotRun() throws IOException {
        String page = "```console\n# not run here: it would end the test\n$ exit 1\nanything\n```\n";
        assertEquals(page, read(page.split("\n")));
    }

    @Test
    void dotsStandForWhatIsLeftOut() {
        assertTrue(Neutral.fits(List.of("a", "...", "d"), List.of("a", "b", "c", "d")));
        assertTrue(Neutral.fits(List.of("...", "d"), List.of("d")));
        assertTrue(Neutral.fits(List.of("a ... (d)"), List.of("a b c (d)")));
        assertFalse(Neutral.fits(List.of("a ... e"), List.of("a b c d")));
        assertFalse(Neutral.fits(List.of("a", "..."), List.of("b")));
        assertFalse(Neutral.fits(List.of("a"), List.of("a", "b")));
    }

    @Test
    void whatDiffersFromRunToRunIsWrittenAlike() {
        var neutral = new Neutral("/tmp/abc", 9_123);
        assertEquals("/home/me 127.0.0.1:9001 2026-01-01T00:00:00Z", neutral.shown("/tmp/abc 127.0.0.1:9123 2030-10-11T12:13:14.156Z"));
        assertEquals("{\"duration_ms\":7}", neutral.shown("{\"duration_ms\":1234}"));
        assertEquals("done\n", neutral.shown("Loading ./a.wasm: compiling ... 30.0 s\ndone\n"));
        assertEquals("cat /tmp/abc/a", neutral.real("cat /home/me/a"));
    }
}
