package dev.wassette.wasi.cli;

/// Makes the text of a guest safe to show.
final class Printable {
    private Printable() {}

    /// {@return the text with every character escaped that acts on a terminal, breaks a line, or changes the order in
    /// which its neighbours are shown; a tab stays}
    static String of(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isHarmless(point)) {
                shown.appendCodePoint(point);
            } else {
                shown.append("\\u{").append(Integer.toHexString(point)).append('}');
            }
        });
        return shown.toString();
    }

    private static boolean isHarmless(int point) {
        return point == '\t' || switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
