package dev.infrahub.gateway.webhooks;

import java.time.Instant;

/** What GitHub tells that the hub does something about. */
sealed interface Told {

    /** {@code owner/name}. */
    String repository();

    /** When it happened. */
    Instant at();

    default String owner() {
        return repository().substring(0, repository().indexOf('/'));
    }

    default String name() {
        return repository().substring(repository().indexOf('/') + 1);
    }

    /** Somebody proposes other code than before. */
    record Proposed(String repository, Instant at, int number, String headSha) implements Told {}

    /**
     * GitHub found something.
     *
     * @param title without credentials
     * @param severity as GitHub names it
     * @param where in its own words, without credentials
     */
    record Alert(String repository, Instant at, String title, String severity, String where) implements Told {}
}
