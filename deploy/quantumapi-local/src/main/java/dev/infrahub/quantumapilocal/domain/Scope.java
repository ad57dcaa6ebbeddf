package dev.infrahub.quantumapilocal.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a credential may do. {@code read} covers GET, {@code write} all else; to sign and to verify is a write. */
public enum Scope {
    KEYS_READ("keys:read"),
    KEYS_WRITE("keys:write"),
    ENCRYPTION_WRITE("encryption:write"),
    SECRETS_READ("secrets:read"),
    SECRETS_WRITE("secrets:write"),
    SSH_READ("ssh:read"),
    SSH_WRITE("ssh:write"),
    AUDIT_READ("audit:read"),
    API_KEYS_READ("apikeys:read"),
    API_KEYS_WRITE("apikeys:write");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public static Optional<Scope> of(String text) {
        return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }

    public static List<Scope> all() {
        return List.of(values());
    }

    /** All names, for a sentence. */
    public static String names() {
        return Arrays.stream(values()).map(Scope::text).collect(Collectors.joining(", "));
    }
}
