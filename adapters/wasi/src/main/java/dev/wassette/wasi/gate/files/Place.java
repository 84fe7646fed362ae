package dev.wassette.wasi.gate.files;

import java.util.ArrayList;
import java.util.List;

/// Where a file or directory is, whether it exists or not.
///
/// @param path the names from the root of the host on, with the granted directory as the policy spells it
/// @param real the same with that directory free of symbolic links
/// @param guest what the guest calls it
/// @param depth how many names it is below the granted directory
record Place(List<String> path, List<String> real, String guest, int depth) {
    Place {
        path = List.copyOf(path);
        real = List.copyOf(real);
    }

    static Place granted(List<String> path, List<String> real, String guest) {
        return new Place(path, real, guest, 0);
    }

    Place child(String name) {
        return new Place(with(path, name), with(real, name), guestChild(guest, name), depth + 1);
    }

    static String guestChild(String guest, String name) {
        return guest.equals(".") ? name : guest.endsWith("/") ? guest + name : guest + "/" + name;
    }

    private static List<String> with(List<String> names, String name) {
        List<String> more = new ArrayList<>(names);
        more.add(name);
        return more;
    }
}
