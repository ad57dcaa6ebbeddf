package dev.infrahub.chatservice.domain;

import java.util.List;
import java.util.Set;

/** A message that tells somebody to do something: a chat does nothing, and says so. */
public final class Command {

    private static final Set<String> POLITE =
            Set.of("please", "can", "could", "would", "you", "now", "just", "kindly", "go", "ahead", "and", "then");

    private static final Set<String> DEEDS = Set.of(
            "accept",
            "apply",
            "approve",
            "cancel",
            "create",
            "delete",
            "deploy",
            "destroy",
            "disable",
            "drop",
            "enable",
            "ignore",
            "issue",
            "merge",
            "purge",
            "reject",
            "remove",
            "restart",
            "revert",
            "revoke",
            "rollback",
            "rotate",
            "seal",
            "sign",
            "trigger",
            "wipe");

    private static final String NOTHING_DONE =
            "Nothing was done: the chat answers questions and changes nothing. What the hub does is in /openapi.json.";

    private Command() {}

    /** What could not be done of the message: empty for a question. */
    public static List<String> limits(String message) {
        return Words.of(message).stream()
                .map(Word::text)
                .dropWhile(POLITE::contains)
                .limit(1)
                .filter(DEEDS::contains)
                .map(_ -> NOTHING_DONE)
                .toList();
    }
}
