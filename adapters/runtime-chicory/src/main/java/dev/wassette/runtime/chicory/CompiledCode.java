package dev.wassette.runtime.chicory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// What Chicory's compiler makes of a module, as it is kept in a cache.
///
/// @param classes the bytes of each class, deflated, by name
/// @param interpreted which functions are too large for the JVM and have to be interpreted, by their position among
///     the defined ones
record CompiledCode(Map<String, Deflated> classes, Set<Integer> interpreted) {
    private static final int FORMAT = 0x77636331;

    /// Bytes, deflated.
    ///
    /// @param length before
    record Deflated(int length, byte[] bytes) {
        static Deflated of(byte[] plain) {
            try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
                deflater.setInput(plain);
                deflater.finish();
                ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 3);
                byte[] buffer = new byte[1 << 16];
                while (!deflater.finished()) {
                    out.write(buffer, 0, deflater.deflate(buffer));
                }
                return new Deflated(plain.length, out.toByteArray());
            }
        }

        byte[] inflate() {
            try (Inflater inflater = new Inflater()) {
                inflater.setInput(bytes);
                byte[] plain = new byte[length];
                if (inflater.inflate(plain) != length) {
                    throw new IllegalStateException("compiled code is shorter than it says");
                }
                return plain;
            } catch (DataFormatException e) {
                throw new IllegalStateException("compiled code cannot be inflated", e);
            }
        }
    }

    CompiledCode {
        classes = Map.copyOf(classes);
        interpreted = Set.copyOf(interpreted);
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeInt(interpreted.size());
            for (int function : interpreted) {
                out.writeInt(function);
            }
            out.writeInt(classes.size());
            for (Map.Entry<String, Deflated> entry : classes.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeInt(entry.getValue().length());
                out.writeInt(entry.getValue().bytes().length);
                out.write(entry.getValue().bytes());
            }
            out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /// {@return the code; empty when the bytes are not such code, or damaged}
    static Optional<CompiledCode> decode(byte[] bytes) {
        int length = bytes.length - Long.BYTES;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (length < 0 || in.readInt() != FORMAT) {
                return Optional.empty();
            }
            Set<Integer> interpreted = new HashSet<>();
            for (int count = in.readInt(); count > 0; count--) {
                interpreted.add(in.readInt());
            }
            Map<String, Deflated> classes = new HashMap<>();
            for (int count = in.readInt(); count > 0; count--) {
                String name = in.readUTF();
                int plain = in.readInt();
                classes.put(name, new Deflated(plain, in.readNBytes(in.readInt())));
            }
            boolean whole = in.available() == Long.BYTES && in.readLong() == checksum(bytes, length);
            return whole ? Optional.of(new CompiledCode(classes, interpreted)) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return sum.getValue();
    }
}
