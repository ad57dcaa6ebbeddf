package dev.infrahub.gateway.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who somebody is to the hub. */
public enum Role {
    /** A pipeline: hands plans in, asks for changes, and asks whether it may apply. */
    CI,
    /** A platform engineer: as a pipeline, and logs in to hosts. */
    ENGINEER,
    /** A member of the change advisory board. */
    APPROVER,
    /** Reads everything, changes nothing. */
    AUDITOR,
    /** Runs the hub. */
    ADMIN;

    public Set<Permission> permissions() {
        return switch (this) {
            case CI ->
                EnumSet.of(
                        Permission.PLANS_WRITE,
                        Permission.PLANS_READ,
                        Permission.OPERATIONS_READ,
                        Permission.CHANGES_READ,
                        Permission.CHANGES_WRITE,
                        Permission.SSH_READ,
                        Permission.SSH_TRUST);
            case ENGINEER ->
                EnumSet.of(
                        Permission.PLANS_WRITE,
                        Permission.PLANS_READ,
                        Permission.OPERATIONS_READ,
                        Permission.CHANGES_READ,
                        Permission.CHANGES_WRITE,
                        Permission.SSH_ISSUE,
                        Permission.SSH_READ,
                        Permission.SSH_TRUST);
            case APPROVER ->
                EnumSet.of(
                        Permission.PLANS_READ,
                        Permission.OPERATIONS_READ,
                        Permission.CHANGES_READ,
                        Permission.CHANGES_APPROVE,
                        Permission.SSH_REVOKE,
                        Permission.SSH_READ,
                        Permission.SSH_TRUST);
            case AUDITOR ->
                EnumSet.of(
                        Permission.PLANS_READ,
                        Permission.OPERATIONS_READ,
                        Permission.CHANGES_READ,
                        Permission.AUDIT_READ,
                        Permission.METRICS_READ,
                        Permission.SSH_READ,
                        Permission.SSH_TRUST);
            case ADMIN -> EnumSet.allOf(Permission.class);
        };
    }

    /** As it is written in keys and claims, for example {@code ci}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}
