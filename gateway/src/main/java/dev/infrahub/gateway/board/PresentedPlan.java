package dev.infrahub.gateway.board;

import com.github.luben.zstd.ZstdInputStream;
import dev.infrahub.gateway.terraform.PlanDifference.Deed;
import dev.infrahub.gateway.terraform.PlanRequest;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.Plan;
import dev.infrahub.terraform.PlanReader;
import dev.infrahub.terraform.PlanTextReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A plan as CI is about to apply it.
 *
 * @param deeds what it does, looked up only where that is asked
 */
record PresentedPlan(
        String client,
        String module,
        Optional<String> environment,
        String hash,
        @Nullable String fingerprint,
        Supplier<List<Deed>> deeds) {

    /** Handed in now. */
    static PresentedPlan of(PlanRequest.Submitted plan) {
        PlanSubmitted event = plan.event();
        return new PresentedPlan(
                event.getClient(),
                event.getModule(),
                Optional.ofNullable(event.getEnvironment()),
                event.getPlanHash(),
                event.getFingerprint(),
                () -> deeds(read(event)));
    }

    /** Analysed before, and named by its id. */
    static PresentedPlan of(PlanAnalyzed plan) {
        return new PresentedPlan(
                plan.getClient(),
                plan.getModule(),
                Optional.ofNullable(plan.getEnvironment()),
                plan.getPlanHash(),
                plan.getFingerprint(),
                () -> deeds(plan));
    }

    /** Whether it does what was put before the board; where one of them is text, whether it is the same file. */
    boolean isThatOf(ChangeUpdated change) {
        return (fingerprint == null || change.getFingerprint() == null)
                ? change.getPlanHash().equals(hash)
                : change.getFingerprint().equals(fingerprint);
    }

    static List<Deed> deeds(PlanAnalyzed plan) {
        return Stream.concat(
                        plan.getResources().stream()
                                .map(resource -> new Deed(
                                        resource.getAddress(), resource.getAction(), resource.getChangedAttributes())),
                        plan.getOutputs().stream()
                                .map(output -> new Deed("output." + output.getName(), output.getAction(), List.of())))
                .toList();
    }

    private static List<Deed> deeds(Plan plan) {
        return Stream.concat(
                        plan.changes().stream()
                                .filter(change ->
                                        change.action() != Action.NO_OP || change.imported() || change.isMoved())
                                .map(change -> new Deed(
                                        change.address(),
                                        word(change.action().spelling(), change.imported()),
                                        change.changedAttributes())),
                        plan.outputs().stream()
                                .filter(output -> output.action() != Action.NO_OP)
                                .map(output -> new Deed(
                                        "output." + output.name(),
                                        output.action().spelling(),
                                        List.of())))
                .toList();
    }

    /** What has no action of its own is imported or moved. */
    private static String word(String action, boolean imported) {
        if (!action.equals(Action.NO_OP.spelling())) {
            return action;
        }
        return imported ? "import" : "move";
    }

    private static Plan read(PlanSubmitted event) {
        byte[] packed = event.getPlan().array();
        try (InputStream plan = new ZstdInputStream(new ByteArrayInputStream(packed))) {
            return event.getFormat().equals("text") ? PlanTextReader.read(plan) : PlanReader.read(plan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
