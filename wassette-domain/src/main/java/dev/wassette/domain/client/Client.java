package dev.wassette.domain.client;

import java.util.Arrays;
import java.util.Optional;

/// The MCP clients whose configuration is known.
public enum Client {
    CLAUDE_CODE("claude-code", "Claude Code"),
    VSCODE("vscode", "VS Code"),
    CURSOR("cursor", "Cursor"),
    GEMINI("gemini", "Gemini CLI"),
    CODEX("codex", "Codex CLI");

    private final String word;
    private final String title;

    Client(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /// {@return the client of that name, as it is typed}
    public static Optional<Client> of(String word) {
        return Arrays.stream(values()).filter(client -> client.word.equals(word)).findFirst();
    }

    /// {@return the name as it is typed}
    public String word() {
        return word;
    }

    /// {@return the name as it is read}
    public String title() {
        return title;
    }
}
