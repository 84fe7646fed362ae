package dev.wassette.planted.mcp;

/// Looks a class up by its name.
public final class Reflects {
    private Reflects() {}

    static Class<?> find(String name) throws ClassNotFoundException {
        return Class.forName(name);
    }
}
