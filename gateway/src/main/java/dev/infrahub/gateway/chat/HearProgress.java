package dev.infrahub.gateway.chat;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.operations.Operations;
import dev.infrahub.gateway.operations.Operations.Asked;
import dev.infrahub.gateway.operations.ProgressLine;
import dev.infrahub.schemas.ChatProgressed;
import java.util.List;
import java.util.Optional;

/** Something of an answer is there: tell whoever follows the question. */
public final class HearProgress implements Handler<ChatProgressed> {

    @Override
    public Outcome handle(Event<ChatProgressed> event) {
        ChatProgressed told = event.value();
        return event.operation()
                .map(id -> Outcome.write(Operations.progress(
                        new Asked(id, List.of(OperationKind.CHAT), Optional.of(told.getClient())),
                        new ProgressLine(told.getNumber(), told.getKind(), told.getText()))))
                .orElseGet(Outcome::nothing);
    }
}
