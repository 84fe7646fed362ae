package dev.wassette.application.service;

import dev.wassette.application.port.in.SearchComponents;
import dev.wassette.application.port.out.ComponentCatalogs;
import dev.wassette.application.port.out.ComponentCatalogs.Catalog;
import dev.wassette.application.port.out.ComponentCatalogs.Text;
import dev.wassette.application.port.out.ComponentCatalogs.Unreachable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Searches a list that is part of this program, the components of the project Wassette that are published (contract K), and
/// the lists that the user named. Safe for use by several threads.
public final class SearchComponentsService implements SearchComponents {
    private static final Logger LOG = System.getLogger("dev.wassette.application");
    /// A word in the name says more than one in the description.
    private static final int NAME_SCORE = 4;
    private static final int TELLING_LENGTH = 3;

    private static final List<Published> KNOWN = List.of(
            published("Weather Server", "get-weather-js",
                    "Tells the weather of a city now, from OpenWeather; needs a key. JavaScript"),
            published("Open-Meteo Weather", "get-open-meteo-weather-js",
                    "Tells the weather of a place now, from Open-Meteo, without a key. JavaScript"),
            published("Time Server", "time-server-js", "Tells the time. JavaScript"),
            published("Fetch", "fetch-rs", "Fetches a web page as text that a model can read. Rust"),
            published("Filesystem", "filesystem-rs", "Lists, reads and searches files and directories. Rust"),
            published("Brave Search", "brave-search-rs", "Searches the web with Brave; needs a key. Rust"),
            published("Python Eval", "eval-py", "Evaluates expressions and runs statements in Python. Python"),
            published("Go Module Information", "gomodule-go", "Tells the versions and other facts of Go modules. Go"),
            published("Memory Server", "memory-js", "Remembers facts and how they hang together. JavaScript"),
            published("arXiv Research", "arxiv-rs", "Finds and reads scientific papers on arXiv. Rust"),
            published("GitHub API", "github-js", "Reads and changes repositories on GitHub; needs a token. JavaScript"));

    private static Published published(String name, String image, String description) {
        return new Published(name, description, "oci://ghcr.io/microsoft/" + image + ":latest");
    }

    private final ComponentCatalogs catalogs;

    /// @param catalogs that the user named
    public SearchComponentsService(ComponentCatalogs catalogs) {
        this.catalogs = Objects.requireNonNull(catalogs);
    }

    private List<Published> all() {
        return Stream.concat(KNOWN.stream(), catalogs.current().stream().flatMap(SearchComponentsService::published)).toList();
    }

    private static Stream<Published> published(Catalog catalog) {
        return switch (catalog) {
            case Unreachable(String name, String reason) -> leftOut(name, reason);
            case Text(String name, String text) -> {
                try {
                    yield CatalogText.parse(text).stream();
                } catch (CatalogText.Malformed e) {
                    yield leftOut(name, e.getMessage());
                }
            }
        };
    }

    private static Stream<Published> leftOut(String name, String reason) {
        LOG.log(Level.WARNING, "The registry {0} is left out: {1}", name, reason);
        return Stream.empty();
    }

    @Override
    public List<Published> search(Optional<String> query) {
        List<String> words = telling(query.stream().flatMap(SearchComponentsService::words).toList());
        if (words.isEmpty()) {
            return all();
        }
        return all().stream()
                .filter(each -> score(each, words) > 0)
                .sorted(Comparator.comparingInt((Published each) -> -score(each, words)))
                .toList();
    }

    private static Stream<String> words(String query) {
        String start = query.substring(0, Math.min(query.length(), ServiceLimits.MAX_QUERY_LENGTH));
        return Stream.of(folded(start).split("[^\\p{L}\\p{N}]+")).filter(word -> !word.isEmpty());
    }

    /// {@return the words without the shortest, which are part of many others, unless there are only such}
    private static List<String> telling(List<String> words) {
        List<String> longer = words.stream().filter(word -> word.length() >= TELLING_LENGTH).toList();
        return longer.isEmpty() ? words : longer;
    }

    private static int score(Published component, List<String> words) {
        String name = folded(component.name());
        String description = folded(component.description());
        return words.stream()
                .mapToInt(word -> (name.contains(word) ? NAME_SCORE : 0) + (description.contains(word) ? 1 : 0))
                .sum();
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
