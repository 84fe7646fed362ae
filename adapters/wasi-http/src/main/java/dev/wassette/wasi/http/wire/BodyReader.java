package dev.wassette.wasi.http.wire;

import dev.wassette.wasi.http.message.ErrorCode;
import dev.wassette.wasi.http.message.ErrorCode.Kind;
import dev.wassette.wasi.http.message.FieldMap;
import dev.wassette.wasi.http.message.HttpFailure;
import dev.wassette.wasi.http.message.HttpLimits;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the end of a body.
interface BodyReader {

    /// {@return the next bytes; empty at the end}
    Optional<byte[]> next() throws IOException;

    /// {@return the fields behind the body, once its end was read}
    default Optional<FieldMap> trailers() {
        return Optional.empty();
    }

    /// A body of known length.
    final class Sized implements BodyReader {
        private final Lines lines;
        private long left;

        Sized(Lines lines, long length) {
            this.lines = lines;
            this.left = length;
        }

        @Override
        public Optional<byte[]> next() throws IOException {
            if (left == 0) {
                return Optional.empty();
            }
            byte[] some = lines.some(left).orElseThrow(() -> HttpFailure.of(Kind.HTTP_RESPONSE_INCOMPLETE));
            left -= some.length;
            return Optional.of(some);
        }
    }

    /// A body that ends with its connection.
    final class ToTheEnd implements BodyReader {
        private final Lines lines;
        private final Count count;

        ToTheEnd(Lines lines, long max) {
            this.lines = lines;
            this.count = new Count(max);
        }

        @Override
        public Optional<byte[]> next() throws IOException {
            Optional<byte[]> some = lines.some(Long.MAX_VALUE);
            if (some.isPresent()) {
                count.add(some.get().length);
            }
            return some;
        }
    }

    /// RFC 9112, 7.1
    final class Chunked implements BodyReader {
        private static final Pattern FIRST_LINE = Pattern.compile("([0-9A-Fa-f]{1,15})[ \\t]*(?:;.*)?");

        private final Lines lines;
        private final Count count;
        private final TrailerSection section;
        private long leftOfChunk;
        private boolean isFirst = true;
        private Optional<FieldMap> trailers = Optional.empty();
        private boolean hasEnded;

        @FunctionalInterface
        interface TrailerSection {
            FieldMap read() throws IOException;
        }

        Chunked(Lines lines, long max, TrailerSection section) {
            this.lines = lines;
            this.count = new Count(max);
            this.section = section;
        }

        @Override
        public Optional<byte[]> next() throws IOException {
            if (leftOfChunk == 0 && !hasEnded) {
                beginChunk();
            }
            if (hasEnded) {
                return Optional.empty();
            }
            byte[] some = lines.some(leftOfChunk).orElseThrow(() -> HttpFailure.of(Kind.HTTP_RESPONSE_INCOMPLETE));
            leftOfChunk -= some.length;
            return Optional.of(some);
        }

        private void beginChunk() throws IOException {
            if (!isFirst && !line().isEmpty()) {
                throw HttpFailure.of(Kind.HTTP_PROTOCOL_ERROR); // longer than it said
            }
            isFirst = false;
            var first = FIRST_LINE.matcher(line());
            if (!first.matches()) {
                throw HttpFailure.of(Kind.HTTP_PROTOCOL_ERROR);
            }
            leftOfChunk = Long.parseLong(first.group(1), 16);
            count.add(leftOfChunk);
            if (leftOfChunk == 0) {
                FieldMap fields = section.read();
                trailers = fields.size() == 0 ? Optional.empty() : Optional.of(fields);
                hasEnded = true;
            }
        }

        private String line() throws IOException {
            return lines.line(HttpLimits.MAX_CHUNK_LINE_BYTES)
                    .orElseThrow(() -> HttpFailure.of(Kind.HTTP_PROTOCOL_ERROR));
        }

        @Override
        public Optional<FieldMap> trailers() {
            return trailers;
        }
    }

    /// Bytes so far, of a body that does not say its length.
    final class Count {
        private final long max;
        private long soFar;

        private Count(long max) {
            this.max = max;
        }

        private void add(long more) throws HttpFailure {
            soFar += more;
            if (soFar > max) {
                throw new HttpFailure(ErrorCode.responseBodySize(soFar));
            }
        }
    }
}
