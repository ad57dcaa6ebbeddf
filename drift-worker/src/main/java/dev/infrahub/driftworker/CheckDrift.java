package dev.infrahub.driftworker;

import dev.infrahub.driftworker.domain.Agreements;
import dev.infrahub.driftworker.domain.DriftAnalysis;
import dev.infrahub.driftworker.domain.DriftAnalyst;
import dev.infrahub.driftworker.domain.ModuleKey;
import dev.infrahub.driftworker.domain.Scan;
import dev.infrahub.driftworker.domain.ScanKey;
import dev.infrahub.driftworker.domain.Standing;
import dev.infrahub.driftworker.store.Acceptances;
import dev.infrahub.driftworker.store.Modules;
import dev.infrahub.driftworker.store.Results;
import dev.infrahub.driftworker.store.Scans;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.schemas.DriftAnalyzed;
import dev.infrahub.schemas.DriftCheckSubmitted;
import dev.infrahub.schemas.DriftStanding;
import dev.infrahub.schemas.Topics;
import dev.infrahub.terraform.NotAPlan;
import dev.infrahub.workplace.PackedPlan;
import dev.infrahub.workplace.SiftedEvent;
import dev.infrahub.workplace.Workplace;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A scan was handed in: find out what drifted, keep that where no newer scan is known, and tell; once more where it changed. */
final class CheckDrift implements Handler<DriftCheckSubmitted> {

    private static final String PLAN = "plan";

    private final Lookups lookups;
    private final Workplace workplace;
    private final Map<String, Agreements> agreements;
    private final DriftWords words;

    /** @param agreements what the operator says of owners and rules, by client */
    CheckDrift(Lookups lookups, Workplace workplace, Map<String, Agreements> agreements, DriftWords words) {
        this.lookups = lookups;
        this.workplace = workplace;
        this.agreements = agreements;
        this.words = words;
    }

    /**
     * What a model says is waited for where nobody waits for the room that the analysis took. Where the module's standing is
     * another by then, all this is done again, and the same is said without asking.
     */
    @Override
    public Outcome handle(Event<DriftCheckSubmitted> event) {
        String client = event.value().getClient();
        Checked checked = workplace.spend(client, PLAN, () -> checked(event.value()));
        DriftAnalyzed worded = words.put(checked.analyzed());
        return workplace.spend(client, PLAN, () -> outcome(event, checked, worded));
    }

    private record Checked(
            ModuleKey module,
            ScanKey key,
            DriftAnalysis analysis,
            Optional<Standing.Turn> turn,
            DriftEvents events,
            DriftAnalyzed analyzed) {}

    private Checked checked(DriftCheckSubmitted check) {
        Instant submittedAt = check.getSubmittedAt();
        ModuleKey module = new ModuleKey(check.getClient(), check.getModule());
        Agreements agreed = agreements
                .getOrDefault(module.client(), Agreements.NONE)
                .and(Agreements.of(Acceptances.of(lookups, module, submittedAt)));
        DriftAnalysis analysis = analyze(check, submittedAt, agreed);
        ScanKey key = ScanKey.of(analysis, submittedAt, check.getCheckId());
        Optional<Standing> before = Modules.standing(lookups, module);
        Optional<Standing.Turn> turn = Standing.after(before, key, analysis);
        boolean newest =
                before.filter(known -> !key.isAfter(known.last().scan())).isEmpty();
        DriftEvents events = new DriftEvents(check, key, analysis, turn);
        return new Checked(module, key, analysis, turn, events, SiftedEvent.of(events.analyzed(newest)));
    }

    private static Outcome outcome(Event<DriftCheckSubmitted> event, Checked checked, DriftAnalyzed analyzed) {
        ModuleKey module = checked.module();
        ScanKey key = checked.key();
        Outcome outcome = Outcome.write(Scans.add(
                        module,
                        key,
                        checked.analysis(),
                        analyzed.getSummary(),
                        event.value().getCommit()))
                .answer(Topics.DRIFT_ANALYZED, event.key(), analyzed);
        return checked.turn()
                .map(turned -> told(
                        replacing(outcome, module, key, turned.standing(), analyzed), event, checked.events(), turned))
                .orElse(outcome);
    }

    private static Outcome replacing(
            Outcome outcome, ModuleKey module, ScanKey key, Standing standing, DriftAnalyzed analyzed) {
        Outcome replaced = outcome.onlyIf(Modules.replace(module, standing));
        DriftStanding told = analyzed.getStanding();
        if (told == null || standing.told().isEmpty()) {
            return replaced;
        }
        ScanKey toldBy = standing.told().get();
        return replaced.and(Results.put(
                module, toldBy, standing, told.getSummary(), toldBy.equals(key) ? analyzed.toString() : null));
    }

    private static Outcome told(
            Outcome outcome, Event<DriftCheckSubmitted> event, DriftEvents events, Standing.Turn turn) {
        Outcome told = outcome;
        if (!turn.appeared().isEmpty()) {
            told = told.publish(Topics.DRIFT_DETECTED, event.key(), SiftedEvent.of(events.detected(turn)));
        }
        if (!turn.resolved().isEmpty()) {
            told = told.publish(Topics.DRIFT_RESOLVED, event.key(), SiftedEvent.of(events.resolved(turn)));
        }
        return told;
    }

    private static DriftAnalysis analyze(DriftCheckSubmitted check, Instant submittedAt, Agreements agreed) {
        PackedPlan packed = new PackedPlan(check.getFormat(), check.getEncoding(), check.getPlan());
        Integer exitCode = check.getExitCode();
        Scan scan = new Scan(
                check.getModule(),
                exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode),
                submittedAt,
                agreed);
        try {
            return DriftAnalyst.analyze(packed::open, packed.parsedFormat(), scan);
        } catch (NotAPlan notAPlan) {
            throw new Fault.Invalid(notAPlan.code(), notAPlan.found());
        } catch (UncheckedIOException e) {
            throw packed.unpackable();
        }
    }
}
