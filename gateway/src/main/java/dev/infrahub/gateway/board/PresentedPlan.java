package dev.infrahub.gateway.board;

import dev.infrahub.gateway.terraform.Deeds;
import dev.infrahub.gateway.terraform.PlanRequest;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.terraform.Deed;
import dev.infrahub.terraform.PlanFingerprint;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plan as CI is about to apply it.
 *
 * @param deeds what it does
 * @param errored whether planning failed half-way
 */
record PresentedPlan(
        String client,
        String module,
        Optional<String> environment,
        String hash,
        @Nullable String fingerprint,
        List<Deed> deeds,
        boolean errored) {

    private static final String ERRORED = "plan.errored";

    /** Handed in now. */
    static PresentedPlan of(PlanRequest.Submitted plan) {
        PlanSubmitted event = plan.event();
        return new PresentedPlan(
                event.getClient(),
                event.getModule(),
                Optional.ofNullable(event.getEnvironment()),
                event.getPlanHash(),
                event.getFingerprint(),
                Deeds.of(event),
                plan.errored());
    }

    /** Analysed before, and named by its id. */
    static PresentedPlan of(PlanAnalyzed plan) {
        List<Deed> deeds = Deeds.of(plan);
        boolean errored = deeds.stream().anyMatch(Deed::isErroredPlan)
                || plan.getRisk().getReasons().stream()
                        .anyMatch(reason -> reason.getRule().equals(ERRORED));
        return new PresentedPlan(
                plan.getClient(),
                plan.getModule(),
                Optional.ofNullable(plan.getEnvironment()),
                plan.getPlanHash(),
                plan.getFingerprint(),
                deeds,
                errored);
    }

    /** Whether one of the two fingerprints is of a definition that is used no more, so that they cannot be compared. */
    boolean isOfOtherDefinition(ChangeUpdated change) {
        return fingerprint != null
                && change.getFingerprint() != null
                && !(PlanFingerprint.isCurrent(fingerprint) && PlanFingerprint.isCurrent(change.getFingerprint()));
    }

    /**
     * Whether it does what was put before the board; of text, whether it is the same file. The same file read as text and as
     * JSON is two plans: each reading may see what the other does not.
     */
    boolean isThatOf(ChangeUpdated change) {
        return Objects.equals(change.getFingerprint(), fingerprint)
                && (fingerprint != null || change.getPlanHash().equals(hash));
    }
}
