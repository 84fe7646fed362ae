package dev.wassette.application.service;

import dev.wassette.application.port.in.SearchComponents;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Searches a list that is part of this program: the components of the project Wassette that are published (contract K).
public final class SearchComponentsService implements SearchComponents {
    /// A word in the name says more than one in the description.
    private static final int NAME_SCORE = 4;

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

    @Override
    public List<Published> search(Optional<String> query) {
        List<String> words = query.stream().flatMap(SearchComponentsService::words).toList();
        if (words.isEmpty()) {
            return KNOWN;
        }
        return KNOWN.stream()
                .filter(each -> score(each, words) > 0)
                .sorted(Comparator.comparingInt((Published each) -> -score(each, words)))
                .toList();
    }

    private static Stream<String> words(String query) {
        String start = query.substring(0, Math.min(query.length(), ServiceLimits.MAX_QUERY_LENGTH));
        return Stream.of(folded(start).split("[^\\p{L}\\p{N}]+")).filter(word -> !word.isEmpty());
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
