package dev.infrahub.plananalyzer;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Write;
import dev.infrahub.faults.Fault;
import dev.infrahub.json.Allowance;
import dev.infrahub.plananalyzer.domain.Analysis;
import dev.infrahub.plananalyzer.domain.Analyst;
import dev.infrahub.plananalyzer.domain.Policy;
import dev.infrahub.plananalyzer.store.Analyses;
import dev.infrahub.plananalyzer.store.Analyses.Place;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.Topics;
import dev.infrahub.terraform.NotAPlan;
import dev.infrahub.workplace.PackedPlan;
import dev.infrahub.workplace.SiftedEvent;
import dev.infrahub.workplace.Workplace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A plan was handed in: find out what it does, keep that, and tell. */
final class AnalyzePlan implements Handler<PlanSubmitted> {

    private static final int BYTES_A_DEED = 256;
    private static final int BYTES_A_DETAIL = 96;

    private final Policy policy;
    private final Workplace workplace;
    private final PlanWords words;

    AnalyzePlan(Policy policy, Workplace workplace, PlanWords words) {
        this.policy = policy;
        this.workplace = workplace;
        this.words = words;
    }

    /** What a model says is waited for where nobody waits for the room that the analysis took. */
    @Override
    public Outcome handle(Event<PlanSubmitted> event) {
        Analyzed analyzed = workplace.spend(event.value().getClient(), "plan", () -> analyzed(event.value()));
        return Outcome.write(analyzed.kept()).answer(Topics.PLAN_ANALYZED, event.key(), words.put(analyzed.event()));
    }

    private record Analyzed(Write kept, PlanAnalyzed event) {}

    private Analyzed analyzed(PlanSubmitted plan) {
        Provenance.require(plan);
        hold(plan);
        Analysis analysis = analyze(plan);
        Place place = new Place(
                plan.getPlanId(), plan.getPlanHash(), plan.getClient(), plan.getModule(), plan.getEnvironment());
        PlanAnalyzed analyzed =
                FittingEvent.of(SiftedEvent.of(Wording.of(analysis.tool(), AnalyzedPlans.event(plan, analysis))));
        return new Analyzed(Analyses.put(place, analysis, analyzed.getSummary()), analyzed);
    }

    /** What is passed on as it came. */
    private static void hold(PlanSubmitted plan) {
        long details = plan.getDeeds().stream()
                .mapToLong(deed -> deed.getDetails().size())
                .sum();
        Allowance.current().hold((long) BYTES_A_DEED * plan.getDeeds().size() + BYTES_A_DETAIL * details);
    }

    private Analysis analyze(PlanSubmitted plan) {
        PackedPlan packed = new PackedPlan(plan.getFormat(), plan.getEncoding(), plan.getPlan());
        try (InputStream in = packed.open()) {
            return Analyst.analyze(in, packed.parsedFormat(), plan.getEnvironment(), policy);
        } catch (NotAPlan notAPlan) {
            throw new Fault.Invalid(notAPlan.code(), notAPlan.found());
        } catch (IOException | UncheckedIOException e) {
            throw packed.unpackable();
        }
    }
}
