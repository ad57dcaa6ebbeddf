package dev.infrahub.chatservice.domain;

import java.util.Locale;

/** What can be asked. Which words ask it is in {@code questions.tsv}. */
public enum Question {
    HELP,
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

    /** As events name it, for example {@code waiting-changes}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
