package dev.infrahub.chatservice.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be asked. Which words ask it is in {@code questions.tsv}. */
public enum Question {
    HELP,
    /** What documents say: how something is done, and what no other question is about. */
    DOCUMENTS,
    /** What is to come is in no data. */
    FUTURE,
    CERTIFICATES,
    MODEL_COST,
    EVIDENCE,
    COMPARE,
    WAITING_CHANGES,
    APPROVALS,
    DESTROYED,
    NOT_SCANNED,
    NOT_PLANNED,
    SECRETS_NEWS,
    SECRETS,
    FAILURES,
    DRIFT,
    OWNER,
    RISKIEST_PLANS,
    PLANS,
    CHANGES,
    COUNTS,
    MODULES,
    CLIENTS,
    SUMMARY;

    /** The one of this name. */
    public static Optional<Question> of(String text) {
        return Arrays.stream(values())
                .filter(question -> question.text().equals(text))
                .findFirst();
    }

    /** As events name it, for example {@code waiting-changes}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
