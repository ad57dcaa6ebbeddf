package dev.infrahub.quantumapilocal.web.calls;

import dev.infrahub.http.Problem;
import java.util.UUID;

/** What calls are about. */
public enum Resource {
    KEY("key", "key"),
    SECRET("secret", "secret"),
    SSH_AUTHORITY("ssh-ca", "SSH authority"),
    SSH_CERTIFICATE("ssh-certificate", "SSH certificate"),
    API_KEY("apikey", "API key");

    private final String prefix;
    private final String noun;

    Resource(String prefix, String noun) {
        this.prefix = prefix;
        this.noun = noun;
    }

    /** How the audit trail names one. */
    String named(UUID id) {
        return prefix + ":" + id;
    }

    /** 404. */
    public Problem missing() {
        return Problems.notFound(noun);
    }
}
