package dev.infrahub.scanning;

import dev.infrahub.secrets.Rule;

/** What may be shown of a credential: of a form that begins with a public prefix its first characters, else nothing. */
final class Redaction {

    static final String HIDDEN = "****";
    private static final int MOST_SHOWN = 4;

    private Redaction() {}

    static String of(Rule rule, String secret) {
        return secret.substring(0, Math.min(rule.prefix(secret), MOST_SHOWN)) + HIDDEN;
    }
}
