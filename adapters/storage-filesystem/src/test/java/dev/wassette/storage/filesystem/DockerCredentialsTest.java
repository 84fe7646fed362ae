package dev.wassette.storage.filesystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.out.RegistryCredentials.IdentityToken;
import dev.wassette.application.port.out.RegistryCredentials.Password;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerCredentialsTest {
    @TempDir
    Path folder;

    private DockerCredentials credentials(Duration patience) {
        return new DockerCredentials(folder.resolve("ours/registries.json"), List.of(folder.resolve("docker.json")),
                new CredentialHelper(List.of(Path.of("relative"), folder), patience));
    }

    private DockerCredentials credentials() {
        return credentials(Duration.ofMinutes(1));
    }

    private void docker(String json) throws IOException {
        String auth = Base64.getEncoder().encodeToString("me:p:w".getBytes());
        Files.writeString(folder.resolve("docker.json"), json.replace('\'', '"').replace("AUTH", auth));
    }

    private void helper(String name, String script) throws IOException {
        Path file = folder.resolve("docker-credential-" + name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'auths':{'ghcr.io':{'auth':'AUTH'}}}                             | ghcr.io
            {'auths':{'https://ghcr.io':{'auth':'AUTH'}}}                     | ghcr.io
            {'auths':{'https://ghcr.io/v2/':{'auth':'AUTH'}}}                 | ghcr.io
            {'auths':{'https://index.docker.io/v1/':{'auth':'AUTH'}}}         | docker.io
            {'auths':{'docker.io':{'auth':'AUTH'}}}                           | docker.io
            {'auths':{'localhost:5000':{'username':'me','password':'p:w'}}}   | localhost:5000
            """)
    void readsWhatDockerWrites(String json, String registry) throws IOException {
        docker(json);
        assertEquals(Optional.of(new Password("me", "p:w")), credentials().find(registry));
    }

    @ParameterizedTest
    @CsvSource({"ghcr.io.evil.com", "evil.com/ghcr.io", "ghcr.io:444", "hcr.io", "io"})
    void aPasswordIsForItsOwnRegistry(String registry) throws IOException {
        docker("{'auths':{'ghcr.io':{'auth':'AUTH'}}}");
        assertEquals(Optional.empty(), credentials().find(registry));
    }

    @Test
    void knowsIdentityTokens() throws IOException {
        docker("{'auths':{'a.io':{'auth':'AUTH','identitytoken':'refresh'}}}");
        assertEquals(Optional.of(new IdentityToken("refresh")), credentials().find("a.io"));
    }

    @Test
    void asksTheHelperOfTheRegistryAndThenTheStore() throws IOException {
        docker("{'credHelpers':{'a.io':'one'},'credsStore':'two','auths':{'b.io':{}}}");
        helper("one", "read r; echo \"{\\\"Username\\\":\\\"$1\\\",\\\"Secret\\\":\\\"for $r\\\"}\"");
        helper("two", "read r; [ \"$r\" = b.io ] || exit 1; echo '{\"Username\":\"<token>\",\"Secret\":\"t\"}'");
        assertEquals(Optional.of(new Password("get", "for a.io")), credentials().find("a.io"));
        assertEquals(Optional.of(new IdentityToken("t")), credentials().find("b.io"));
        assertEquals(Optional.empty(), credentials().find("c.io"));
    }

    @Test
    void saysWhatIsWrongWithAHelper() throws IOException {
        docker("{'credHelpers':{'a.io':'none','b.io':'../x','c.io':'wrong','d.io':'slow'}}");
        helper("wrong", "echo secret");
        helper("slow", "exec sleep 600");
        assertProblem("is not on the PATH", "a.io");
        assertProblem("is no name of a credential helper", "b.io");
        assertProblem("answers with what is no credential", "c.io");
        String message = assertThrows(IOException.class, () -> credentials(Duration.ofMillis(200)).find("d.io")).getMessage();
        assertTrue(message.contains("was ended"), message);
    }

    private void assertProblem(String part, String registry) {
        String message = assertThrows(IOException.class, () -> credentials().find(registry)).getMessage();
        assertTrue(message.contains(part) && !message.contains("secret"), message);
    }

    @Test
    void saysThatAFileCannotBeUnderstood() throws IOException {
        docker("[]");
        assertProblem("cannot be understood", "a.io");
        docker("{'auths'");
        assertProblem("cannot be understood", "a.io");
    }

    @Test
    void ownCredentialsComeFirstAreForTheOwnerAndCanBeForgotten() throws IOException {
        docker("{'auths':{'a.io':{'auth':'AUTH'}}}");
        String before = Files.readString(folder.resolve("docker.json"));
        credentials().keep("a.io", new Password("you", "new"));
        credentials().keep("docker.io", new Password("you", "hub"));
        credentials().keep("b.io", new IdentityToken("refresh"));
        Path own = folder.resolve("ours/registries.json");
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(own));
        assertTrue(Files.readString(own).contains("https://index.docker.io/v1/"));
        assertEquals(Optional.of(new Password("you", "new")), credentials().find("a.io"));
        assertEquals(Optional.of(new Password("you", "hub")), credentials().find("docker.io"));
        assertEquals(Optional.of(new IdentityToken("refresh")), credentials().find("b.io"));
        assertTrue(credentials().forget("a.io"));
        assertFalse(credentials().forget("a.io"));
        assertEquals(Optional.of(new Password("me", "p:w")), credentials().find("a.io"));
        assertEquals(Optional.of(new Password("you", "hub")), credentials().find("docker.io"));
        assertEquals(before, Files.readString(folder.resolve("docker.json")));
    }

    @Test
    void noSecretIsInATextForPeople() {
        assertFalse((new Password("me", "secret") + " " + new IdentityToken("secret")).contains("secret"));
    }
}
