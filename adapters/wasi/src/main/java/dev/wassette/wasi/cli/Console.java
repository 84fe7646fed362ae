package dev.wassette.wasi.cli;

import dev.wassette.component.host.GuestLog;
import dev.wassette.component.host.GuestLog.Channel;
import dev.wassette.wasi.io.ByteSink;
import dev.wassette.wasi.limits.WasiLimits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/// The stdout and the stderr of one instance: text, passed on line by line until the instance has said enough. What a
/// guest prints beyond its share is dropped in silence; it could not do anything about an error.
final class Console {
    private final GuestLog log;
    private final ByteSink stdout = new Lines(Channel.STDOUT);
    private final ByteSink stderr = new Lines(Channel.STDERR);
    private int linesLeft = WasiLimits.MAX_CONSOLE_LINES;
    private int bytesLeft = WasiLimits.MAX_CONSOLE_BYTES;

    Console(GuestLog log) {
        this.log = Objects.requireNonNull(log);
    }

    ByteSink stdout() {
        return stdout;
    }

    ByteSink stderr() {
        return stderr;
    }

    private boolean isFull() {
        return linesLeft == 0;
    }

    private void line(Channel channel, byte[] text) {
        if (isFull()) {
            return;
        }
        linesLeft--;
        bytesLeft -= text.length;
        if (linesLeft == 0 || bytesLeft < 0) {
            linesLeft = 0;
            log.line(channel, "(the guest prints more than is kept of one call; the rest is left out)");
        } else {
            log.line(channel, Printable.of(new String(text, StandardCharsets.UTF_8)));
        }
    }

    /// Cuts what is written into lines. A stream may be got, dropped and got again; the sink is the same.
    private final class Lines implements ByteSink {
        private final Channel channel;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(Channel channel) {
            this.channel = channel;
        }

        @Override
        public int permit() {
            return WasiLimits.MAX_CONSOLE_WRITE_BYTES;
        }

        @Override
        public long nanosUntilReady() {
            return 0;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            for (int i = offset; i < offset + length && !isFull(); i++) {
                if (bytes[i] == '\n') {
                    end();
                } else {
                    append(bytes[i]);
                }
            }
        }

        /// A line waits for its end, or for the last drop of the stream.
        @Override
        public void flush() {}

        @Override
        public void close() {
            if (line.size() > 0) {
                end();
            }
        }

        private void append(byte next) {
            int room = WasiLimits.MAX_CONSOLE_LINE_BYTES - line.size();
            if (room == 0 || room < 4 && beginsLongCharacter(next)) {
                end();
            }
            line.write(next);
        }

        /// {@return whether this is the first of several bytes of UTF-8, at most 4}
        private static boolean beginsLongCharacter(byte first) {
            return (first & 0xC0) == 0xC0;
        }

        private void end() {
            byte[] text = line.toByteArray();
            line.reset();
            boolean hasReturn = text.length > 0 && text[text.length - 1] == '\r';
            line(channel, hasReturn ? Arrays.copyOf(text, text.length - 1) : text);
        }
    }
}
