package dev.infrahub.terraform;

import dev.infrahub.secrets.Finding;
import java.util.LinkedHashSet;
import java.util.Set;

/** Takes credentials out of a plan's text, whose values carry no marks: by the rules, and their copies where they are bare. */
final class TextRedaction {

    private TextRedaction() {}

    static String redact(String text) {
        Credentials credentials = new Credentials();
        Set<String> found = new LinkedHashSet<>();
        Pieces.of(text, (start, end) -> {
            String piece = text.substring(start, end);
            for (Finding finding : credentials.find(piece)) {
                found.add(finding.in(piece));
            }
        });
        return new Sieve(credentials, PlanSecrets.of(found), new Markers()).sift(text);
    }
}
