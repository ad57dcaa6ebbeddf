package dev.infrahub.secrets;

/** A command under the name of what it does to a secret, as packages have their scripts: {@code "generate-token": "node …"}. */
final class Script {

    private static final Shape DOES = Shape.of("(?i:generate|gen|create|make|rotate|reset|set|get|refresh|renew|revoke"
            + "|verify|validate|check|test|update|encrypt|decrypt|hash|seed|print|show)[-_.].*");

    private static final Shape COMMAND = Shape.of(
            "(?:node|npm|npx|yarn|pnpm|bun|deno|ts-node|tsx|cross-env|dotenv|env|python3?"
                    + "|bash|sh|zsh|echo|openssl|sops|docker|make|go|cargo|ruby|rake|php|java|mvn|gradle|jest|vitest|mocha) |\\./");

    private Script() {}

    /** @param quote of the value */
    static boolean isAt(Subject subject, String name, int quote) {
        return subject.text.startsWith("\"", quote)
                && Shape.isAll(DOES, name)
                && COMMAND.end(subject, quote + 1, new Shape.Group.Noted()) >= 0;
    }
}
