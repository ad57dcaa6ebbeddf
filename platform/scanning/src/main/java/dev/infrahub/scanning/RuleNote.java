package dev.infrahub.scanning;

import dev.infrahub.secrets.Rule;
import dev.infrahub.secrets.Rules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is said of a rule's findings.
 *
 * @param severity low, medium, high or critical
 * @param recommendation what to do about them
 */
public record RuleNote(String id, String title, String severity, String recommendation) {

    /** From the gravest on. */
    public static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low");

    private static final Set<String> CRITICAL = Set.of(
            "private-key",
            "putty-private-key",
            "age-secret-key",
            "hub-api-key",
            "aws-key-pair",
            "aws-secret-access-key",
            "azure-account-key",
            "azure-long-key",
            "azure-client-secret",
            "terraform-token",
            "vault-token");

    private static final Set<String> MEDIUM =
            Set.of("named-secret", "jwt", "bearer-token", "url-token", "command-line", "piped-password");

    private static final Set<String> LOW = Set.of("aws-access-key-id", "scaleway-access-key");

    private static final String ROTATE =
            "Revoke it where it was issued, issue another, keep that in a secret store and read it from there. Taking it out of"
                    + " the file is not enough: whoever has the file's history has it.";

    private static final Map<String, RuleNote> ALL = Rules.all().stream()
            .map(RuleNote::of)
            .collect(Collectors.toUnmodifiableMap(RuleNote::id, Function.identity()));

    /** Of the rule of this id; of one that is not known here, such as of a newer gateway, what holds of all. */
    public static RuleNote of(String id) {
        RuleNote known = ALL.get(id);
        return known == null ? new RuleNote(id, "Credential", "high", ROTATE) : known;
    }

    private static RuleNote of(Rule rule) {
        String severity = CRITICAL.contains(rule.id())
                ? "critical"
                : MEDIUM.contains(rule.id()) ? "medium" : LOW.contains(rule.id()) ? "low" : "high";
        return new RuleNote(rule.id(), rule.title(), severity, ROTATE);
    }
}
