package dev.infrahub.scanning;

import dev.infrahub.secrets.Rule;
import dev.infrahub.secrets.Rules;
import dev.infrahub.secrets.Severity;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is said of a rule's findings.
 *
 * @param severity low, medium, high or critical
 * @param recommendation what to do about them
 * @param isAdvice whether they are no credentials, but places where one is not kept as it should be
 */
public record RuleNote(String id, String title, String severity, String recommendation, boolean isAdvice) {

    /** From the gravest on. */
    public static final List<String> SEVERITIES = Arrays.stream(Severity.values())
            .sorted(Comparator.reverseOrder())
            .map(Severity::spelling)
            .toList();

    private static final String HISTORY =
            "Taking it out of the file is not enough: whoever has the file's history has it.";

    private static final String ROTATE =
            "Revoke it where it was issued, issue another, keep that in a secret store and read it from there.";

    private static final Map<String, RuleNote> ALL = Rules.all().stream()
            .map(RuleNote::of)
            .collect(Collectors.toUnmodifiableMap(RuleNote::id, Function.identity()));

    /** Of the rule of this id; of one that is not known here, such as of a newer gateway, what holds of all. */
    public static RuleNote of(String id) {
        RuleNote known = ALL.get(id);
        return known == null
                ? new RuleNote(id, "Credential", Severity.HIGH.spelling(), ROTATE + ' ' + HISTORY, false)
                : known;
    }

    /** Whether the hub has a rule of this id. */
    static boolean isKnown(String id) {
        return ALL.containsKey(id);
    }

    RuleNote titled(String other) {
        return new RuleNote(id, other, severity, recommendation, isAdvice);
    }

    private static RuleNote of(Rule rule) {
        String recommendation = rule.isAdvice() ? rule.remedy() : rule.remedy() + ' ' + HISTORY;
        return new RuleNote(rule.id(), rule.title(), rule.severity().spelling(), recommendation, rule.isAdvice());
    }
}
