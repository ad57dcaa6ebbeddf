package dev.infrahub.scanning;

import dev.infrahub.secrets.Rule;

/** What may be shown of a credential: of a form that begins with a public prefix its first characters, else nothing. */
final class Redaction {

    static final String HIDDEN = "****";
    private static final int MOST_SHOWN = 4;

    private Redaction() {}

    static String of(Rule rule, String secret) {
        return secret.substring(0, Math.min(prefix(rule, secret), MOST_SHOWN)) + HIDDEN;
    }

    /** How long the prefix is: a keyword with which the whole form begins. */
    private static int prefix(Rule rule, String secret) {
        if (rule.expression().isEmpty() || hasGroup(rule.expression())) {
            return 0;
        }
        return rule.keywords().stream()
                .filter(word -> secret.regionMatches(true, 0, word, 0, word.length()))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    /** Where it has one, only that is secret, and the keyword stands before it. */
    private static boolean hasGroup(String expression) {
        for (int at = expression.indexOf('('); at >= 0; at = expression.indexOf('(', at + 1)) {
            boolean isEscaped = at > 0 && expression.charAt(at - 1) == '\\';
            if (!isEscaped && !expression.startsWith("(?", at)) {
                return true;
            }
        }
        return false;
    }
}
