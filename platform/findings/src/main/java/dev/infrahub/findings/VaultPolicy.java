package dev.infrahub.findings;

import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A policy of Vault, in HCL or JSON.
 *
 * @param paths what may be done where
 */
record VaultPolicy(List<Path> paths) {

    private static final Set<String> WRITING = Set.of("create", "update", "patch", "delete", "sudo", "root", "write");
    private static final int LONGEST = 128 * 1024;

    /** A pattern of paths, and the capabilities on them. */
    record Path(String pattern, Set<String> capabilities) {

        /** A star stands for any rest, a plus for one part. */
        private String wildcard() {
            return Wildcard.collapsed(pattern.replace('+', '*'));
        }

        private boolean isEverywhere() {
            String text = pattern.startsWith("/") ? pattern.substring(1) : pattern;
            List<String> parts = Parts.of(text, '/');
            return parts.getLast().equals("*") && parts.stream().allMatch(part -> part.equals("+") || part.equals("*"));
        }

        private boolean denies() {
            return capabilities.contains("deny");
        }

        private boolean allows(String path, String capability) {
            return !denies() && capabilities.contains(capability) && Wildcard.matches(wildcard(), path);
        }
    }

    /** Empty where it cannot be read. */
    static Optional<VaultPolicy> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        return text.stripLeading().startsWith("{") ? ofJson(text) : new Reading(text).read();
    }

    private static Optional<VaultPolicy> ofJson(String text) {
        return Value.ofJson(text)
                .filter(policy -> policy.at("path") instanceof Value.Members)
                .map(policy -> {
                    List<Path> paths = new ArrayList<>();
                    if (policy.at("path") instanceof Value.Members(var members)) {
                        members.forEach(
                                (pattern, rule) -> paths.add(new Path(pattern, Subject.texts(rule, "capabilities"))));
                    }
                    return new VaultPolicy(paths);
                });
    }

    Stream<Grants.Grant> grants() {
        boolean everything = paths.stream().anyMatch(path -> path.isEverywhere() && writes(path));
        if (everything) {
            return Stream.of(Grants.Grant.of(
                    Rule.IAM_ADMIN,
                    Severity.HIGH,
                    "The policy allows everything on every path.",
                    Grants.Grant.EVERYTHING));
        }
        boolean everythingRead = paths.stream()
                .anyMatch(path -> path.isEverywhere() && path.capabilities().contains("read"));
        return Stream.concat(
                LeadsToMore.VAULT.grants(this::allows),
                everythingRead
                        ? Stream.of(Grants.Grant.of(
                                Rule.IAM_WILDCARD, Severity.HIGH, "The policy allows to read every path.", "read"))
                        : Stream.empty());
    }

    /** Patterns of what it denies. */
    Set<String> denied() {
        return paths.stream().filter(Path::denies).map(Path::wildcard).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it denies all that a pattern holds. */
    boolean denies(String pattern) {
        return paths.stream().anyMatch(path -> path.denies() && Extents.isWider(path.wildcard(), pattern));
    }

    private static boolean writes(Path path) {
        return !path.denies() && path.capabilities().stream().anyMatch(WRITING::contains);
    }

    private boolean allows(String action) {
        int colon = action.lastIndexOf(':');
        String path = action.substring(0, colon);
        String capability = action.substring(colon + 1);
        return paths.stream().anyMatch(rule -> rule.allows(path, capability))
                && paths.stream().noneMatch(rule -> rule.denies() && Wildcard.matches(rule.wildcard(), path));
    }

    /** A policy on its way through HCL: {@code path "a/*" { capabilities = ["read"] }}. */
    private static final class Reading {

        private final String text;
        private final List<Path> paths = new ArrayList<>();
        private int at;

        private Reading(String text) {
            this.text = text;
        }

        private Optional<VaultPolicy> read() {
            for (String token = next(); !token.isEmpty(); token = next()) {
                String pattern = next();
                if (!unquoted(token).equals("path") || !isString(pattern) || !next().equals("{")) {
                    return Optional.empty();
                }
                Optional<Set<String>> capabilities = block();
                if (capabilities.isEmpty()) {
                    return Optional.empty();
                }
                paths.add(new Path(unquoted(pattern), capabilities.get()));
            }
            return Optional.of(new VaultPolicy(paths));
        }

        /** What stands in the list, or behind the name, of what may be done; empty where the block does not end. */
        private Optional<Set<String>> block() {
            Set<String> capabilities = new LinkedHashSet<>();
            String attribute = "";
            int depth = 1;
            for (String token = next(); !token.isEmpty(); token = next()) {
                switch (token) {
                    case "{" -> depth++;
                    case "}" -> {
                        depth--;
                        if (depth == 0) {
                            return Optional.of(capabilities.stream()
                                    .map(word -> word.toLowerCase(Locale.ROOT))
                                    .collect(Collectors.toUnmodifiableSet()));
                        }
                    }
                    case "[", "]", "=", ",", ":" -> {}
                    default -> {
                        boolean counts = depth == 1 && (attribute.equals("capabilities") || attribute.equals("policy"));
                        if (isString(token) && counts) {
                            capabilities.add(unquoted(token));
                        } else if (!isString(token)) {
                            attribute = token;
                        }
                    }
                }
            }
            return Optional.empty();
        }

        private static boolean isString(String token) {
            return token.startsWith("\"");
        }

        private static String unquoted(String token) {
            return isString(token) ? token.substring(1) : token;
        }

        /** The next word, sign, or string after its quote; empty at the end. */
        private String next() {
            skip();
            if (at >= text.length()) {
                return "";
            }
            int start = at++;
            char first = text.charAt(start);
            if (first == '"') {
                while (at < text.length() && text.charAt(at) != '"') {
                    at += text.charAt(at) == '\\' ? 2 : 1;
                }
                String string = text.substring(start, Math.min(at, text.length()));
                at++;
                return string;
            }
            while (isOfWord(first) && at < text.length() && isOfWord(text.charAt(at))) {
                at++;
            }
            return text.substring(start, at);
        }

        private static boolean isOfWord(char c) {
            return Character.isLetterOrDigit(c) || c == '_' || c == '-';
        }

        private void skip() {
            while (at < text.length()) {
                if (Character.isWhitespace(text.charAt(at))) {
                    at++;
                } else if (text.charAt(at) == '#' || text.startsWith("//", at)) {
                    at = end(text.indexOf('\n', at), 1);
                } else if (text.startsWith("/*", at)) {
                    at = end(text.indexOf("*/", at + 2), 2);
                } else {
                    return;
                }
            }
        }

        private int end(int found, int length) {
            return found < 0 ? text.length() : found + length;
        }
    }
}
