package dev.wassette.wasi.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Certificates made with the JDK's `keytool`.
public final class Certificates {
    private static final String PASSWORD = "changeit";

    private Certificates() {}

    /// {@return the context of a server with a new certificate that signs itself; who has it can also trust it}
    ///
    /// @param names such as `dns:localhost,ip:127.0.0.1`
    public static SSLContext server(Path directory, String names) throws Exception {
        Path store = directory.resolve("server.p12");
        Files.deleteIfExists(store);
        keytool(store, "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=" + names);
        return context(store, "server");
    }

    /// {@return the context of a server with a certificate of an authority, which who has the context trusts}
    ///
    /// @param start when the certificate begins to be valid, such as `-10d`
    /// @param days for how long it is
    public static SSLContext issued(Path directory, String names, String start, int days) throws Exception {
        Path store = directory.resolve("issued.p12");
        String request = directory.resolve("request").toString();
        String certificate = directory.resolve("certificate").toString();
        keytool(store, "-genkeypair", "-alias", "authority", "-keyalg", "EC", "-dname", "CN=authority", "-ext", "bc:c",
                "-startdate", "-100d", "-validity", "1000");
        keytool(store, "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=test");
        keytool(store, "-certreq", "-alias", "server", "-file", request);
        keytool(store, "-gencert", "-alias", "authority", "-infile", request, "-outfile", certificate, "-ext", "san=" + names,
                "-startdate", start, "-validity", Integer.toString(days));
        keytool(store, "-importcert", "-noprompt", "-alias", "server", "-file", certificate);
        return context(store, "authority");
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new AssertionError(said);
        }
    }

    /// {@return a context with the keys of a store, which trusts one of its certificates}
    private static SSLContext context(Path file, String anchor) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("anchor", store.getCertificate(anchor));
        if (!anchor.equals("server")) {
            store.deleteEntry(anchor);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
