package dev.infrahub.gateway.terraform;

import dev.infrahub.schemas.PlanSubmitted;
import java.util.Optional;
import java.util.UUID;

/** What was asked about: a plan that was analysed before, or one that is handed in now. */
public sealed interface PlanRequest {

    /** What it takes of memory until it is published. */
    long bytes();

    /** By its id, from what is stored. */
    record Analyzed(UUID planId, Optional<String> client) implements PlanRequest {

        @Override
        public long bytes() {
            return 0;
        }
    }

    /**
     * Handed in, validated and redacted.
     *
     * @param errored whether planning failed half-way
     */
    record Submitted(UUID planId, PlanSubmitted event, boolean errored) implements PlanRequest {

        /** Of a byte of the plan: here, on the way into an event, in that, and on its way to the database. */
        private static final int BYTES_A_BYTE = 5;

        private static final int BYTES_A_DEED = 512;
        private static final int BYTES_A_DETAIL = 160;

        @Override
        public long bytes() {
            long deeds = event.getDeeds().stream()
                    .mapToLong(deed -> BYTES_A_DEED
                            + (long) BYTES_A_DETAIL * deed.getDetails().size())
                    .sum();
            return (long) BYTES_A_BYTE * event.getPlan().remaining() + deeds;
        }

        /** What stays in order: the plans of one module of one client. */
        public String key() {
            return event.getClient() + "/" + event.getModule();
        }
    }
}
