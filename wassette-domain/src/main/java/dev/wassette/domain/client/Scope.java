package dev.wassette.domain.client;

/// Where an entry of a client's configuration holds.
public enum Scope {
    /// In everything that the user does.
    USER("user"),
    /// In the folder in which it lies.
    PROJECT("project");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /// {@return the name as it is typed}
    public String word() {
        return word;
    }
}
