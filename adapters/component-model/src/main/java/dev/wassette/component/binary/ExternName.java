package dev.wassette.component.binary;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of an import or export (Explainer, "Import and Export Definitions": `importname`, `exportname`), taken
/// apart.
public sealed interface ExternName {

    /// `label`: anything.
    record Plain(String label) implements ExternName {
        public Plain {
            Objects.requireNonNull(label);
        }
    }

    /// `[constructor]resource`: a function that makes a resource.
    record Constructor(String resource) implements ExternName {
        public Constructor {
            Objects.requireNonNull(resource);
        }
    }

    /// `[method]resource.name`: a function whose first parameter is the resource.
    record Method(String resource, String name) implements ExternName {
        public Method {
            Objects.requireNonNull(resource);
            Objects.requireNonNull(name);
        }
    }

    /// `[static]resource.name`: a function that belongs to a resource type.
    record Static(String resource, String name) implements ExternName {
        public Static {
            Objects.requireNonNull(resource);
            Objects.requireNonNull(name);
        }
    }

    /// `namespace:package/name@version`: an interface.
    ///
    /// @param packageName namespace and package, such as `wasi:io`
    /// @param name such as `streams`
    /// @param version a semantic version, such as `0.2.3`
    record Interface(String packageName, String name, Optional<String> version) implements ExternName {
        public Interface {
            Objects.requireNonNull(packageName);
            Objects.requireNonNull(name);
            Objects.requireNonNull(version);
        }

        /// {@return the name without the version, such as `wasi:io/streams`}
        public String unversioned() {
            return packageName + "/" + name;
        }
    }

    /// `unlocked-dep=<...>`, `locked-dep=<...>`, `url=<...>` or `integrity=<...>`: another component, for a tool that
    /// fetches it. Only imports have such names.
    record Dependency(String text) implements ExternName {
        public Dependency {
            Objects.requireNonNull(text);
        }
    }

    /// {@return the name of an import, taken apart}
    ///
    /// @throws BadName when the text is no such name
    static ExternName ofImport(String text) throws BadName {
        return text.endsWith(">") ? dependency(text) : ofExport(text);
    }

    /// {@return the name of an export, taken apart}
    ///
    /// @throws BadName when the text is no such name
    static ExternName ofExport(String text) throws BadName {
        if (text.startsWith("[")) {
            return annotated(text);
        }
        return text.indexOf(':') >= 0 ? interfaceName(text) : new Plain(label(text));
    }

    /// {@return the key of the names that this name must not stand beside (Explainer, "strongly-unique")}
    default String uniqueKey() {
        return switch (this) {
            case Plain(String label) -> lowerCase(label);
            case Constructor(String resource) -> "[constructor]" + lowerCase(resource);
            case Method(String resource, String name) -> memberKey(resource, name);
            case Static(String resource, String name) -> memberKey(resource, name);
            case Interface name -> lowerCase(name.unversioned()) + name.version().map(v -> "@" + v).orElse("");
            case Dependency(String text) -> text;
        };
    }

    /// Checks a label: words in kebab case, each all lower or all upper case.
    ///
    /// @return the text itself
    /// @throws BadName when the text is no label
    static String label(String text) throws BadName {
        if (!Grammar.LABEL.matcher(text).matches()) {
            throw new BadName("'" + text + "' is not in kebab case");
        }
        return text;
    }

    /// {@return the text in lower case, as names are compared}
    static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String memberKey(String resource, String name) {
        String left = lowerCase(resource);
        String right = lowerCase(name);
        return left.equals(right) ? left : left + "." + right;
    }

    private static ExternName annotated(String text) throws BadName {
        int end = text.indexOf(']') + 1;
        String rest = text.substring(end);
        return switch (text.substring(0, end)) {
            case "[constructor]" -> new Constructor(label(rest));
            case "[method]" -> new Method(label(beforeDot(rest)), label(afterDot(rest)));
            case "[static]" -> new Static(label(beforeDot(rest)), label(afterDot(rest)));
            default -> throw new BadName("'" + text + "' has an unknown annotation");
        };
    }

