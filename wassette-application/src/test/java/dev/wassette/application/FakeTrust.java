package dev.wassette.application;

import dev.wassette.application.port.out.SignatureMaterial;
import dev.wassette.application.port.out.SignatureMaterial.SimpleSigning;
import dev.wassette.application.port.out.SignatureVerifier;
import dev.wassette.application.port.out.TrustSource;
import dev.wassette.domain.trust.Finding;
import dev.wassette.domain.trust.Signer;
import dev.wassette.domain.trust.TrustPolicy;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A trust policy in memory, and signatures whose payload is the label of who made them and the digest that they are about.
final class FakeTrust implements TrustSource, SignatureVerifier {
    volatile TrustPolicy policy = TrustPolicy.usual();
    volatile Optional<String> fault = Optional.empty();

    static Application.TrustPorts nobody() {
        return new FakeTrust().ports();
    }

    Application.TrustPorts ports() {
        return new Application.TrustPorts(this, this, List::of, () -> 1_800_000_000);
    }

    @Override
    public TrustPolicy current() throws IOException {
        if (fault.isPresent()) {
            throw new IOException(fault.get());
        }
        return policy;
    }

    @Override
    public Finding verify(SignatureMaterial material, Signed signed, Expected expected) {
        String payload = new String(((SimpleSigning) material).payload());
        boolean isAbout = signed.digests().stream().anyMatch(digest -> payload.endsWith(digest.toString()));
        return expected.signers().stream().filter(signer -> isAbout && payload.startsWith(signer.label() + " "))
                .<Finding>map(signer -> new Finding.Right(signer.label())).findFirst()
                .orElseGet(() -> new Finding.Wrong("planted: " + payload.split(" sha")[0]));
    }

    static byte[] signature(Signer signer, Object digest) {
        return (signer.label() + " " + digest).getBytes();
    }
}
