package dev.wassette.planted.mcp;

import java.net.http.HttpClient;

/// A way to the network outside of the gate.
public final class SpeaksHttp {
    private SpeaksHttp() {}

    static HttpClient client() {
        return HttpClient.newHttpClient();
    }
}
