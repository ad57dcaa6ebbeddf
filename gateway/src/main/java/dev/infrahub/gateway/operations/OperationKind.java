package dev.infrahub.gateway.operations;

import java.util.Locale;

/** What a caller asked for. */
public enum OperationKind {
    SUMMARIZE_PLAN,
    RISK_ASSESSMENT,
    ROLLBACK_PLAN,
    REQUEST_CHANGE,
    DECIDE_CHANGE,
    IMPLEMENT_CHANGE,
    REVIEW_CHANGE,
    VERIFY_APPROVAL,
    ISSUE_SSH_CERTIFICATE,
    REVOKE_SSH_CERTIFICATE,
    VERIFY_SSH_CERTIFICATE,
    READ_SSH_AUTHORITY,
    SEAL_EVIDENCE,
    COMPILE_REPORT;

    /** The name in URLs, rows and answers, for example {@code summarize-plan}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static OperationKind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Whether an analysed plan answers it. */
    boolean isAboutPlan() {
        return this == SUMMARIZE_PLAN || this == RISK_ASSESSMENT || this == ROLLBACK_PLAN;
    }
}
