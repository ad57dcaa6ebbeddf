package dev.infrahub.gateway.governance;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.AiUsed;

/** A language model was used, or was to be: keep what is summed of it. */
public final class HearAiUse implements Handler<AiUsed> {

    @Override
    public Outcome handle(Event<AiUsed> event) {
        return Outcome.write(AiUsage.add(event.value()));
    }
}
