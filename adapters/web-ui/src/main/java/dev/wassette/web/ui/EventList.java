package dev.wassette.web.ui;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.ListEvents;
import dev.wassette.application.port.in.ListEvents.Event;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What happened, as rows of a table, and as JSON for the script that adds new ones.
final class EventList {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final List<String> COLUMNS = List.of("Time", "Event", "Component", "What", "By");

    private final ListEvents events;
    private final ZoneId zone;

    EventList(ListEvents events, ZoneId zone) {
        this.events = Objects.requireNonNull(events);
        this.zone = Objects.requireNonNull(zone);
    }

    /// An event as it is shown.
    private record Row(String time, String event, String component, String what, String by) {
        List<String> cells() {
            return List.of(time, event, component, what, by);
        }
    }

    /// Writes the table with the latest events, the newest first.
    void write(Html html) {
        List<Event> known = events.after(0);
        List<Event> shown = known.subList(Math.max(0, known.size() - UiLimits.MAX_EVENTS), known.size()).reversed();
        html.element("div", section -> {
            section.element("div", line -> line.leaf("h2", "What happens", "id", "events-title")
                    .element("div", check -> check.single("input", "type", "checkbox", "id", "live", "checked", "")
                            .leaf("label", "Add new events as they come", "for", "live"), "class", "check script-only"), "class", "line");
            section.leaf("p", "", "class", "hidden", "role", "status", "id", "news");
            section.element("div", box -> box.element("table", table -> {
                table.element("thead", head -> head.element("tr", row -> COLUMNS.forEach(title -> row.leaf("th", title, "scope", "col"))));
                table.element("tbody", body -> shown.forEach(event -> row(body, row(event))), "id", "events",
                        "data-last", String.valueOf(known.isEmpty() ? 0 : known.getLast().number()),
                        "data-most", String.valueOf(UiLimits.MAX_EVENTS));
            }, "aria-labelledby", "events-title"), "class", "wide", "tabindex", "0", "role", "region", "aria-labelledby", "events-title");
            section.leaf("p", "Nothing has happened since this server started.", "class", shown.isEmpty() ? "quiet" : "quiet hidden",
                    "id", "no-events");
        }, "class", "events");
    }

    private static void row(Html body, Row shown) {
        body.element("tr", row -> shown.cells().forEach(cell -> row.leaf("td", cell)), "class", "event-" + shown.event());
    }

    /// {@return the events after one, for the script}
    String json(long number) {
        List<Event> found = events.after(number);
        return JsonText.compact(JsonObject.empty()
                .with("last", JsonNumber.of(found.isEmpty() ? number : found.getLast().number()))
                .with("events", new JsonArray(found.stream().map(this::row).<JsonValue>map(row ->
                        new JsonArray(row.cells().stream().map(EventList::visible).<JsonValue>map(JsonString::new).toList())).toList())));
    }

    /// The script makes text of it, which needs no escapes but those of characters that nobody sees.
    private static String visible(String text) {
        return text.codePoints().mapToObj(point -> switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
                "\\u{" + Integer.toHexString(point) + "}";
            default -> Character.toString(point);
        }).collect(Collectors.joining());
    }

    private Row row(Event event) {
        return new Row(TIME.format(Instant.ofEpochMilli(event.millis()).atZone(zone)), event.what(), text(event, "component").orElse(""),
                what(event), text(event, "by").orElse(""));
    }

    private static String what(Event event) {
        Stream<Optional<String>> parts = switch (event.what()) {
            case "call" -> Stream.of(text(event, "tool"), text(event, "outcome"), text(event, "message"));
            case "denied" -> Stream.of(text(event, "tool"), text(event, "what"));
            default -> Stream.of(text(event, "outcome"), event.facts().get("details").map(JsonText::compact), text(event, "message"));
        };
        return parts.flatMap(Optional::stream).collect(Collectors.joining(": "));
    }

    private static Optional<String> text(Event event, String name) {
        return event.facts().get(name).flatMap(value -> value instanceof JsonString(String text) ? Optional.of(text) : Optional.empty());
    }
}
