package dev.wassette.application.port.in;

import java.util.Objects;
import java.util.Optional;

/// A piece of a result that is meant to be shown rather than to be computed with.
public sealed interface Content {

    record Text(String text) implements Content {
        public Text {
            Objects.requireNonNull(text);
        }
    }

    /// @param data not copied; nobody writes to it
    record Image(byte[] data, String mimeType) implements Content {
        public Image {
            Objects.requireNonNull(data);
            Objects.requireNonNull(mimeType);
        }
    }

    /// @param data not copied; nobody writes to it
    record Audio(byte[] data, String mimeType) implements Content {
        public Audio {
            Objects.requireNonNull(data);
            Objects.requireNonNull(mimeType);
        }
    }

    /// A document, under the address that it is known by.
    record Resource(String uri, Optional<String> mimeType, Body body) implements Content {
        public Resource {
            Objects.requireNonNull(uri);
            Objects.requireNonNull(mimeType);
            Objects.requireNonNull(body);
        }
    }

    /// What a document says.
    sealed interface Body {}

    record TextBody(String text) implements Body {
        public TextBody {
            Objects.requireNonNull(text);
        }
    }

    /// @param blob not copied; nobody writes to it
    record BlobBody(byte[] blob) implements Body {
        public BlobBody {
            Objects.requireNonNull(blob);
        }
    }
}
