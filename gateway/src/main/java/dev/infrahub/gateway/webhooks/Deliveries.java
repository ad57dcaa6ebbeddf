package dev.infrahub.gateway.webhooks;

import dev.infrahub.events.Commits;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What was delivered and taken: each body and each delivery once. They are kept a day longer than anything is taken that happened
 * so long ago, so that what is forgotten cannot come again. Blocks.
 */
public record Deliveries(Commits commits) {

    /** GitHub delivers again, on demand, what is three days old at most. */
    static final Duration TAKEN_FOR = Duration.ofDays(7);

    private static final Duration KEPT_FOR = TAKEN_FOR.plusDays(1);

    /** One delivery. */
    record Delivery(UUID id, String bodySha256, Instant receivedAt) {}

    /** @return whether it happened now, and not before */
    boolean take(Delivery delivery, Outcome outcome) {
        Write guard = Write.of("""
                insert into webhook_deliveries (body_sha256, delivery_id, received_at) values ($1, $2::uuid, $3)
                on conflict do nothing""", delivery.bodySha256(), delivery.id().toString(), delivery.receivedAt());
        return Boolean.TRUE.equals(
                commits.commit(guard, outcome, Optional.empty()).block());
    }

    /** What is too old to be taken anyway. */
    public void forget(Instant now) {
        commits.write(Write.of("delete from webhook_deliveries where received_at < $1", now.minus(KEPT_FOR)))
                .block();
    }
}
