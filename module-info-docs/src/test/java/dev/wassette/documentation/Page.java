package dev.wassette.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A page of Markdown, with its fenced blocks.
///
/// @param file the page
/// @param lines all of it
/// @param blocks in the order in which they stand there
record Page(Path file, List<String> lines, List<Block> blocks) {
    private static final String FENCE = "```";

    Page {
        lines = List.copyOf(lines);
        blocks = List.copyOf(blocks);
    }

    /// @param language the word behind the opening fence; empty for none
    /// @param more what stands behind that word
    /// @param intro the last line before the block that is not empty
    /// @param first the index of its first line in the page
    /// @param lines what is between the fences
    record Block(String language, String more, String intro, int first, List<String> lines) {
        Block {
            lines = List.copyOf(lines);
        }

        String text() {
            return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        }
    }

    static Page read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return new Page(file, lines, blocks(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Block> blocks(List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        String intro = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(FENCE)) {
                String[] info = (line.substring(FENCE.length()).strip() + " ").split(" ", 2);
                int end = i + 1;
                while (!lines.get(end).startsWith(FENCE)) {
                    end++;
                }
                blocks.add(new Block(info[0], info[1].strip(), intro, i + 1, lines.subList(i + 1, end)));
                i = end;
                intro = "";
            } else if (!line.isBlank()) {
                intro = line;
            }
        }
        return blocks;
    }

    /// {@return the lines outside all blocks}
    Stream<String> prose() {
        List<String> prose = new ArrayList<>(lines);
        for (Block block : blocks) {
            for (int i = block.first() - 1; i <= block.first() + block.lines().size(); i++) {
                prose.set(i, "");
            }
        }
        return prose.stream();
    }

    /// {@return the page with other lines in some blocks}
    String with(Map<Block, List<String>> changed) {
        List<String> text = new ArrayList<>();
        int at = 0;
        for (Block block : blocks) {
            text.addAll(lines.subList(at, block.first()));
            text.addAll(changed.getOrDefault(block, block.lines()));
            at = block.first() + block.lines().size();
        }
        text.addAll(lines.subList(at, lines.size()));
        return String.join("\n", text) + "\n";
    }

    /// {@return what the page is called in messages}
    String name() {
        return file.getParent().getFileName() + "/" + file.getFileName();
    }
}
