package dev.infrahub.chatservice.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A module, and when it was last looked at.
 *
 * @param driftScan the newest scan for drift
 * @param secretScan the newest scan for credentials
 * @param plan when the newest plan was heard of
 */
public record ModuleFact(
        String client,
        String module,
        Optional<Instant> driftScan,
        Optional<Instant> secretScan,
        Optional<Instant> plan,
        Optional<Owned> owned)
        implements Fact {

    /** What the catalog says of it. */
    public record Owned(String entityRef, Optional<String> owner, Optional<String> system) {}

    @Override
    public Source source() {
        return new Source("module", module, "Module " + module, Optional.of(client), Optional.empty()).about(module);
    }
}
