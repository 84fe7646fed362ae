package dev.wassette.storage.filesystem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// The authorities that Java trusts and those of a file in PEM format, such as a company's own.
public final class TrustedCertificates {
    private TrustedCertificates() {}

    /// {@return a context that trusts both}
    ///
    /// @throws IOException with a sentence for the user when the file cannot be used
    public static SSLContext with(Path file) throws IOException {
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            int count = 0;
            for (X509Certificate known : known()) {
                all.setCertificateEntry("known-" + count++, known);
            }
            for (Certificate more : read(file)) {
                all.setCertificateEntry("named-" + count++, more);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(all);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("The certificates in " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static X509Certificate[] known() throws GeneralSecurityException {
        TrustManagerFactory usual = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        usual.init((KeyStore) null);
        for (TrustManager each : usual.getTrustManagers()) {
            if (each instanceof X509TrustManager manager) {
                return manager.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }

    private static Collection<? extends Certificate> read(Path file) throws IOException, GeneralSecurityException {
        if (!Files.isRegularFile(file) || Files.size(file) > StorageLimits.MAX_CERTIFICATES_BYTES) {
            throw new IOException("The certificates in " + file + " cannot be read: it is no file, or has more than "
                    + StorageLimits.MAX_CERTIFICATES_BYTES + " bytes");
        }
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IOException("There is no certificate in " + file);
            }
            return found;
        }
    }
}
