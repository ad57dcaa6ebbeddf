package dev.infrahub.findings;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which attributes of a type decide who may do, read or reach what: all that a rule about that reads, whatever they say. */
public final class DecidingAttributes {

    private static final Set<Rule> RULES = Set.of(Rule.PUBLIC_ACCESS, Rule.ENCRYPTION_WEAKENED);

    private DecidingAttributes() {}

    /** Dotted paths, without what a block must say to be meant. */
    public static Set<String> paths(String type) {
        return Stream.of(
                        PolicyRule.paths(type),
                        RoleRule.paths(type),
                        NetworkRules.TABLE.of(type).stream().flatMap(DecidingAttributes::paths),
                        GuardedAttributes.TABLE.of(type).stream()
                                .filter(entry -> RULES.contains(entry.rule()))
                                .map(GuardedAttributes.Entry::path)
                                .filter(path -> !path.equals(GuardRule.ITSELF)))
                .flatMap(paths -> paths)
                .map(DecidingAttributes::withoutBrackets)
                .filter(path -> !path.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> paths(NetworkRules.Entry entry) {
        String blocks = String.join(".", entry.blocks());
        return entry.sources().stream()
                .filter(source -> !source.isEveryone() && !source.isDefault())
                .flatMap(source -> Stream.concat(Stream.of(source.first()), Stream.ofNullable(source.last())))
                .map(path -> blocks.isEmpty() ? path : blocks + "." + path);
    }

    private static String withoutBrackets(String path) {
        int bracket = path.indexOf('[');
        String plain = bracket < 0 ? path : path.substring(0, bracket);
        return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    }
}
