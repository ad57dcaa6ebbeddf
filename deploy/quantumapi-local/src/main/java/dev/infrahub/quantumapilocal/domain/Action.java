package dev.infrahub.quantumapilocal.domain;

import java.util.Arrays;
import java.util.Optional;

/** Everything a caller can do, the scope it takes, and whether an idempotency key makes it happen once. */
public enum Action {
    KEY_CREATE("key.create", Scope.KEYS_WRITE, Repeat.ANSWERED_ONCE),
    KEY_IMPORT("key.import", Scope.KEYS_WRITE, Repeat.ANSWERED_ONCE),
    KEY_ROTATE("key.rotate", Scope.KEYS_WRITE, Repeat.ANSWERED_ONCE),
    KEY_DELETE("key.delete", Scope.KEYS_WRITE, Repeat.DONE_AGAIN),
    KEY_RESTORE("key.restore", Scope.KEYS_WRITE, Repeat.DONE_AGAIN),
    KEY_READ("key.read", Scope.KEYS_READ, Repeat.DONE_AGAIN),
    KEY_LIST("key.list", Scope.KEYS_READ, Repeat.DONE_AGAIN),
    SIGN("sign", Scope.ENCRYPTION_WRITE, Repeat.ANSWERED_ONCE),
    VERIFY("verify", Scope.ENCRYPTION_WRITE, Repeat.DONE_AGAIN),
    ENCRYPT("encrypt", Scope.ENCRYPTION_WRITE, Repeat.DONE_AGAIN),
    DECRYPT("decrypt", Scope.ENCRYPTION_WRITE, Repeat.DONE_AGAIN),
    SECRET_CREATE("secret.create", Scope.SECRETS_WRITE, Repeat.ANSWERED_ONCE),
    SECRET_UPDATE("secret.update", Scope.SECRETS_WRITE, Repeat.DONE_AGAIN),
    SECRET_DELETE("secret.delete", Scope.SECRETS_WRITE, Repeat.DONE_AGAIN),
    SECRET_READ("secret.read", Scope.SECRETS_READ, Repeat.DONE_AGAIN),
    SECRET_READ_VALUE("secret.read-value", Scope.SECRETS_READ, Repeat.DONE_AGAIN),
    SECRET_LIST("secret.list", Scope.SECRETS_READ, Repeat.DONE_AGAIN),
    SECRET_VERSIONS("secret.versions", Scope.SECRETS_READ, Repeat.DONE_AGAIN),
    SSH_CA_CREATE("ssh-ca.create", Scope.SSH_WRITE, Repeat.DONE_AGAIN),
    SSH_CA_READ("ssh-ca.read", Scope.SSH_READ, Repeat.DONE_AGAIN),
    SSH_CA_LIST("ssh-ca.list", Scope.SSH_READ, Repeat.DONE_AGAIN),
    SSH_KRL_READ("ssh-krl.read", Scope.SSH_READ, Repeat.DONE_AGAIN),
    SSH_CERTIFICATE_ISSUE("ssh-certificate.issue", Scope.SSH_WRITE, Repeat.ANSWERED_ONCE),
    SSH_CERTIFICATE_READ("ssh-certificate.read", Scope.SSH_READ, Repeat.DONE_AGAIN),
    SSH_CERTIFICATE_LIST("ssh-certificate.list", Scope.SSH_READ, Repeat.DONE_AGAIN),
    SSH_CERTIFICATE_REVOKE("ssh-certificate.revoke", Scope.SSH_WRITE, Repeat.DONE_AGAIN),
    AUDIT_READ("audit.read", Scope.AUDIT_READ, Repeat.DONE_AGAIN),
    API_KEY_CREATE("apikey.create", Scope.API_KEYS_WRITE, Repeat.DONE_AGAIN),
    API_KEY_LIST("apikey.list", Scope.API_KEYS_READ, Repeat.DONE_AGAIN),
    API_KEY_REVOKE("apikey.revoke", Scope.API_KEYS_WRITE, Repeat.DONE_AGAIN);

    /** What a repeat under the same idempotency key does. */
    public enum Repeat {
        ANSWERED_ONCE,
        DONE_AGAIN
    }

    private final String text;
    private final Scope scope;
    private final Repeat repeat;

    Action(String text, Scope scope, Repeat repeat) {
        this.text = text;
        this.scope = scope;
        this.repeat = repeat;
    }

    public String text() {
        return text;
    }

    public Scope scope() {
        return scope;
    }

    public Repeat repeat() {
        return repeat;
    }

    public static Optional<Action> of(String text) {
        return Arrays.stream(values())
                .filter(action -> action.text.equals(text))
                .findFirst();
    }
}
