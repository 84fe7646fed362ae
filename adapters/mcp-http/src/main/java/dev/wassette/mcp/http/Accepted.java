package dev.wassette.mcp.http;

import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/// Which of our two types of responses a client reads. One that does not say reads JSON.
record Accepted(boolean json, boolean events) {

    static Accepted of(HttpFields fields) {
        List<String> types = fields.getQualityCSV(HttpHeader.ACCEPT);
        return new Accepted(
                types.isEmpty() || has(types, "application/json", "application/*"),
                has(types, "text/event-stream", "text/*"));
    }

    private static boolean has(List<String> types, String type, String group) {
        return types.stream().map(each -> each.split(";", 2)[0].strip())
                .anyMatch(each -> each.equalsIgnoreCase(type) || each.equals(group) || each.equals("*/*"));
    }
}
