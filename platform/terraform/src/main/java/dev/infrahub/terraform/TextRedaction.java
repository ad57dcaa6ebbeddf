package dev.infrahub.terraform;

import dev.infrahub.secrets.Finding;
import dev.infrahub.secrets.Rules;
import java.util.LinkedHashSet;
import java.util.Set;

/** Takes credentials out of a plan's text, whose values carry no marks: by the rules, and their copies where they are bare. */
final class TextRedaction {

    private TextRedaction() {}

    static String redact(String text) {
        Credentials credentials = new Credentials();
        Set<String> found = new LinkedHashSet<>();
        Set<String> masked = new LinkedHashSet<>();
        Pieces.of(text, (start, end) -> {
            String piece = text.substring(start, end);
            for (Finding finding : credentials.find(piece)) {
                (finding.ruleId().equals(Rules.MASKED.id()) ? masked : found).add(finding.in(piece));
            }
        });
        return new Sieve(credentials, PlanSecrets.of(found, masked), new Markers()).sift(text);
    }
}
