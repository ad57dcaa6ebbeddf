package dev.infrahub.plananalyzer;

import com.github.luben.zstd.ZstdInputStream;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.plananalyzer.domain.Analysis;
import dev.infrahub.plananalyzer.domain.Analyst;
import dev.infrahub.plananalyzer.domain.Policy;
import dev.infrahub.plananalyzer.store.Analyses;
import dev.infrahub.plananalyzer.store.Analyses.Place;
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

    private final Policy policy;

    AnalyzePlan(Policy policy) {
        this.policy = policy;
    }

    @Override
    public Outcome handle(Event<PlanSubmitted> event) {
        PlanSubmitted plan = event.value();
        Analysis analysis = analyze(plan);
        Place place = new Place(
                plan.getPlanId(), plan.getPlanHash(), plan.getClient(), plan.getModule(), plan.getEnvironment());
        PlanAnalyzed analyzed = SiftedEvent.of(AnalyzedPlans.event(plan, analysis));
        return Outcome.write(Analyses.put(place, analysis, analyzed.getSummary()))
                .answer(Topics.PLAN_ANALYZED, event.key(), analyzed);
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
            case "zstd" -> new ZstdInputStream(packed);
            default -> throw new Fault.Invalid("plan.unreadable", "The plan's encoding is neither identity nor zstd.");
        };
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
