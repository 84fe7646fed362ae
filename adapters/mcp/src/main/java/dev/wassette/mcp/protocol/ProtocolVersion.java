package dev.wassette.mcp.protocol;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The revisions of MCP that begin with `initialize` and that this server speaks, from the oldest to the newest.
public enum ProtocolVersion {
    V2024_11_05("2024-11-05"),
    V2025_03_26("2025-03-26"),
    V2025_06_18("2025-06-18"),
    V2025_11_25("2025-11-25");

    /// The revision in which each request stands for itself.
    public static final String STATELESS = "2026-07-28";

    private final String date;

    ProtocolVersion(String date) {
        this.date = date;
    }

    static ProtocolVersion newest() {
        return V2025_11_25;
    }

    /// {@return all revisions that this server speaks, the newest first}
    static JsonArray all() {
        List<JsonValue> dates = new ArrayList<>();
        dates.add(new JsonString(STATELESS));
        List.of(values()).reversed().forEach(version -> dates.add(new JsonString(version.date)));
        return new JsonArray(dates);
    }

    /// {@return whether there is such a revision with `initialize`}
    public static boolean isKnown(String date) {
        return Arrays.stream(values()).anyMatch(version -> version.date.equals(date));
    }

    String date() {
        return date;
    }

    /// {@return whether several messages may come in one array; 2025-06-18 did away with it}
    boolean hasBatches() {
        return compareTo(V2025_06_18) < 0;
    }

    /// {@return the asked for revision where we speak it, else the newest (lifecycle, "Version Negotiation")}
    static ProtocolVersion negotiate(String asked) {
        return Arrays.stream(values()).filter(version -> version.date.equals(asked)).findFirst().orElse(V2025_11_25);
    }
}
