package dev.infrahub.gateway.access;

import java.util.Arrays;
import java.util.Optional;

/** What a caller may do; as a scope it narrows what an API key's role allows. */
public enum Permission {
    PLANS_WRITE("plans:write"),
    PLANS_READ("plans:read"),
    /** To have files scanned for credentials. */
    SECRETS_WRITE("secrets:write"),
    /** Where credentials stand; never what they are. */
    SECRETS_READ("secrets:read"),
    OPERATIONS_READ("operations:read"),
    CHANGES_READ("changes:read"),
    CHANGES_WRITE("changes:write"),
    CHANGES_APPROVE("changes:approve"),
    SSH_ISSUE("ssh:issue"),
    /** Any certificate; one's own needs no permission. */
    SSH_REVOKE("ssh:revoke"),
    SSH_READ("ssh:read"),
    /** What hosts need: the authority and its revocation list. */
    SSH_TRUST("ssh:trust"),
    /** What language models are used for, what that costs, and what they may be used for. */
    AI_READ("ai:read"),
    AI_WRITE("ai:write"),
    /** To ask about what one may read, and to have code and descriptions looked at. */
    CHAT_ASK("chat:ask"),
    /** To hand in documents that questions are answered from. */
    DOCS_WRITE("docs:write"),
    KEYS_WRITE("keys:write"),
    AUDIT_READ("audit:read"),
    /** What services gave up on, of all clients. */
    DEAD_LETTERS_READ("dead-letters:read"),
    METRICS_READ("metrics:read");

    private final String scope;

    Permission(String scope) {
        this.scope = scope;
    }

    /** As it is written in keys and answers, for example {@code plans:read}. */
    public String scope() {
        return scope;
    }

    public static Optional<Permission> of(String scope) {
        return Arrays.stream(values())
                .filter(permission -> permission.scope.equals(scope))
                .findFirst();
    }
}
