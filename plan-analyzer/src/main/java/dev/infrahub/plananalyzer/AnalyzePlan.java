package dev.infrahub.plananalyzer;

import com.github.luben.zstd.ZstdInputStream;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.json.Allowance;
import dev.infrahub.plananalyzer.domain.Analysis;
import dev.infrahub.plananalyzer.domain.Analyst;
import dev.infrahub.plananalyzer.domain.Policy;
import dev.infrahub.plananalyzer.store.Analyses.Place;
import dev.infrahub.plananalyzer.store.Analyses;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.Topics;
import dev.infrahub.terraform.NotAPlan;
import dev.infrahub.terraform.Plan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** A plan was handed in: find out what it does, keep that, and tell. */
final class AnalyzePlan implements Handler<PlanSubmitted> {

    /** RFC 9659's, like the gateway's: the window is taken from the machine, by the word of whoever packed the plan. */
    private static final int ZSTD_WINDOW_LOG = 23;

    /** The plan as it came is held beside what unpacks it, and what it is hashed from. */
    private static final int COPIES = 2;

    private static final int BYTES_A_DEED = 256;
    private static final int BYTES_A_DETAIL = 96;

    private final Policy policy;
    private final Workplace workplace;

    AnalyzePlan(Policy policy, Workplace workplace) {
        this.policy = policy;
        this.workplace = workplace;
    }

    @Override
    public Outcome handle(Event<PlanSubmitted> event) {
        return workplace.spend(() -> handleWithin(event));
    }

    private Outcome handleWithin(Event<PlanSubmitted> event) {
        PlanSubmitted plan = event.value();
        hold(plan);
        Analysis analysis = analyze(plan);
        Place place = new Place(
                plan.getPlanId(), plan.getPlanHash(), plan.getClient(), plan.getModule(), plan.getEnvironment());
        PlanAnalyzed analyzed = SiftedEvent.of(Wording.of(analysis.tool(), AnalyzedPlans.event(plan, analysis)));
        return Outcome.write(Analyses.put(place, analysis, analyzed.getSummary()))
                .answer(Topics.PLAN_ANALYZED, event.key(), analyzed);
    }

    /** What is passed on as it came. */
    private static void hold(PlanSubmitted plan) {
        long details = plan.getDeeds().stream()
                .mapToLong(deed -> deed.getDetails().size())
                .sum();
        Allowance.current()
                .hold((long) COPIES * plan.getPlan().remaining()
                        + (long) BYTES_A_DEED * plan.getDeeds().size()
                        + BYTES_A_DETAIL * details);
    }

    private Analysis analyze(PlanSubmitted plan) {
        try (InputStream in = unpack(plan)) {
            return Analyst.analyze(in, format(plan), plan.getEnvironment(), policy);
        } catch (NotAPlan notAPlan) {
            throw new Fault.Invalid(notAPlan.code(), notAPlan.found());
        } catch (IOException | UncheckedIOException e) {
            throw new Fault.Invalid("plan.unreadable", "The plan cannot be unpacked.");
        }
    }

    private static Plan.Format format(PlanSubmitted plan) {
        return switch (plan.getFormat()) {
            case "json" -> Plan.Format.JSON;
            case "text" -> Plan.Format.TEXT;
            default -> throw new Fault.Invalid("plan.unreadable", "The plan's format is neither json nor text.");
        };
    }

    private static InputStream unpack(PlanSubmitted plan) throws IOException {
        InputStream packed = new ByteArrayInputStream(bytes(plan.getPlan()));
        return switch (plan.getEncoding()) {
            case "identity" -> packed;
            case "zstd" -> new ZstdInputStream(packed).setLongMax(ZSTD_WINDOW_LOG);
            default -> throw new Fault.Invalid("plan.unreadable", "The plan's encoding is neither identity nor zstd.");
        };
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
