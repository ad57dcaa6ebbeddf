package dev.infrahub.gateway.operations;

import static dev.infrahub.gateway.access.Permission.CHANGES_APPROVE;
import static dev.infrahub.gateway.access.Permission.CHANGES_READ;
import static dev.infrahub.gateway.access.Permission.CHANGES_WRITE;
import static dev.infrahub.gateway.access.Permission.CHAT_ASK;
import static dev.infrahub.gateway.access.Permission.DOCS_WRITE;
import static dev.infrahub.gateway.access.Permission.PLANS_READ;
import static dev.infrahub.gateway.access.Permission.PLANS_WRITE;
import static dev.infrahub.gateway.access.Permission.SECRETS_READ;
import static dev.infrahub.gateway.access.Permission.SECRETS_WRITE;
import static dev.infrahub.gateway.access.Permission.SSH_ISSUE;
import static dev.infrahub.gateway.access.Permission.SSH_READ;
import static dev.infrahub.gateway.access.Permission.SSH_TRUST;

import dev.infrahub.gateway.access.Caller;
import dev.infrahub.gateway.access.Permission;
import java.util.Locale;
import java.util.Optional;

/** What a caller asked for, and who may be told the answer. */
public enum OperationKind {
    SUMMARIZE_PLAN(PLANS_WRITE, PLANS_READ),
    RISK_ASSESSMENT(PLANS_WRITE, PLANS_READ),
    ROLLBACK_PLAN(PLANS_WRITE, PLANS_READ),
    DIAGNOSE_PIPELINE(PLANS_WRITE, PLANS_READ),
    SCAFFOLD_TERRAFORM(PLANS_WRITE, PLANS_READ),
    ANALYZE_DRIFT(PLANS_WRITE, PLANS_READ),
    SCAN_SECRETS(SECRETS_WRITE, SECRETS_READ),
    REQUEST_CHANGE(CHANGES_WRITE, CHANGES_READ),
    DECIDE_CHANGE(CHANGES_APPROVE, CHANGES_READ),
    IMPLEMENT_CHANGE(CHANGES_WRITE, CHANGES_READ),
    REVIEW_CHANGE(CHANGES_APPROVE, CHANGES_READ),
    VERIFY_APPROVAL(CHANGES_READ, CHANGES_READ),
    ISSUE_SSH_CERTIFICATE(SSH_ISSUE, SSH_READ),
    /** One's own needs no permission to be asked for, and so the answer is for who may read certificates. */
    REVOKE_SSH_CERTIFICATE(SSH_READ, SSH_READ),
    VERIFY_SSH_CERTIFICATE(SSH_READ, SSH_READ),
    READ_SSH_AUTHORITY(SSH_TRUST, SSH_TRUST),
    SEAL_EVIDENCE(CHANGES_WRITE, CHANGES_READ),
    COMPILE_REPORT(CHANGES_READ, CHANGES_READ),
    CHAT(CHAT_ASK),
    INDEX_DOCUMENT(DOCS_WRITE, CHAT_ASK),
    REMOVE_DOCUMENT(DOCS_WRITE, CHAT_ASK),
    ASK_DOCUMENTS(CHAT_ASK),
    ENRICH_COMPONENT(CHAT_ASK, CHAT_ASK),
    SCAFFOLD_SERVICE(CHAT_ASK, CHAT_ASK),
    REVIEW_CODE(CHAT_ASK, CHAT_ASK),
    ANALYZE_INCIDENT(CHAT_ASK);

    private final Permission toAsk;
    private final Optional<Permission> toRead;

    /**
     * @param toAsk what asking needs
     * @param toRead what reading such an answer needs, wherever it is shown
     */
    OperationKind(Permission toAsk, Permission toRead) {
        this(toAsk, Optional.of(toRead));
    }

    /** Is answered from what the asker may read, and so for nobody else. */
    OperationKind(Permission toAsk) {
        this(toAsk, Optional.empty());
    }

    OperationKind(Permission toAsk, Optional<Permission> toRead) {
        this.toAsk = toAsk;
        this.toRead = toRead;
    }

    /** Who asked is told the answer as long as they may ask; everybody else needs the permission to read such things, if there is one. */
    public boolean isShownTo(Caller caller, boolean isAsker) {
        return toRead.filter(caller::may).isPresent() || (isAsker && caller.may(toAsk));
    }

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
