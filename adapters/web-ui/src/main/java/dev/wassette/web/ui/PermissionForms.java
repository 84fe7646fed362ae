package dev.wassette.web.ui;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.GetPolicy;
import dev.wassette.application.port.in.GetPolicy.Found;
import dev.wassette.application.port.in.GetPolicy.Invalid;
import dev.wassette.application.port.in.GetPolicy.NoPolicy;
import dev.wassette.application.port.in.GetPolicy.Unavailable;
import dev.wassette.application.port.in.GetPolicy.Valid;
import dev.wassette.application.port.in.MissingPermission.Remedy;
import dev.wassette.application.port.in.PermissionRequest;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.policy.Policy;
import dev.wassette.domain.policy.StoragePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// The permissions of a component, each with a button that takes it away, and forms that give more.
final class PermissionForms {
    private final Door door;
    private final String address;

    /// @param address of the component's page
    PermissionForms(Door door, String address) {
        this.door = Objects.requireNonNull(door);
        this.address = Objects.requireNonNull(address);
    }

    void write(Html html, GetPolicy.Outcome policy) {
        html.element("section", section -> {
            section.leaf("h2", "Permissions", "id", "permissions-title");
            switch (policy) {
                case NoPolicy _ -> section.leaf("p", "It has none: it reaches nothing outside its sandbox.", "class", "quiet");
                case Unavailable(String reason) -> Frame.message(section, false, reason);
                case Found found when found.policy() instanceof Valid(Policy valid) -> granted(section, valid);
                case Found found -> Frame.message(section, false, "The policy cannot be read, so it allows nothing: "
                        + ((Invalid) found.policy()).reason());
            }
            section.element("div", forms -> {
                network(forms);
                storage(forms);
                variable(forms);
            }, "class", "forms");
        }, "aria-labelledby", "permissions-title");
    }

    private void granted(Html html, Policy policy) {
        var rows = new ArrayList<Runnable>();
        policy.network().allow().forEach(each -> rows.add(() -> entry(html, "network", "may reach", host(each), List.of("host", host(each)))));
        policy.storage().allow().forEach(each -> rows.add(() -> entry(html, "storage", "may " + access(each), each.uri(), List.of("uri", each.uri()))));
        policy.environment().forEach(each -> rows.add(() -> entry(html, "environment", "may read the variable", each.key(), List.of("variable", each.key()))));
        policy.network().deny().forEach(each -> rows.add(() -> fixed(html, "may never reach", host(each))));
        policy.storage().deny().forEach(each -> rows.add(() -> fixed(html, "may never " + access(each), each.uri())));
        policy.resources().forEach(each -> rows.add(() -> fixed(html, "is limited in " + each.resource().key() + " to", each.text())));
        if (rows.isEmpty()) {
            html.leaf("p", "It has none: it reaches nothing outside its sandbox.", "class", "quiet");
        } else {
            html.element("ul", _ -> rows.forEach(Runnable::run), "class", "permissions");
        }
    }

    private static String host(NetworkPermission permission) {
        return switch (permission) {
            case NetworkPermission.Host(String host) -> host;
            case NetworkPermission.Cidr(String cidr) -> cidr;
            case NetworkPermission.Defaults() -> "common hosts (defaults)";
        };
    }

    private static String access(StoragePermission files) {
        return String.join(" and ", files.access().stream().sorted().map(each -> each.name().toLowerCase(Locale.ROOT)).toList());
    }

    private void entry(Html html, String kind, String verb, String what, List<String> field) {
        html.element("li", item -> {
            item.element("span", text -> text.text(verb + " ").leaf("code", what));
            item.element("form", form -> Frame.key(form, door)
                    .single("input", "type", "hidden", "name", "kind", "value", kind)
                    .single("input", "type", "hidden", "name", field.getFirst(), "value", field.getLast())
                    .element("button", button -> button.text("Revoke").leaf("span", " " + what, "class", "hidden"), "class", "plain"),
                    "method", "post", "action", address + "/revoke");
        });
    }

