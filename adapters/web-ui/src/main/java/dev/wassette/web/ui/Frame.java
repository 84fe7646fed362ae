package dev.wassette.web.ui;

import java.util.function.Consumer;

/// What all pages share: head, navigation, a way past it for keyboards, and the message of what was just done.
final class Frame {
    private Frame() {}

    /// @param title of the page, and its first heading
    /// @param isInside whether there is something to leave
    static String page(String title, boolean isInside, Door door, Consumer<Html> content) {
        var html = new Html();
        html.element("html", page -> {
            page.element("head", head -> head.single("meta", "charset", "utf-8")
                    .single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                    .single("meta", "name", "color-scheme", "content", "light dark")
                    .leaf("title", title + " - Wassette")
                    .single("link", "rel", "icon", "href", "/ui/icon.svg")
                    .single("link", "rel", "stylesheet", "href", "/ui/style.css")
                    .leaf("script", "", "src", "/ui/script.js", "defer", ""));
            page.element("body", body -> {
                body.leaf("a", "Skip to the content", "class", "skip", "href", "#content");
                body.element("header", header -> header(header, isInside, door));
                body.element("main", main -> {
                    main.leaf("h1", title);
                    content.accept(main);
                }, "id", "content", "tabindex", "-1");
            });
        }, "lang", "en");
        return "<!doctype html>\n" + html.written();
    }

    private static void header(Html header, boolean isInside, Door door) {
        header.leaf("a", "Wassette", "class", "brand", "href", "/ui");
        if (isInside) {
            header.element("form", form -> key(form, door).leaf("button", "Leave", "class", "plain"),
                    "method", "post", "action", "/ui/leave");
        }
    }

    /// What tells a form that changes something from one that another site made.
    static Html key(Html form, Door door) {
        return form.single("input", "type", "hidden", "name", "key", "value", door.formKey());
    }

    /// What was just done, or why it was not; read out as soon as the page is there.
    static void message(Html html, boolean well, String text) {
        html.element("div", box -> {
            box.leaf("strong", well ? "Done. " : "Not done. ");
            box.text(text);
        }, "class", well ? "message well" : "message wrong", "role", well ? "status" : "alert", "tabindex", "-1", "data-focus", "");
    }
}
