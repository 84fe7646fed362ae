package dev.wassette.web.ui;

import dev.wassette.application.actor.Acting;
import dev.wassette.application.port.in.CallTool;
import dev.wassette.application.port.in.ChangePermissions;
import dev.wassette.application.port.in.ChangePermissions.Changed;
import dev.wassette.application.port.in.ChangePermissions.NotChanged;
import dev.wassette.application.port.in.ListComponents.Summary;
import dev.wassette.application.port.in.PermissionRequest;
import dev.wassette.application.port.in.ToolDescription;
import dev.wassette.domain.Caller;
import dev.wassette.domain.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Pages for a person at this machine, below `/ui`: made by the server, of plain HTML, with one small script that only adds
/// what happens meanwhile. Whoever wants in shows the token once. Safe for use by several threads.
public final class WebUi {
    /// Where the pages begin.
    public static final String PATH = "/ui";

    private static final String ACTOR = "page at /ui";
    private static final Consumer<Html> NO_MESSAGE = _ -> {};

    private final UiUseCases useCases;
    private final EventList events;
    private final Door door;

    /// @param port that the server listens at
    /// @param zone in which times are shown
    public WebUi(UiUseCases useCases, int port, ZoneId zone) {
        this.useCases = Objects.requireNonNull(useCases);
        this.events = new EventList(useCases.events(), zone);
        this.door = new Door(port);
    }

    /// {@return what lets a person in: for their eyes, and for no log}
    public String token() {
        return door.token();
    }

    /// Answers a request.
    public WebAnswer answer(WebRequest request) {
        String path = request.path().equals(PATH + "/") ? PATH : request.path();
        return switch (request.method()) {
            case "GET" -> asset(path).orElseGet(() -> shown(request, path));
            case "POST" -> posted(request, path);
            default -> problem(405, "That cannot be done here.");
        };
    }

    /// They are the same for everybody.
    private static Optional<WebAnswer> asset(String path) {
        return switch (path) {
            case PATH + "/style.css" -> Optional.of(WebAnswer.asset("text/css; charset=utf-8", resource("style.css")));
            case PATH + "/script.js" -> Optional.of(WebAnswer.asset("text/javascript; charset=utf-8", resource("script.js")));
            case PATH + "/icon.svg" -> Optional.of(WebAnswer.asset("image/svg+xml", resource("icon.svg")));
            default -> Optional.empty();
        };
    }

    private static byte[] resource(String name) {
        try (InputStream in = WebUi.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the page's own file " + name + " cannot be read", e);
        }
    }

    private WebAnswer shown(WebRequest request, String path) {
        if (!door.isInside(request)) {
            return path.equals(PATH + "/events") ? WebAnswer.of(401, "application/json", "{}") : entry(false);
        }
        if (path.equals(PATH)) {
            return overview();
        }
        if (path.equals(PATH + "/events")) {
            return WebAnswer.of(200, "application/json", events.json(after(request)));
        }
        return component(path, "").map(component -> page(200, component, NO_MESSAGE, Optional.empty()))
                .orElseGet(() -> problem(404, "There is no such page."));
    }

    private static long after(WebRequest request) {
        String digits = FormValues.of(request.query()).first("after").orElse("");
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
    }

    private WebAnswer posted(WebRequest request, String path) {
        FormValues form = FormValues.of(request.body());
        if (!door.isOurs(request)) {
            return problem(403, "This form was sent by another site.");
        }
        if (path.equals(PATH + "/enter")) {
            return door.enter(form.first("token").orElse("")).map(cookie -> WebAnswer.seeOther(PATH, cookie))
                    .orElseGet(() -> entry(true));
        }
        if (!door.isInside(request)) {
            return entry(false);
        }
        if (!door.isMadeHere(form)) {
            return problem(403, "This form is an old one. Go back, load the page again and send it once more.");
        }
        if (path.equals(PATH + "/leave")) {
            return WebAnswer.seeOther(PATH, door.leave());
        }
        return act(path, form).orElseGet(() -> problem(404, "There is no such page."));
    }

    private Optional<WebAnswer> act(String path, FormValues form) {
        Optional<Summary> called = component(path, "/call");
        if (called.isPresent()) {
            return called(called.get(), form);
        }
        Optional<WebAnswer> granted = component(path, "/grant").flatMap(component -> changed(component, form, "granted",
                permission -> useCases.change().grant(component.id().value(), permission)));
        return granted.isPresent() ? granted : component(path, "/revoke").flatMap(component -> changed(component, form, "revoked",
                permission -> useCases.change().revoke(component.id().value(), permission)));
    }

    /// {@return the component whose page that is}
    private Optional<Summary> component(String path, String action) {
        String before = PATH + "/components/";
        if (!path.startsWith(before) || !path.endsWith(action)) {
            return Optional.empty();
        }
        Optional<String> id = FormValues.decoded(path.substring(before.length(), path.length() - action.length()));
        return useCases.components().components().stream().filter(component -> id.equals(Optional.of(component.id().value()))).findFirst();
    }

