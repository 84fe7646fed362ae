package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.InvalidCoreModule;

/// The `limits` of a memory in pages or of a table in elements (core specification 5.3.9).
///
/// @param maximum the largest number there is when the module declares none
record SizeLimits(long minimum, long maximum, boolean declaresMaximum) {

    /// @param bound what neither number may exceed
    static SizeLimits read(BinaryReader in, long bound) throws InvalidCoreModule {
        int flags = in.u8();
        if (flags > 1) {
            throw in.malformed("a shared or 64-bit memory or table, which this engine does not have,");
        }
        long minimum = in.u32();
        long maximum = flags == 1 ? in.u32() : bound;
        if (minimum > bound || maximum > bound) {
            throw in.malformed("memory size must be at most 65536 pages (4GiB)");
        }
        if (minimum > maximum) {
            throw in.malformed("size minimum must not be greater than maximum");
        }
        return new SizeLimits(minimum, maximum, flags == 1);
    }

    /// {@return these limits with at most that maximum; unchanged when the minimum is more}
    SizeLimits capped(long cap) {
        return minimum > cap || maximum <= cap ? this : new SizeLimits(minimum, cap, true);
    }

    void write(BinaryWriter out) {
        out.u8(declaresMaximum ? 1 : 0).u32(minimum);
        if (declaresMaximum) {
            out.u32(maximum);
        }
    }
}
