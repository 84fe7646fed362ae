package dev.wassette.configuration.toml;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.out.TrustSource;
import dev.wassette.domain.trust.InvalidTrust;
import dev.wassette.domain.trust.Signer;
import dev.wassette.domain.trust.TextPattern;
import dev.wassette.domain.trust.TrustPolicy;
import dev.wassette.domain.trust.TrustRule;
import dev.wassette.domain.trust.Unsigned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// `trust.toml`: who must have signed what. It is read anew each time. Unlike in other files, a key that means nothing is
/// an error: a rule that somebody misspelled must not turn into a weaker one.
///
/// Paths in it are relative to its folder. Safe for use by several threads.
public final class TrustFile implements TrustSource {
    private static final List<String> TOP_KEYS = List.of("unsigned", "trusted_root", "rule");
    private static final List<String> RULE_KEYS = List.of("from", "unsigned", "accept_policy", "keys", "identities");
    private static final List<String> IDENTITY_KEYS = List.of("subject", "issuer");

    private final Path file;
    private final boolean mustExist;
    private final Function<Signer.Key, Optional<String>> keyFault;
    private final Function<String, Optional<String>> rootFault;

    /// @param file absolute
    /// @param mustExist whether it is an error that there is no such file; else that says nothing
    /// @param keyFault says what is wrong with a key, if anything
    /// @param rootFault says what is wrong with a trusted root, if anything
    public TrustFile(Path file, boolean mustExist, Function<Signer.Key, Optional<String>> keyFault,
            Function<String, Optional<String>> rootFault) {
        this.file = Objects.requireNonNull(file);
        this.mustExist = mustExist;
        this.keyFault = Objects.requireNonNull(keyFault);
        this.rootFault = Objects.requireNonNull(rootFault);
    }

    @Override
    public TrustPolicy current() throws IOException {
        if (!mustExist && !Files.exists(file)) {
            return TrustPolicy.usual();
        }
        try {
            return policy(TomlTree.parse(SmallFile.text(file, ConfigurationLimits.MAX_FILE_BYTES), file.toString()));
        } catch (MalformedConfiguration e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private MalformedConfiguration wrong(String place, String what) {
        return new MalformedConfiguration(file + ": '" + place + "' " + what);
    }

    private TrustPolicy policy(JsonObject top) throws MalformedConfiguration {
        requireKnown(top, "", TOP_KEYS);
        Optional<String> root = Optional.empty();
        if (top.get("trusted_root").isPresent()) {
            root = Optional.of(content(text(top, "", "trusted_root"), "trusted_root"));
            Optional<String> fault = rootFault.apply(root.get());
            if (fault.isPresent()) {
                throw wrong("trusted_root", "cannot be used: " + fault.get());
            }
        }
        List<TrustRule> rules = new ArrayList<>();
        for (JsonValue rule : array(top, "", "rule")) {
            rules.add(rule(rule, "rule[" + rules.size() + "]"));
        }
        try {
            return new TrustPolicy(rules, top.get("unsigned").isPresent() ? unsigned(top, "") : Unsigned.WARN, root);
        } catch (InvalidTrust e) {
            throw wrong("rule", "is not valid: " + e.getMessage());
        }
    }

    private TrustRule rule(JsonValue value, String place) throws MalformedConfiguration {
        JsonObject rule = object(value, place);
        requireKnown(rule, place + ".", RULE_KEYS);
        List<Signer> signers = new ArrayList<>();
        for (JsonValue key : array(rule, place + ".", "keys")) {
            signers.add(key(key, place + ".keys[" + signers.size() + "]"));
        }
        int identity = 0;
        for (JsonValue each : array(rule, place + ".", "identities")) {
            signers.add(identity(each, place + ".identities[" + identity++ + "]"));
        }
        if (rule.get("unsigned").isEmpty() && signers.isEmpty()) {
            throw wrong(place, "says nothing: it needs 'keys', 'identities' or 'unsigned'");
        }
        try {
            // Who names signers means that they must have signed.
            return new TrustRule(new TextPattern(text(rule, place + ".", "from")), signers,
                    rule.get("unsigned").isPresent() ? unsigned(rule, place + ".") : Unsigned.REFUSE,
                    rule.get("accept_policy").isPresent() && flag(rule, place + ".", "accept_policy"));
        } catch (InvalidTrust e) {
            throw wrong(place, "is not valid: " + e.getMessage());
        }
    }

    private Signer.Key key(JsonValue value, String place) throws MalformedConfiguration {
        if (!(value instanceof JsonString(String name))) {
            throw wrong(place, "must be a text in quotation marks: the name of a file with a public key");
        }
        var key = new Signer.Key(name, content(name, place));
        Optional<String> fault = keyFault.apply(key);
        if (fault.isPresent()) {
            throw wrong(place, "cannot be used: " + fault.get());
        }
        return key;
    }

    private Signer.Identity identity(JsonValue value, String place) throws MalformedConfiguration {
        JsonObject identity = object(value, place);
        requireKnown(identity, place + ".", IDENTITY_KEYS);
        try {
            return new Signer.Identity(new TextPattern(text(identity, place + ".", "subject")),
                    text(identity, place + ".", "issuer"));
        } catch (InvalidTrust e) {
            throw wrong(place, "is not valid: " + e.getMessage());
        }
    }

    private String content(String name, String place) throws MalformedConfiguration {
        try {
            return SmallFile.text(file.resolveSibling(name), ConfigurationLimits.MAX_FILE_BYTES);
        } catch (InvalidPathException e) {
            throw wrong(place, "is no path: " + e.getReason());
        } catch (MalformedConfiguration e) {
            throw wrong(place, "cannot be used: " + e.getMessage());
        }
    }

    private Unsigned unsigned(JsonObject object, String prefix) throws MalformedConfiguration {
        String word = text(object, prefix, "unsigned");
        for (Unsigned each : Unsigned.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
                return each;
            }
        }
        throw wrong(prefix + "unsigned", "must be 'allow', 'warn' or 'refuse'");
    }

    private void requireKnown(JsonObject object, String prefix, List<String> known) throws MalformedConfiguration {
        for (String key : object.members().keySet()) {
            if (!known.contains(key)) {
                throw wrong(prefix + key, "means nothing; there are " + String.join(", ", known));
            }
        }
    }

    private JsonObject object(JsonValue value, String place) throws MalformedConfiguration {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw wrong(place, "must be a table");
    }

    private List<JsonValue> array(JsonObject object, String prefix, String key) throws MalformedConfiguration {
        return switch (object.get(key).orElse(JsonArray.of())) {
            case JsonArray(List<JsonValue> elements) -> elements;
            case JsonValue _ -> throw wrong(prefix + key, "must be a list");
        };
    }

    private String text(JsonObject object, String prefix, String key) throws MalformedConfiguration {
        if (object.get(key).orElse(JsonArray.of()) instanceof JsonString(String text)) {
            return text;
        }
        throw wrong(prefix + key, "must be a text in quotation marks");
    }

    private boolean flag(JsonObject object, String prefix, String key) throws MalformedConfiguration {
        if (object.get(key).orElse(JsonArray.of()) instanceof JsonBool(boolean value)) {
            return value;
        }
        throw wrong(prefix + key, "must be true or false");
    }
}
