package dev.infrahub.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * Reads the rules of one family. A rule is its id in brackets and lines {@code name = value}; a line that begins with a space
 * continues the one before it. Whatever else stands there is a mistake in our own file.
 */
final class RuleFile {

    private static final Set<String> NAMES = Set.of(
            "kind",
            "title",
            "severity",
            "opens",
            "remedy",
            "source",
            "keywords",
            "under",
            "reads",
            "form",
            "not-behind",
            "not-before",
            "lead",
            "like",
            "proof",
            "finds",
            "leaves");

    /** Between a name and its value, in all spellings of an assignment. */
    private static final String SIGN = "[\"'\\\\]{0,3}\\s{0,20}(?:=>|:=|:|=|,)\\s{0,20}[\"'\\\\]{0,3}";

    private static final CharClass BEHIND_NAMED = CharClass.of("A-Za-z0-9_/+-");

    private final String family;
    private final List<Rule> rules = new ArrayList<>();

    /** The lines of the rule that is being read, by name. */
    private final Map<String, List<String>> lines = new LinkedHashMap<>();

    private String id = "";
    private String name = "";

    private RuleFile(String family) {
        this.family = family;
    }

    static String file(String family) {
        return family + ".rules";
    }

    static List<Rule> of(String family) {
        try (InputStream in = Objects.requireNonNull(RuleFile.class.getResourceAsStream(file(family)), family)) {
            return read(family, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Rule> read(String family, String text) {
        RuleFile file = new RuleFile(family);
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(file::read);
        file.end();
        return file.rules;
    }

    private void read(String line) {
        if (line.startsWith("[")) {
            end();
            id = line.substring(1, line.length() - 1);
        } else if (line.startsWith(" ")) {
            List<String> values = lines.computeIfAbsent(name, _ -> new ArrayList<>());
            values.set(values.size() - 1, values.getLast() + line.strip());
        } else {
            int sign = line.indexOf(" = ");
            name = line.substring(0, Math.max(sign, 0)).strip();
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(family + ": [" + id + "] " + line);
            }
            lines.computeIfAbsent(name, _ -> new ArrayList<>()).add(line.substring(sign + 3));
        }
    }

    private void end() {
        if (!id.isEmpty()) {
            rules.add(rule());
            lines.clear();
        }
    }

    private Rule rule() {
        Rule.Reading reading = Rule.Reading.valueOf(word("reads", "SHAPE"));
        return new Rule(
                id,
                family,
                Rule.Kind.valueOf(word("kind", "SECRET")),
                needed("title"),
                Severity.of(needed("severity")),
                needed("opens"),
                needed("remedy"),
                needed("source"),
                keywords(reading),
                form(reading),
                Proof.valueOf(word("proof", "NONE")),
                List.copyOf(lines.getOrDefault("finds", List.of())),
                List.copyOf(lines.getOrDefault("leaves", List.of())));
    }

    private List<String> keywords(Rule.Reading reading) {
        List<String> all = words("keywords");
        all.addAll(words("under"));
        all.addAll(reading.keywords());
        return List.copyOf(all);
    }

    private Rule.Form form(Rule.Reading reading) {
        List<String> under = words("under");
        boolean isNamed = !under.isEmpty();
        String value = value("form", "");
        String expression =
                isNamed ? "(?i:" + String.join("|", under) + ")[\\w.-]{0,60}" + SIGN + "(" + value + ")" : value;
        return new Rule.Form(
                reading,
                expression,
                Shape.of(expression),
                isNamed,
                characters("not-behind", CharClass.NONE),
                characters("not-before", isNamed ? BEHIND_NAMED : CharClass.NONE),
                Integer.parseInt(value("lead", "0")),
                Likeness.valueOf(word("like", "FILLED")));
    }

    private CharClass characters(String field, CharClass otherwise) {
        String inside = value(field, "");
        return inside.isEmpty() ? otherwise : CharClass.of(inside);
    }

    private List<String> words(String field) {
        List<String> words = new ArrayList<>();
        StringTokenizer all = new StringTokenizer(value(field, ""));
        while (all.hasMoreTokens()) {
            words.add(all.nextToken());
        }
        return words;
    }

    /** As the constants of our own enumerations are written. */
    private String word(String field, String otherwise) {
        return value(field, otherwise).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private String needed(String field) {
        String value = value(field, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(family + ": [" + id + "] has no " + field);
        }
        return value;
    }

    private String value(String field, String otherwise) {
        return lines.getOrDefault(field, List.of(otherwise)).getFirst();
    }
}