    private static void fixed(Html html, String verb, String what) {
        html.element("li", item -> item.element("span", text -> text.text(verb + " ").leaf("code", what)));
    }

    private void network(Html html) {
        form(html, "network", "Let it reach a host", form -> input(form, "host", "Host", "such as api.example.com, *.example.com or 192.0.2.0/24"));
    }

    private void storage(Html html) {
        form(html, "storage", "Let it use files", form -> {
            input(form, "uri", "Place", "such as fs:///srv/data/** for all below a folder");
            form.element("fieldset", set -> {
                set.leaf("legend", "Access");
                for (String access : List.of("read", "write")) {
                    set.element("div", line -> line.single("input", "type", "checkbox", "name", "access", "value", access, "id",
                            "access-" + access, "checked", access.equals("read") ? "" : null).leaf("label", access, "for", "access-" + access),
                            "class", "check");
                }
            });
        });
    }

    private void variable(Html html) {
        form(html, "environment", "Let it read a variable", form -> input(form, "variable", "Name", "such as API_KEY"));
    }

    private void form(Html html, String kind, String title, Consumer<Html> fields) {
        html.element("form", form -> {
            form.leaf("h3", title);
            Frame.key(form, door).single("input", "type", "hidden", "name", "kind", "value", kind);
            fields.accept(form);
            form.element("button", button -> button.text("Grant").leaf("span", " (" + title.toLowerCase(Locale.ROOT) + ")", "class", "hidden"));
        }, "method", "post", "action", address + "/grant", "class", "card");
    }

    private static void input(Html form, String name, String label, String hint) {
        form.element("div", field -> field.leaf("label", label, "for", "grant-" + name)
                .single("input", "type", "text", "id", "grant-" + name, "name", name, "required", "", "autocomplete", "off",
                        "spellcheck", "false", "aria-describedby", "grant-" + name + "-hint")
                .leaf("p", hint, "class", "hint", "id", "grant-" + name + "-hint"), "class", "field");
    }

    /// Writes a button for the very grant that a call was missing.
    void remedy(Html html, Remedy remedy) {
        Optional<JsonObject> details = remedy.arguments().get("details").flatMap(value -> value instanceof JsonObject object
                ? Optional.of(object) : Optional.empty());
        html.element("form", form -> {
            Frame.key(form, door);
            details.orElse(JsonObject.empty()).members().forEach((name, value) -> hidden(form, name.equals("key") ? "variable" : name, value));
            form.single("input", "type", "hidden", "name", "kind", "value", kind(remedy.tool()));
            form.element("button", button -> button.text("Grant this"));
            form.leaf("code", remedy.command());
        }, "method", "post", "action", address + "/grant", "class", "remedy");
    }

    private static void hidden(Html form, String name, JsonValue value) {
        switch (value) {
            case JsonString(String text) -> form.single("input", "type", "hidden", "name", name, "value", text);
            case JsonArray(List<JsonValue> elements) -> elements.forEach(each -> hidden(form, name, each));
            case JsonObject _, JsonValue.JsonNumber _, JsonValue.JsonBool _, JsonValue.JsonNull _ -> { }
        }
    }

    private static String kind(String tool) {
        return tool.contains("network") ? "network" : tool.contains("storage") ? "storage" : "environment";
    }

    /// {@return the permission that a form of these asks for; empty when it is no such form}
    static Optional<PermissionRequest> request(FormValues form) {
        return switch (form.first("kind").orElse("")) {
            case "network" -> form.first("host").map(PermissionRequest.Network::new);
            case "storage" -> form.first("uri").map(uri -> new PermissionRequest.Storage(uri, form.all("access")));
            case "environment" -> form.first("variable").map(PermissionRequest.Environment::new);
            default -> Optional.empty();
        };
    }
}
