package dev.infrahub.scanning;

import dev.infrahub.secrets.Rule;

/**
 * What may be shown of a credential: of a form that begins with a public prefix its first characters, else nothing. Of a place that
 * advice is about it is what that is called: where a credential is found in a name, that is told instead.
 */
final class Redaction {

    static final String HIDDEN = "****";
    private static final int MOST_SHOWN = 4;

    private static final int LONGEST_NAME = 64;

    private Redaction() {}

    static String of(Rule rule, String secret) {
        if (rule.isAdvice()) {
            return isName(secret) ? secret : HIDDEN;
        }
        return secret.substring(0, Math.min(rule.prefix(secret), MOST_SHOWN)) + HIDDEN;
    }

    private static boolean isName(String text) {
        return text.length() <= LONGEST_NAME
                && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
    }
}
