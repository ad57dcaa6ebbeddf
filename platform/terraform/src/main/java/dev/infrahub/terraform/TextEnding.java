package dev.infrahub.terraform;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What stands behind every line of a log, found by what repeats behind the things whose end is known. */
final class TextEnding {

    /** Behind so many kinds of things the same must stand; of each, two that differ are enough to know better. */
    private static final int KINDS = 2;

    private static final Map<TextSign.Kind, Pattern> ENDS = Map.of(
            TextSign.Kind.BANNER, Pattern.compile("the following actions:"),
            TextSign.Kind.BLOCK, Pattern.compile("(?:resource|data) \"[^\"]+\" \"[^\"]+\" \\{}?"),
            TextSign.Kind.TOTAL,
                    Pattern.compile("\\d to destroy(?:, \\d+ to forget)?\\.?(?: Actions: \\d+ to invoke\\.?)?"));

    private TextEnding() {}

    /** Empty where nothing does. */
    static String of(TextLog log) {
        Map<TextSign.Kind, Set<String>> behind = new EnumMap<>(TextSign.Kind.class);
        log.signs()
                .forEach((index, signs) ->
                        signs.forEach(sign -> add(sign, log.lines().get(index).text(), behind)));
        Set<String> common = new HashSet<>();
        behind.values().forEach(common::addAll);
        common.removeIf(one -> one.isEmpty() || behind.values().stream().anyMatch(of -> !of.equals(Set.of(one))));
        return behind.size() < KINDS ? "" : common.stream().findFirst().orElse("");
    }

    private static void add(TextSign sign, String line, Map<TextSign.Kind, Set<String>> behind) {
        Pattern end = ENDS.get(sign.kind());
        boolean quoted = sign.before() > 0 && line.charAt(sign.before() - 1) == '"';
        if (end != null && !quoted) {
            Matcher matcher = end.matcher(line);
            Set<String> found = behind.computeIfAbsent(sign.kind(), _ -> new HashSet<>());
            if (found.size() < KINDS && matcher.find(sign.before())) {
                found.add(line.substring(matcher.end()).strip());
            }
        }
    }

    static String without(String line, String ending) {
        return line.endsWith(ending) ? line.substring(0, line.length() - ending.length()) : line;
    }
}
