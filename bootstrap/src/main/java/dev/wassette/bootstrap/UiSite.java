package dev.wassette.bootstrap;

import dev.wassette.mcp.http.Site;
import dev.wassette.web.ui.WebAnswer;
import dev.wassette.web.ui.WebRequest;
import dev.wassette.web.ui.WebUi;
import java.util.Objects;

/// The pages for people, as the HTTP server serves them: neither knows the other.
///
/// @param pages that answer
record UiSite(WebUi pages) implements Site {
    UiSite {
        Objects.requireNonNull(pages);
    }

    String token() {
        return pages.token();
    }

    @Override
    public String path() {
        return WebUi.PATH;
    }

    @Override
    public Page answer(Visit visit) {
        WebAnswer answer = pages.answer(new WebRequest(visit.method(), visit.path(), visit.query(), visit.headers(), visit.body()));
        return new Page(answer.status(), answer.headers(), answer.body());
    }
}
