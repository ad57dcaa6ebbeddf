package dev.infrahub.gateway.access;

import static dev.infrahub.gateway.access.Permission.AI_READ;
import static dev.infrahub.gateway.access.Permission.AUDIT_READ;
import static dev.infrahub.gateway.access.Permission.CHANGES_APPROVE;
import static dev.infrahub.gateway.access.Permission.CHANGES_READ;
import static dev.infrahub.gateway.access.Permission.CHANGES_WRITE;
import static dev.infrahub.gateway.access.Permission.CHAT_ASK;
import static dev.infrahub.gateway.access.Permission.DOCS_WRITE;
import static dev.infrahub.gateway.access.Permission.METRICS_READ;
import static dev.infrahub.gateway.access.Permission.OPERATIONS_READ;
import static dev.infrahub.gateway.access.Permission.PLANS_READ;
import static dev.infrahub.gateway.access.Permission.PLANS_WRITE;
import static dev.infrahub.gateway.access.Permission.SECRETS_READ;
import static dev.infrahub.gateway.access.Permission.SECRETS_WRITE;
import static dev.infrahub.gateway.access.Permission.SSH_ISSUE;
import static dev.infrahub.gateway.access.Permission.SSH_READ;
import static dev.infrahub.gateway.access.Permission.SSH_REVOKE;
import static dev.infrahub.gateway.access.Permission.SSH_TRUST;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who somebody is to the hub. */
public enum Role {
    /** A pipeline: hands plans, files and documents in, asks for changes, and asks whether it may apply. */
    CI,
    /** A platform engineer: as a pipeline, and logs in to hosts. */
    ENGINEER,
    /** A member of the change advisory board. */
    APPROVER,
    /** Reads everything, changes nothing. */
    AUDITOR,
    /** Runs the hub. */
    ADMIN;

    /** What everybody may who is not the administrator. */
    private static final Set<Permission> ALL_MAY =
            EnumSet.of(PLANS_READ, SECRETS_READ, OPERATIONS_READ, CHANGES_READ, SSH_READ, SSH_TRUST, AI_READ, CHAT_ASK);

    public Set<Permission> permissions() {
        return switch (this) {
            case CI -> and(PLANS_WRITE, SECRETS_WRITE, CHANGES_WRITE, DOCS_WRITE);
            case ENGINEER -> and(PLANS_WRITE, SECRETS_WRITE, CHANGES_WRITE, SSH_ISSUE, DOCS_WRITE);
            case APPROVER -> and(CHANGES_APPROVE, SSH_REVOKE);
            case AUDITOR -> and(AUDIT_READ, METRICS_READ);
            case ADMIN -> EnumSet.allOf(Permission.class);
        };
    }

    private static Set<Permission> and(Permission... more) {
        Set<Permission> permissions = EnumSet.copyOf(ALL_MAY);
        permissions.addAll(Arrays.asList(more));
        return permissions;
    }

    /** As it is written in keys and claims, for example {@code ci}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}