    private static String beforeDot(String text) throws BadName {
        int dot = text.indexOf('.');
        if (dot < 0) {
            throw new BadName("'" + text + "' has no '.' between the resource and the function");
        }
        return text.substring(0, dot);
    }

    private static String afterDot(String text) {
        return text.substring(text.indexOf('.') + 1);
    }

    private static ExternName interfaceName(String text) throws BadName {
        int at = text.indexOf('@');
        String path = at < 0 ? text : text.substring(0, at);
        int slash = path.indexOf('/');
        if (slash < 0 || !Grammar.PACKAGE.matcher(path.substring(0, slash)).matches()) {
            throw new BadName("'" + text + "' is not of the form namespace:package/interface");
        }
        Optional<String> version = at < 0 ? Optional.empty() : Optional.of(version(text.substring(at + 1)));
        return new Interface(path.substring(0, slash), label(path.substring(slash + 1)), version);
    }

    private static String version(String text) throws BadName {
        if (!Grammar.SEMANTIC_VERSION.matcher(text).matches()) {
            throw new BadName("'" + text + "' is not a semantic version such as 1.0.0");
        }
        return text;
    }

    private static ExternName dependency(String text) throws BadName {
        if (!Grammar.DEPENDENCY.matcher(text).matches()) {
            throw new BadName("'" + text + "' is not a dependency, a URL or a hash");
        }
        return new Dependency(text);
    }

    /// Text that is no name. The message is half a sentence that quotes it.
    final class BadName extends Exception {
        private static final long serialVersionUID = 1L;

        BadName(String message) {
            super(message, null, false, false);
        }
    }

    /// The lexical grammar. All repetition is possessive, so that matching takes linear time and no stack.
    final class Grammar {
        private static final String FIRST_WORD = "[a-z][0-9a-z]*+";
        private static final String WORDS = FIRST_WORD + "(?:-[0-9a-z]++)*+";
        private static final String IDENTIFIERS = "[0-9A-Za-z-]++(?:\\.[0-9A-Za-z-]++)*+";
        private static final String NUMBER = "(?:0|[1-9][0-9]*+)";
        private static final String PRE_RELEASE_PART = "(?:0(?![0-9A-Za-z-])|[1-9][0-9]*+(?![0-9A-Za-z-])"
                + "|(?=[0-9]*+[A-Za-z-])[0-9A-Za-z-]++)";
        private static final String PRE_RELEASE = PRE_RELEASE_PART + "(?:\\." + PRE_RELEASE_PART + ")*+";
        private static final String VERSION = NUMBER + "\\." + NUMBER + "\\." + NUMBER
                + "(?:-" + PRE_RELEASE + ")?+(?:\\+" + IDENTIFIERS + ")?+";
        private static final String PACKAGE_PATH = WORDS + ":" + WORDS;
        private static final String RANGE = "@(?:\\*|\\{(?:>=" + VERSION + "(?: <" + VERSION + ")?+|<" + VERSION
                + ")\\})";
        private static final String HASH = "sha(?:256|384|512)-[0-9A-Za-z+/]++={0,2}+(?:\\?[!-;=?-~]*+)?+";
        private static final String INTEGRITY = "integrity=< *+" + HASH + "(?: ++" + HASH + ")*+ *+>";

        static final Pattern LABEL = Pattern.compile("(?:" + FIRST_WORD + "|[A-Z][0-9A-Z]*+)"
                + "(?:-(?:[0-9]++(?:[a-z][0-9a-z]*+|[A-Z][0-9A-Z]*+)?+|[a-z][0-9a-z]*+|[A-Z][0-9A-Z]*+))*+");
        static final Pattern PACKAGE = Pattern.compile(PACKAGE_PATH);
        static final Pattern SEMANTIC_VERSION = Pattern.compile(VERSION);
        static final Pattern DEPENDENCY = Pattern.compile("unlocked-dep=<" + PACKAGE_PATH + "(?:" + RANGE + ")?+>"
                + "|locked-dep=<" + PACKAGE_PATH + "(?:@" + VERSION + ")?+>(?:," + INTEGRITY + ")?+"
                + "|url=<[^<>]*+>(?:," + INTEGRITY + ")?+"
                + "|" + INTEGRITY);

        private Grammar() {}
    }
}
