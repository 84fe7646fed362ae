package dev.wassette.loader.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.wassette.application.port.out.PolicySource.Fetched;
import dev.wassette.application.port.out.PolicySource.Unavailable;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePolicySourceTest {
    private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());
    private final FilePolicySource source = new FilePolicySource(files);

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @Test
    void readsAFile() throws IOException {
        Path file = files.getPath("/p q.yaml");
        Files.writeString(file, "version: '1.0' # \u00e9\n");
        assertEquals(new Fetched("version: '1.0' # \u00e9\n"), source.fetch("file:///p q.yaml"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            file:///none.yaml              | Policy file does not exist: /none.yaml
            file://p.yaml                  | Policy file path must be fully qualified
            file://./p.yaml                | Policy file path must be fully qualified
            /p.yaml                        | A policy is attached from a file of this machine
            https://example.com/p.yaml     | A policy is attached from a file of this machine
            oci://ghcr.io/a/b:latest       | OCI references are not supported for policy resources. Use 'file://'
            file:///                       | Policy path is not a file: /
            file:///huge                   | Policy file is too large: /huge has more than
            file:///binary                 | Policy file is not UTF-8: /binary
            """)
    void saysWhyThereIsNone(String uri, String message) throws IOException {
        Files.write(files.getPath("/huge"), new byte[LoaderLimits.MAX_POLICY_BYTES + 1]);
        Files.write(files.getPath("/binary"), new byte[] {(byte) 0xff});
        String reason = assertInstanceOf(Unavailable.class, source.fetch(uri)).reason();
        assertTrue(reason.startsWith(message), reason);
    }
}