    /// A change of a permission.
    @FunctionalInterface
    private interface Change {
        ChangePermissions.Outcome of(PermissionRequest permission);
    }

    private Optional<WebAnswer> changed(Summary component, FormValues form, String done, Change change) {
        return PermissionForms.request(form).map(permission -> switch (Acting.as(ACTOR, () -> change.of(permission))) {
            case Changed _ -> page(200, component,
                    html -> Frame.message(html, true, "The permission was " + done + ". It holds from the next call on."), Optional.empty());
            case NotChanged(String reason) -> page(200, component, html -> Frame.message(html, false, reason), Optional.empty());
        });
    }

    private Optional<WebAnswer> called(Summary component, FormValues form) {
        String name = form.first("tool").orElse("");
        Optional<ToolDescription> tool = component.tools().stream().filter(each -> each.name().value().equals(name)).findFirst();
        return tool.map(each -> {
            var page = new ComponentPage(door, component);
            Consumer<Html> result = result(page, each, form);
            return page(200, component, NO_MESSAGE, Optional.of(new ComponentPage.Called(name, form, result)));
        });
    }

    private Consumer<Html> result(ComponentPage page, ToolDescription tool, FormValues form) {
        try {
            CallTool.Outcome outcome = call(tool, new ToolForm("", Field.of(tool.inputSchema()), form));
            return html -> page.outcome(html, outcome);
        } catch (ToolForm.Unclear unclear) {
            return html -> html.leaf("h4", "It was not called", "class", "wrong").leaf("p", unclear.getMessage());
        }
    }

    /// Waits for a bounded time, and then for the end of what was cancelled.
    private CallTool.Outcome call(ToolDescription tool, ToolForm form) throws ToolForm.Unclear {
        var arguments = form.read();
        var cancellation = new Cancellation();
        Thread patience = Thread.ofVirtual().name("ui-patience").start(() -> {
            try {
                Thread.sleep(UiLimits.MAX_CALL);
                cancellation.cancel();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // the call has ended
            }
        });
        try {
            return Acting.as(ACTOR, () -> useCases.call().call(tool.name().value(), arguments, new Person(cancellation)));
        } finally {
            patience.interrupt();
        }
    }

    /// Who waits for a call.
    private record Person(Cancellation cancellation) implements Caller {
        @Override
        public String name() {
            return ACTOR;
        }
    }

    private WebAnswer page(int status, Summary component, Consumer<Html> message, Optional<ComponentPage.Called> called) {
        return WebAnswer.page(status, new ComponentPage(door, component)
                .write(useCases.policies().policy(component.id().value()), events, message, called));
    }

    private WebAnswer overview() {
        List<Summary> components = useCases.components().components();
        return WebAnswer.page(200, Frame.page("Components", true, door, html -> {
            if (components.isEmpty()) {
                html.element("p", text -> text.text("There are none yet. Load one: ")
                        .leaf("code", "wassette component load oci://ghcr.io/microsoft/time-server-js:latest"), "class", "quiet");
            } else {
                html.element("ul", list -> components.forEach(component -> item(list, component)), "class", "components");
            }
            events.write(html);
        }));
    }

    private static void item(Html list, Summary component) {
        int tools = component.tools().size();
        list.element("li", item -> {
            item.leaf("a", component.id().value(), "href", PATH + "/components/" + component.id());
            item.leaf("span", component.problem().isPresent() ? "cannot be used" : tools + (tools == 1 ? " tool" : " tools"),
                    "class", component.problem().isPresent() ? "wrong" : "quiet");
            if (tools > 0) {
                item.leaf("p", component.tools().getFirst().description(), "class", "description");
            }
        }, "class", "card");
    }

    /// The script takes the token from the address, where no server sees it.
    private WebAnswer entry(boolean wasWrong) {
        return WebAnswer.page(401, Frame.page("Who is there?", false, door, html -> {
            if (wasWrong) {
                html.leaf("p", "That is not the token of this server.", "class", "message wrong", "role", "alert");
            }
            html.leaf("p", "The server printed an address with a token when it started. Open that address, or type the token here.");
            html.element("form", form -> form.element("div", field -> field.leaf("label", "Token", "for", "token")
                    .single("input", "type", "password", "id", "token", "name", "token", "required", "", "autocomplete", "off"), "class", "field")
                    .leaf("button", "Enter"), "method", "post", "action", PATH + "/enter", "id", "entry", "class", "card");
        }));
    }

    private WebAnswer problem(int status, String sentence) {
        return WebAnswer.page(status, Frame.page("That did not work", false, door, html -> html.leaf("p", sentence)
                .element("p", back -> back.leaf("a", "To the components", "href", PATH))));
    }
}
