package dev.wassette.storage.filesystem;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.application.port.out.RegistryCredentials.Credential;
import dev.wassette.application.port.out.RegistryCredentials.IdentityToken;
import dev.wassette.application.port.out.RegistryCredentials.Password;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Programs `docker-credential-NAME` that keep credentials, in the keychain of the system for example. They are asked on
/// standard input and answer in JSON on standard output.
public final class CredentialHelper {
    private static final String TOKEN_USER = "<token>";
    /// 128 and the number of the signal.
    private static final int KILLED = 137;

    private final List<Path> folders;
    private final Duration patience;

    /// @param folders where programs are looked for, in this order; relative ones are passed over, as they would be others in
    ///     each directory that we are started in
    /// @param patience how long an answer may take; a person may have to unlock a keychain
    public CredentialHelper(List<Path> folders, Duration patience) {
        this.folders = folders.stream().filter(Path::isAbsolute).toList();
        this.patience = Objects.requireNonNull(patience);
    }

    /// {@return what a helper has for a registry; empty when that is nothing}
    ///
    /// @param name the end of the program's name
    /// @throws IOException with a sentence for the user
    Optional<Credential> get(String name, String registry) throws IOException {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IOException("'" + name + "' is no name of a credential helper");
        }
        String program = "docker-credential-" + name;
        Path file = folders.stream().map(folder -> folder.resolve(program)).filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> new IOException("The credential helper " + program + " that Docker's configuration names "
                        + "is not on the PATH"));
        Process process = new ProcessBuilder(file.toString(), "get").redirectError(ProcessBuilder.Redirect.DISCARD).start();
        Thread watch = Thread.ofVirtual().start(() -> end(process));
        try {
            return answered(program, process, answer(process, registry));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The credential helper " + program + " was interrupted", e);
        } finally {
            watch.interrupt();
            process.destroyForcibly();
        }
    }

    private void end(Process process) {
        try {
            Thread.sleep(patience);
            process.destroyForcibly();
        } catch (InterruptedException _) {
            // it has answered
        }
    }

    private static byte[] answer(Process process, String registry) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(registry.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // it has ended without reading; its exit status says the rest
        }
        return process.getInputStream().readNBytes(StorageLimits.MAX_HELPER_BYTES + 1);
    }

    /// Helpers fail for registries that they know nothing of, with words that differ.
    private Optional<Credential> answered(String program, Process process, byte[] answer)
            throws IOException, InterruptedException {
        if (answer.length > StorageLimits.MAX_HELPER_BYTES) {
            throw new IOException("The credential helper " + program + " answers with more than "
                    + StorageLimits.MAX_HELPER_BYTES + " bytes");
        }
        int status = process.waitFor();
        if (status == KILLED) {
            throw new IOException("The credential helper " + program + " was ended, perhaps as it has not answered after "
                    + patience.toSeconds() + " s");
        }
        return status == 0 ? Optional.of(credential(program, answer)) : Optional.empty();
    }

    private static Credential credential(String program, byte[] answer) throws IOException {
        try {
            if (JsonText.parse(new String(answer, StandardCharsets.UTF_8)) instanceof JsonObject object
                    && object.get("Username").orElse(null) instanceof JsonString(String user)
                    && object.get("Secret").orElse(null) instanceof JsonString(String secret)) {
                return user.equals(TOKEN_USER) ? new IdentityToken(secret) : new Password(user, secret);
            }
        } catch (MalformedJson _) {
            // said below, like every other answer that is none
        }
        throw new IOException("The credential helper " + program + " answers with what is no credential");
    }
}
