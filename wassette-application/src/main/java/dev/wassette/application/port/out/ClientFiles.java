package dev.wassette.application.port.out;

import dev.wassette.domain.client.Client;
import dev.wassette.domain.client.Scope;
import java.io.IOException;
import java.util.Optional;

/// The files in which MCP clients keep their servers.
public interface ClientFiles {

    /// {@return where a client keeps its servers}
    String place(Client client, Scope scope);

    /// {@return the text of a file; empty when there is none}
    ///
    /// @throws IOException with a sentence for the user
    Optional<String> read(String place) throws IOException;

    /// Puts a text in place of another one; others see the old text or the new one.
    ///
    /// @param before what was read; when the file says something else meanwhile, it stays
    /// @return where the old text is kept; empty when there was none
    /// @throws IOException when nothing was changed, with a sentence for the user
    Optional<String> replace(String place, Optional<String> before, String after) throws IOException;

    /// {@return whether a client can start that}
    ///
    /// @param command a path, or a name to look for
    boolean isProgram(String command);
}
