package dev.wassette.component.binary;

import dev.wassette.component.MalformedComponent;
import dev.wassette.component.UnsupportedComponent;

/// Canonical definitions (Binary Format, `canon`).
final class CanonSection {
    private CanonSection() {}

    static Canon canon(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        int opcode = in.u8("a canonical definition");
        return switch (opcode) {
            case 0x00 -> lift(in, offset);
            case 0x01 -> lower(in, offset);
            case 0x02 -> new Canon.ResourceNew(offset, in.index("a resource type"));
            case 0x03 -> new Canon.ResourceDrop(offset, in.index("a resource type"));
            case 0x04 -> new Canon.ResourceRep(offset, in.index("a resource type"));
            default -> throw builtIn(in, opcode, offset);
        };
    }

    private static Canon lift(BinaryReader in, int offset) throws MalformedComponent, UnsupportedComponent {
        expectZero(in, "canon lift");
        return new Canon.Lift(offset, in.index("a core function"), options(in), in.index("a function type"));
    }

    private static Canon lower(BinaryReader in, int offset) throws MalformedComponent, UnsupportedComponent {
        expectZero(in, "canon lower");
        return new Canon.Lower(offset, in.index("a function"), options(in));
    }

    private static void expectZero(BinaryReader in, String what) throws MalformedComponent {
        if (in.u8(what) != 0x00) {
            throw in.unexpectedByte(what);
        }
    }

    private static Canon.Options options(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        return new Canon.Options(in.vec("canonical options", CanonSection::option));
    }

    private static Canon.Option option(BinaryReader in) throws MalformedComponent, UnsupportedComponent {
        int offset = in.offset();
        return switch (in.u8("a canonical option")) {
            case 0x00 -> new Canon.Encoding(Canon.StringEncoding.UTF8);
            case 0x01 -> new Canon.Encoding(Canon.StringEncoding.UTF16);
            case 0x02 -> new Canon.Encoding(Canon.StringEncoding.LATIN1_OR_UTF16);
            case 0x03 -> new Canon.Memory(in.index("a core memory"));
            case 0x04 -> new Canon.Realloc(in.index("a core function"));
            case 0x05 -> new Canon.PostReturn(in.index("a core function"));
            case 0x06, 0x07 -> throw BinaryReader.unsupported("asynchronous functions", offset);
            case 0x08, 0x09 -> throw BinaryReader.unsupported("garbage-collected core types", offset);
            default -> throw in.unexpectedByte("a canonical option");
        };
    }

    /// Reads a built-in that is left out here, so that bytes that break the format are told from those that follow it.
    private static UnsupportedComponent builtIn(BinaryReader in, int opcode, int offset)
            throws MalformedComponent, UnsupportedComponent {
        String name = switch (opcode) {
            case 0x05 -> "task.cancel";
            case 0x06 -> "subtask.cancel";
            case 0x09 -> "task.return";
            case 0x0A -> "context.get";
            case 0x0B -> "context.set";
            case 0x0C -> "thread.yield";
            case 0x0D -> "subtask.drop";
            case 0x0E -> "stream.new";
            case 0x0F -> "stream.read";
            case 0x10 -> "stream.write";
            case 0x11 -> "stream.cancel-read";
            case 0x12 -> "stream.cancel-write";
            case 0x13 -> "stream.drop-readable";
            case 0x14 -> "stream.drop-writable";
            case 0x15 -> "future.new";
            case 0x16 -> "future.read";
            case 0x17 -> "future.write";
            case 0x18 -> "future.cancel-read";
            case 0x19 -> "future.cancel-write";
            case 0x1A -> "future.drop-readable";
            case 0x1B -> "future.drop-writable";
            case 0x1C -> "error-context.new";
            case 0x1D -> "error-context.debug-message";
            case 0x1E -> "error-context.drop";
            case 0x1F -> "waitable-set.new";
            case 0x20 -> "waitable-set.wait";
            case 0x21 -> "waitable-set.poll";
            case 0x22 -> "waitable-set.drop";
            case 0x23 -> "waitable.join";
            case 0x24 -> "backpressure.inc";
            case 0x25 -> "backpressure.dec";
            case 0x26 -> "thread.index";
            case 0x27 -> "thread.new-indirect";
            case 0x28 -> "thread.resume-later";
            case 0x29 -> "thread.suspend";
            case 0x2A -> "thread.suspend-then-resume";
            case 0x2B -> "thread.yield-then-resume";
            case 0x2C -> "thread.suspend-then-promote";
            case 0x2D -> "thread.yield-then-promote";
            case 0x40 -> "thread.spawn-ref";
            case 0x41 -> "thread.spawn-indirect";
            case 0x42 -> "thread.available-parallelism";
            default -> throw in.unexpectedByte("a canonical definition");
        };
        switch (opcode) {
            case 0x06, 0x0C, 0x20, 0x21, 0x29, 0x2A, 0x2B, 0x2C, 0x2D, 0x40, 0x41, 0x42 -> in.flag(name);
            default -> { }
        }
        return BinaryReader.unsupported("`" + name + "` (asynchronous functions and threads)", offset);
    }
}
