package dev.wassette.mcp.protocol;

import java.util.Arrays;

/// The revisions of MCP that this server speaks, from the oldest to the newest.
enum ProtocolVersion {
    V2024_11_05("2024-11-05"),
    V2025_03_26("2025-03-26"),
    V2025_06_18("2025-06-18"),
    V2025_11_25("2025-11-25");

    private final String date;

    ProtocolVersion(String date) {
        this.date = date;
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
