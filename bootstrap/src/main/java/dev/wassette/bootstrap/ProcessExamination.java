package dev.wassette.bootstrap;

import dev.wassette.application.port.out.Examination;
import dev.wassette.domain.health.Finding;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The Java that runs this process, how the process was started, and how it reaches the network.
///
/// @param java the feature version of Java
/// @param options that the JVM was started with
/// @param launcher the program that started it, if one did
/// @param httpsProxy what Java uses as proxy, if anything
/// @param environment of the process
record ProcessExamination(Runtime.Version java, List<String> options, Optional<String> launcher, Optional<String> httpsProxy,
        Map<String, String> environment) implements Examination {
    private static final int TESTED = 25;

    ProcessExamination {
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(java.feature() == TESTED ? Finding.ok("java", "Java " + java)
                : Finding.warning("java", "Java " + java.feature() + " is not what this is tested on: Java " + TESTED));
        findings.add(start());
        proxy().ifPresent(findings::add);
        return findings;
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

    /// Unlike most programs, Java asks its own properties and not the variables.
    private Optional<Finding> proxy() {
        Optional<String> named = Stream.of("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")
                .map(variable -> environment.getOrDefault(variable, "")).filter(value -> !value.isEmpty()).findFirst();
        if (named.isEmpty()) {
            return Optional.empty();
        }
        if (httpsProxy.isPresent()) {
            return Optional.of(Finding.ok("network", "Downloads go through the proxy " + httpsProxy.get()));
        }
        return Optional.of(command(named.get()).map(command -> Finding.warning("network",
                "The environment names a proxy, which Java does not see: downloads go around it").mendedBy(command))
                .orElseGet(() -> Finding.warning("network", "The environment names a proxy that is no URL, and Java does not see it")));
    }

    private static Optional<String> command(String proxy) {
        try {
            URI uri = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
            return uri.getHost() == null ? Optional.empty() : Optional.of("export WASSETTE_JAVA_OPTS='-Dhttps.proxyHost="
                    + uri.getHost().toLowerCase(Locale.ROOT) + " -Dhttps.proxyPort=" + (uri.getPort() < 0 ? 8080 : uri.getPort()) + "'");
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
