package dev.infrahub.ai;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.AiPolicyDecided;

/** It was decided for what a model may be used: keep it for the questions to come. */
final class KeepPolicy implements Handler<AiPolicyDecided> {

    @Override
    public Outcome handle(Event<AiPolicyDecided> event) {
        return Outcome.write(Policies.put(event.value()));
    }
}
