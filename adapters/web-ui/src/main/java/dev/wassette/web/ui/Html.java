package dev.wassette.web.ui;

import java.util.function.Consumer;

/// Writes HTML. Whatever is not the name of an element or an attribute is text, and is escaped here and nowhere else.
/// Characters that nobody sees, but that turn the writing around or hide it, are shown by their numbers.
final class Html {
    private final StringBuilder out = new StringBuilder();

    /// {@return what was written}
    String written() {
        return out.toString();
    }

    /// Writes an element.
    ///
    /// @param attributes names and values in turn; one whose value is null is left out
    Html element(String name, Consumer<Html> content, String... attributes) {
        start(name, attributes);
        content.accept(this);
        out.append("</").append(name).append('>');
        return this;
    }

    /// Writes an element that has nothing but text.
    Html leaf(String name, String text, String... attributes) {
        return element(name, inner -> inner.text(text), attributes);
    }

    /// Writes an element that has no content by its nature, such as `input`.
    Html single(String name, String... attributes) {
        start(name, attributes);
        return this;
    }

    private void start(String name, String... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i + 1] != null) {
                out.append(' ').append(attributes[i]).append("=\"");
                escape(attributes[i + 1]);
                out.append('"');
            }
        }
        out.append('>');
    }

    Html text(String text) {
        escape(text);
        return this;
    }

    private void escape(String text) {
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> character(point);
            }
        });
    }

    private void character(int point) {
        if (isVisible(point)) {
            out.appendCodePoint(point);
        } else {
            out.append("\\u{").append(Integer.toHexString(point)).append('}');
        }
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point == '\n' || point == '\t' || point == '\r';
            case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
