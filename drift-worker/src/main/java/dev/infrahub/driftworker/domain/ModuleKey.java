package dev.infrahub.driftworker.domain;

/** Which module: its name is its client's own, and two clients may have the same. */
public record ModuleKey(String client, String module) {

    private static final int COLUMN = 255;

    /** {@code client/module}: the key of events about it. */
    public String text() {
        return client + "/" + module;
    }

    /**
     * The same in the one column that must tell modules of all clients apart: {@code drift_results.module}. What does not fit
     * there, or could be read in two ways, is there by its hash, which has no slash.
     */
    public String column() {
        return client.indexOf('/') < 0 && text().codePointCount(0, text().length()) <= COLUMN
                ? text()
                : "sha256:" + Fingerprints.sha256(client.length() + ":" + text());
    }
}
