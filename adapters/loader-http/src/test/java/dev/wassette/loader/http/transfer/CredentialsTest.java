package dev.wassette.loader.http.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {
    @ParameterizedTest
    @CsvSource({
        "https://a.io/x, https://a.io/y, true", "https://a.io/x, https://A.io:443/y, true", "http://a.io/x, http://a.io:80/y, true",
        "https://a.io/x, https://b.a.io/x, false", "https://a.io/x, https://a.io:444/x, false",
        "http://a.io/x, https://a.io/x, false", "https://a.io/x, https://a.io.evil.com/x, false",
    })
    void stayAtTheHostThatTheyAreFor(String from, String to, boolean shown) {
        TransferRequest request = TransferRequest.get(URI.create(from), 1, "").authorized(Optional.of("Basic c2VjcmV0"));
        assertEquals(shown, request.at(URI.create(to)).authorization().isPresent());
    }
}
