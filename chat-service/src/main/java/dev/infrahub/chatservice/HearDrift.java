package dev.infrahub.chatservice;

import dev.infrahub.chatservice.domain.DriftFact;
import dev.infrahub.chatservice.domain.DriftedResource;
import dev.infrahub.chatservice.domain.StandingDrift;
import dev.infrahub.chatservice.store.Drift;
import dev.infrahub.chatservice.store.Modules;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.DriftAnalyzed;
import dev.infrahub.schemas.DriftStanding;
import java.util.Optional;

/** A scan for drift was analysed: keep what drifted, and how the module stands. */
final class HearDrift implements Handler<DriftAnalyzed> {

    @Override
    public Outcome handle(Event<DriftAnalyzed> event) {
        DriftAnalyzed scan = event.value();
        Outcome outcome = Outcome.write(Modules.put(scan.getClient(), scan.getModule()), Drift.put(fact(scan)));
        DriftStanding standing = scan.getStanding();
        return standing == null ? outcome : outcome.and(Drift.put(fact(scan, standing)));
    }

    private static DriftFact fact(DriftAnalyzed scan) {
        return new DriftFact(
                scan.getClient(),
                scan.getCheckId(),
                scan.getModule(),
                Optional.ofNullable(scan.getEnvironment()),
                scan.getScannedAt(),
                scan.getStatus(),
                scan.getDriftDetected(),
                scan.getResourceCount(),
                scan.getRisk(),
                scan.getResources().stream()
                        .map(one -> new DriftedResource(
                                one.getAddress(),
                                one.getChange(),
                                one.getRisk(),
                                one.getCause(),
                                Optional.ofNullable(one.getSince())))
                        .toList());
    }

    private static StandingDrift fact(DriftAnalyzed scan, DriftStanding standing) {
        return new StandingDrift(
                scan.getClient(),
                scan.getModule(),
                standing.getVersion(),
                standing.getToldBy(),
                standing.getToldAt(),
                standing.getOpen().size(),
                standing.getRisk(),
                standing.getOpen().stream()
                        .map(one -> new DriftedResource(
                                one.getAddress(),
                                one.getChange(),
                                one.getRisk(),
                                one.getCause(),
                                Optional.of(one.getSince())))
                        .toList());
    }
}
