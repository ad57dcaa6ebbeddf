package dev.infrahub.ai;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.AiUsed;

/** Some service used a model: what all have spent is known to each. */
final class HearUse implements Handler<AiUsed> {

    @Override
    public Outcome handle(Event<AiUsed> event) {
        return Outcome.write(UsageLog.add(event.value()));
    }
}
