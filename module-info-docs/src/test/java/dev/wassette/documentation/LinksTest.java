package dev.wassette.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Links within the repository lead somewhere, also those to a heading, and the index leads to every page.
class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Page page : Pages.all()) {
            Matcher matcher = LINK.matcher(page.prose().collect(Collectors.joining("\n")));
            while (matcher.find()) {
                links++;
                if (!leadsSomewhere(page, matcher.group(1))) {
                    broken.add(page.name() + ": " + matcher.group(1));
                }
            }
        }
        assertEquals(List.of(), broken);
        int found = links;
        assertTrue(links > 50, () -> "only " + found + " links were found");
    }

    private static boolean leadsSomewhere(Page page, String link) {
        if (link.matches("[a-z]+:.*")) {
            return link.startsWith("https://") || link.startsWith("mailto:");
        }
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? page.file() : page.file().getParent().resolve(path).normalize();
        return Files.exists(target) && (hash < 0 || anchors(Page.read(target)).contains(link.substring(hash + 1)));
    }

    private static Set<String> anchors(Page page) {
        return page.prose().filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void theIndexLeadsToEveryPage() throws IOException {
        Path docs = Pages.root().resolve("docs");
        Set<Path> missing = new TreeSet<>();
        for (Page page : Pages.all()) {
            if (page.file().startsWith(docs)) {
                missing.add(page.file());
            }
        }
        Page index = Page.read(docs.resolve("README.md"));
        Matcher matcher = LINK.matcher(index.prose().collect(Collectors.joining("\n")));
        while (matcher.find()) {
            missing.remove(docs.resolve(matcher.group(1).replaceFirst("#.*", "")).normalize());
        }
        missing.remove(index.file());
        assertEquals(Set.of(), missing);
    }
}
