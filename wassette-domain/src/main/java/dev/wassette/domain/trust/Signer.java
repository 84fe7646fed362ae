package dev.wassette.domain.trust;

import java.util.Objects;

/// Somebody whose signature counts.
public sealed interface Signer {

    /// {@return the signer in a few words, for people}
    String label();

    /// Whoever has the private half of a key.
    ///
    /// @param name such as that of its file
    /// @param pem the public half, as PEM text; not looked into
    record Key(String name, String pem) implements Signer {
        public Key {
            Objects.requireNonNull(name);
            Objects.requireNonNull(pem);
        }

        @Override
        public String label() {
            return "key " + name;
        }
    }

    /// Whoever proved an identity to a certificate authority when signing.
    ///
    /// @param subject an e-mail address, or the URI of a workflow
    /// @param issuer the URL of who vouches for the subject; compared exactly, as a subject means nothing without it
    record Identity(TextPattern subject, String issuer) implements Signer {

        /// @throws InvalidTrust when there is no issuer, or one with wildcards
        public Identity {
            Objects.requireNonNull(subject);
            if (issuer.isEmpty() || issuer.contains("*")) {
                throw new InvalidTrust("An identity needs an 'issuer' without wildcards, such as "
                        + "https://token.actions.githubusercontent.com");
            }
        }

        @Override
        public String label() {
            return subject + " by " + issuer;
        }
    }
}
