package dev.infrahub.ai;

import dev.infrahub.events.Commits;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Write;
import dev.infrahub.schemas.AiUsed;
import dev.infrahub.schemas.Topics;
import java.time.Clock;
import java.util.Optional;

/** Writes each use down, and tells the others. */
record Account(AiProperties properties, Commits commits, Telemetry telemetry, Clock clock) {

    /** In one transaction with what is kept of it. */
    void note(Purpose purpose, Use use, Write... more) {
        AiUsed event = use.event(purpose, properties, clock.instant());
        telemetry.count(event);
        Outcome outcome = Outcome.write(more).publish(Topics.AI_USED, event.getClient(), event);
        var _ = commits.commit(UsageLog.add(event), outcome, Optional.empty()).block();
    }
}
