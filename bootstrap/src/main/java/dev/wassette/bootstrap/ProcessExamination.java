package dev.wassette.bootstrap;

import dev.wassette.application.port.out.Examination;
import dev.wassette.domain.health.Finding;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The Java that runs this process, and how the process was started.
///
/// @param java the feature version of Java
/// @param options that the JVM was started with
/// @param launcher the program that started it, if one did
record ProcessExamination(Runtime.Version java, List<String> options, Optional<String> launcher) implements Examination {
    private static final int TESTED = 25;

    ProcessExamination {
        options = List.copyOf(options);
        Objects.requireNonNull(java);
        Objects.requireNonNull(launcher);
    }

    @Override
    public List<Finding> findings() {
        return List.of(java.feature() == TESTED ? Finding.ok("java", "Java " + java)
                : Finding.warning("java", "Java " + java.feature() + " is not what this is tested on: Java " + TESTED), start());
    }

    private Finding start() {
        if (launcher.isEmpty()) {
            return Finding.ok("start", "Started without its launcher, so without its cache");
        }
        return options.stream().anyMatch(option -> option.startsWith("-XX:AOTCache="))
                ? Finding.ok("start", "Started by " + launcher.get() + " with its cache of linked classes")
                : Finding.warning("start", "Each start takes longer than it needs to, as there is no cache of linked classes. A start "
                        + "makes one in the background, for the starts after it").mendedBy("wassette --version");
    }
}
