package dev.infrahub.gateway.terraform;

import dev.infrahub.schemas.PlanSubmitted;
import java.util.Optional;
import java.util.UUID;

/** What was asked about: a plan that was analysed before, or one that is handed in now. */
public sealed interface PlanRequest {

    /** By its id, from what is stored. */
    record Analyzed(UUID planId, Optional<String> client) implements PlanRequest {}

    /**
     * Handed in, validated and redacted.
     *
     * @param errored whether planning failed half-way
     */
    record Submitted(UUID planId, PlanSubmitted event, boolean errored) implements PlanRequest {

        /** What stays in order: the plans of one module of one client. */
        public String key() {
            return event.getClient() + "/" + event.getModule();
        }
    }
}
