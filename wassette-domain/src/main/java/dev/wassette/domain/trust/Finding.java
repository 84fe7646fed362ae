package dev.wassette.domain.trust;

import java.util.Objects;

/// What one signature turned out to be, compared with the signers of a rule.
public sealed interface Finding {

    /// It was made by one of the signers, over what was fetched.
    ///
    /// @param signer in a few words, for people
    record Right(String signer) implements Finding {
        public Right {
            Objects.requireNonNull(signer);
        }
    }

    /// It proves nothing.
    ///
    /// @param reason what is wrong with it: a clause for the user
    record Wrong(String reason) implements Finding {
        public Wrong {
            Objects.requireNonNull(reason);
        }
    }
}
