package dev.wassette.web.ui;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.CallTool;
import dev.wassette.application.port.in.CallTool.Failed;
import dev.wassette.application.port.in.CallTool.Returned;
import dev.wassette.application.port.in.CallTool.Shown;
import dev.wassette.application.port.in.Content;
import dev.wassette.application.port.in.GetPolicy;
import dev.wassette.application.port.in.ListComponents.Summary;
import dev.wassette.application.port.in.MissingPermission;
import dev.wassette.application.port.in.ToolDescription;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The page of one component: its tools with forms to call them, and its permissions.
final class ComponentPage {
    private static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private final Door door;
    private final Summary component;
    private final String address;
    private final PermissionForms permissions;

    ComponentPage(Door door, Summary component) {
        this.door = Objects.requireNonNull(door);
        this.component = Objects.requireNonNull(component);
        this.address = "/ui/components/" + component.id();
        this.permissions = new PermissionForms(door, address);
    }

    /// What was just done with a tool.
    ///
    /// @param typed what the form was sent with
    /// @param result writes what came of it
    record Called(String tool, FormValues typed, Consumer<Html> result) {}

    String write(GetPolicy.Outcome policy, EventList events, Consumer<Html> message, Optional<Called> called) {
        return Frame.page(component.id().value(), true, door, html -> {
            message.accept(html);
            component.problem().ifPresent(problem -> Frame.message(html, false, "It cannot be used: " + problem));
            html.element("section", section -> {
                section.leaf("h2", "Tools", "id", "tools-title");
                int number = 0;
                for (ToolDescription tool : component.tools()) {
                    tool(section, tool, "tool" + number, called.filter(one -> one.tool().equals(tool.name().value())));
                    number++;
                }
                if (component.tools().isEmpty()) {
                    section.leaf("p", "It offers none.", "class", "quiet");
                }
            }, "aria-labelledby", "tools-title");
            permissions.write(html, policy);
            events.write(html);
        });
    }

    private void tool(Html html, ToolDescription tool, String prefix, Optional<Called> called) {
        String name = tool.name().value();
        html.element("details", details -> {
            details.element("summary", summary -> summary.leaf("h3", name, "id", prefix));
            details.leaf("p", tool.description(), "class", "description");
            details.element("form", form -> {
                Frame.key(form, door).single("input", "type", "hidden", "name", "tool", "value", name);
                new ToolForm(prefix, Field.of(tool.inputSchema()), called.map(Called::typed).orElse(FormValues.of(""))).write(form);
                form.element("button", button -> button.text("Call").leaf("span", " " + name, "class", "hidden"));
            }, "method", "post", "action", address + "/call");
            called.ifPresent(one -> details.element("div", one.result(), "class", "result", "role", "status", "tabindex", "-1", "data-focus", ""));
        }, "class", "card", "open", called.isPresent() || component.tools().size() == 1 ? "" : null);
    }

    /// Writes how a call ended.
    void outcome(Html html, CallTool.Outcome outcome) {
        switch (outcome) {
            case Returned returned -> {
                html.leaf("h4", returned.isError() ? "It returned an error" : "It returned", "class", returned.isError() ? "wrong" : "well");
                shown(html, text(returned));
            }
            case Shown(List<Content> contents, _) -> {
                html.leaf("h4", "It returned", "class", "well");
                contents.forEach(content -> content(html, content));
            }
            case Failed(_, String message, _) -> {
                html.leaf("h4", "It failed", "class", "wrong");
                shown(html, message);
            }
        }
        outcome.missing().forEach(missing -> missing(html, missing));
    }

    /// A string as it is, everything else in lines.
    private static String text(Returned returned) {
        JsonValue inner = returned.envelope() instanceof JsonObject object ? object.get("result").orElse(object) : returned.envelope();
        return inner instanceof JsonString(String text) ? text : JsonText.pretty(inner);
    }

    private static void shown(Html html, String text) {
        if (text.isEmpty()) {
            html.leaf("p", "An empty text.", "class", "quiet");
            return;
        }
        boolean isLong = text.length() > UiLimits.MAX_SHOWN;
        html.leaf("pre", isLong ? text.substring(0, UiLimits.MAX_SHOWN) : text, "tabindex", "0");
        if (isLong) {
            html.leaf("p", "These are the first " + UiLimits.MAX_SHOWN + " of " + text.length() + " characters.", "class", "quiet");
        }
    }

    private static void content(Html html, Content content) {
        switch (content) {
            case Content.Text(String text) -> shown(html, text);
            case Content.Image(byte[] data, String type) when IMAGES.contains(type) ->
                html.single("img", "alt", "An image that the tool returned", "src", "data:" + type + ";base64," + Base64.getEncoder().encodeToString(data));
            case Content.Image(byte[] data, String type) -> html.leaf("p", "An image of the type " + type + ", " + data.length + " bytes");
            case Content.Audio(byte[] data, String type) -> html.leaf("p", "Sound of the type " + type + ", " + data.length + " bytes");
            case Content.Resource(String uri, _, Content.TextBody(String text)) -> {
                html.leaf("p", "The document " + uri + ":");
                shown(html, text);
            }
            case Content.Resource(String uri, _, Content.BlobBody(byte[] blob)) ->
                html.leaf("p", "The document " + uri + ", " + blob.length + " bytes");
        }
    }

    private void missing(Html html, MissingPermission missing) {
        html.element("div", box -> {
            box.leaf("strong", "Denied. ").text(missing.what());
            missing.remedy().ifPresent(remedy -> permissions.remedy(box, remedy));
        }, "class", "message wrong");
    }
}
