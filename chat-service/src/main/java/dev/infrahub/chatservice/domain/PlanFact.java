package dev.infrahub.chatservice.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An analysed plan.
 *
 * @param heardAt when it was first heard of: a plan says not when it was made
 * @param reason the gravest, in a sentence
 * @param destroyed what it deletes or replaces, the first of them
 */
public record PlanFact(
        String client,
        String planId,
        String module,
        Optional<String> environment,
        Instant heardAt,
        String risk,
        int score,
        boolean requiresCab,
        String dataLoss,
        Counts counts,
        Optional<String> reason,
        Optional<String> commit,
        List<Destroyed> destroyed)
        implements Fact {

    /** How many resources it creates, updates, deletes and replaces. */
    public record Counts(int created, int updated, int deleted, int replaced) {

        String words() {
            return "+" + created + " ~" + updated + " -" + deleted + " ±" + replaced;
        }

        int destroyed() {
            return deleted + replaced;
        }
    }

    /**
     * A resource that is gone after apply, or made anew.
     *
     * @param action delete or replace
     */
    public record Destroyed(String address, String action) {}

    @Override
    public Source source() {
        return new Source(
                        "plan",
                        planId,
                        "Plan of " + module + ", risk " + risk,
                        Optional.of(client),
                        Optional.of(heardAt))
                .about(module);
    }
}
