package dev.infrahub.cabsigner.domain;

import dev.infrahub.proofs.Digest;
import java.nio.charset.StandardCharsets;

/** Which change request: an id is its client's own, and two clients may have the same. */
public record ChangeKey(String client, String id) {

    private static final int COLUMN = 100;

    /** {@code client/id}: the key of events about the change. */
    public String text() {
        return client + "/" + id;
    }

    /**
     * The same in the one column that must tell changes of all clients apart: {@code cab_approvals.change_request_id}. What
     * does not fit there, or could be read in two ways, is there by its hash, which has no slash.
     */
    public String column() {
        return client.indexOf('/') < 0 && text().codePointCount(0, text().length()) <= COLUMN
                ? text()
                : "sha256:" + Digest.of(client.getBytes(StandardCharsets.UTF_8).length + ":" + text());
    }
}
