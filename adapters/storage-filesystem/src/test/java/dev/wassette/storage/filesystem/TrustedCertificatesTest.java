package dev.wassette.storage.filesystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedCertificatesTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private void keytool(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "server", "-storepass", "changeit", "-keystore", folder.resolve("server.p12").toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(120, TimeUnit.SECONDS) && process.exitValue() == 0, said);
    }

    /// {@return a server with a certificate that only the file `ca.pem` vouches for}
    private SSLServerSocket server() throws Exception {
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=ip:127.0.0.1", "-validity", "2");
        keytool("-exportcert", "-rfc", "-file", folder.resolve("ca.pem").toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("server.p12"))) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        var socket = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> serve(socket));
        return socket;
    }

    private static void serve(SSLServerSocket socket) {
        while (!socket.isClosed()) {
            try (var client = socket.accept()) {
                client.getOutputStream().write('!');
            } catch (IOException _) {
                continue;
            }
        }
    }

    private static int read(SSLContext context, int port) throws IOException {
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            return socket.getInputStream().read();
        }
    }

    @Test
    void trustsWhatIsNamedBesideTheUsual() throws Exception {
        try (SSLServerSocket server = server()) {
            SSLContext named = TrustedCertificates.with(folder.resolve("ca.pem"));
            assertEquals('!', read(named, server.getLocalPort()));
            SSLContext usual = SSLContext.getDefault();
            assertThrows(SSLException.class, () -> read(usual, server.getLocalPort()));
        }
    }

    @Test
    void saysWhatIsWrongWithTheFile() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no certificate");
        Path empty = Files.writeString(folder.resolve("empty"), "");
        for (Path file : List.of(text, empty, folder.resolve("none"), folder)) {
            String message = assertThrows(IOException.class, () -> TrustedCertificates.with(file)).getMessage();
            assertTrue(message.contains(file.toString()), message);
        }
    }
}
