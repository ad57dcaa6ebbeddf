package dev.infrahub.gateway.chat;

import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.operations.Following;
import dev.infrahub.gateway.operations.Intake.Accepted;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.http.Blocking;
import dev.infrahub.schemas.ChatAsked;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** Chat: questions about the infrastructure. */
@RestController
@Tag(name = "Chat", description = "Questions about the infrastructure, answered with their sources")
public record ChatController(Following following) {

    /** Ask about the infrastructure. */
    @PostMapping(path = "/api/infra/chat", produces = MediaType.APPLICATION_JSON_VALUE)
    @Needs(Permission.CHAT_ASK)
    @Asks(OperationKind.CHAT)
    ResponseEntity<String> ask(@RequestBody AskChat body, Asking asking) {
        return asking.answers().of(asking.settled(accepted(body, asking)));
    }

    /** The same, told as it comes. */
    @PostMapping(path = "/api/infra/chat", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Needs(Permission.CHAT_ASK)
    @Asks(OperationKind.CHAT)
    Flux<ServerSentEvent<String>> stream(@RequestBody AskChat body, Asking asking) {
        return Blocking.call(() -> accepted(body, asking).release())
                .flatMapMany(operation -> following.events(asking.caller(), operation));
    }

    private static Accepted accepted(AskChat body, Asking asking) {
        ChatAsked asked = body.by(asking);
        return asking.accept(
                OperationKind.CHAT,
                asked.getClient(),
                Outcome.nothing()
                        .publish(Topics.CHAT_ASKED, asked.getClient() + "/" + asked.getConversationId(), asked),
                body);
    }
}
