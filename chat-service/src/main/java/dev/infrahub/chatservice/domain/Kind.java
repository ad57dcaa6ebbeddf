package dev.infrahub.chatservice.domain;

/** What facts are of, and what reading them needs, as the gateway names permissions. */
public enum Kind {
    PLAN("plans", "plans:read"),
    DRIFT("drift", "plans:read"),
    FAILURE("failed pipelines", "plans:read"),
    CHANGE("changes", "changes:read"),
    EVIDENCE("evidence", "changes:read"),
    SECRET("credentials in files", "secrets:read"),
    CERTIFICATE("SSH certificates", "ssh:read"),
    USAGE("the use of language models", "ai:read");

    private final String words;
    private final String permission;

    Kind(String words, String permission) {
        this.words = words;
        this.permission = permission;
    }

    public String words() {
        return words;
    }

    public String permission() {
        return permission;
    }
}
