package dev.infrahub.chatservice.domain;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A change request as it stands. */
public record ChangeFact(
        String client,
        String changeId,
        String module,
        Optional<String> environment,
        Optional<String> planId,
        String risk,
        String type,
        String state,
        int approvalsNeeded,
        int approvalsGiven,
        String requestedBy,
        String requestedByName,
        Instant requestedAt,
        Instant expiresAt,
        Instant updatedAt,
        @Nullable Implemented implemented,
        Optional<String> review)
        implements Fact {

    /**
     * That it was applied.
     *
     * @param outcome succeeded, failed or rolled-back
     */
    public record Implemented(String outcome, String by, Instant at) {}

    /** Whether an id of a change is this one's: ids are a client's own. */
    boolean is(String ofClient, String id) {
        return client.equals(ofClient) && changeId.equals(id);
    }

    /** Whether it applies this plan. */
    public boolean isOf(PlanFact plan) {
        return client.equals(plan.client())
                && planId.filter(plan.planId()::equals).isPresent();
    }

    /** When what happened last happened: when it was applied, where it was. */
    Instant when() {
        return implemented == null ? updatedAt : implemented.at();
    }

    String standing() {
        return implemented == null ? state : state + ", " + implemented.outcome();
    }

    @Override
    public Source source() {
        return new Source(
                        "change",
                        changeId,
                        "Change of " + module + ", " + standing(),
                        Optional.of(client),
                        Optional.of(updatedAt))
                .about(module);
    }
}
