package dev.infrahub.ai;

import dev.infrahub.secrets.Secrets;
import java.util.Set;

/**
 * Takes out of a text what must not be sent: secrets, by the one rule set, and personal data.
 *
 * @param kinds of personal data
 */
record Scrubber(Set<PersonalData> kinds) {

    String scrub(String text) {
        String scrubbed = Secrets.replace(text, _ -> "(secret)");
        for (PersonalData kind : kinds) {
            scrubbed = kind.replacedIn(scrubbed);
        }
        return scrubbed;
    }
}
