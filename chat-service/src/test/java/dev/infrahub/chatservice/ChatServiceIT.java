package dev.infrahub.chatservice;

import dev.infrahub.faults.RefusalKind;
import dev.infrahub.schemas.ChatAnswered;
import dev.infrahub.schemas.ChatAsked;
import dev.infrahub.schemas.ChatReader;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.WorkerContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ConfigurableApplicationContext;

/** The chat-service keeps the worker contract. */
class ChatServiceIT extends WorkerContract<ChatAsked, ChatAnswered> {

    private static final Instant FIRST = Instant.parse("2026-11-29T10:00:00Z");

    @Override
    protected ConfigurableApplicationContext start(String... arguments) {
        return ChatServiceApplication.start(arguments);
    }

    @Override
    protected Topic<ChatAsked> consumes() {
        return Topics.CHAT_ASKED;
    }

    @Override
    protected Topic<ChatAnswered> answersWith() {
        return Topics.CHAT_ANSWERED;
    }

    @Override
    protected ChatAsked event(int n) {
        return ChatAsked.newBuilder()
                .setMessageId(new UUID(1, n).toString())
                .setConversationId(new UUID(2, n).toString())
                .setIsNew(true)
                .setClient("acme")
                .setReader(new ChatReader("user:ada", false, List.of("acme"), List.of("plans:read", "changes:read")))
                .setMessage("Which modules drifted this week?")
                .setAskedAt(FIRST.plus(Duration.ofHours(n)))
                .build();
    }

    @Override
    protected ChatAsked refused(int n) {
        return ChatAsked.newBuilder(event(n))
                .setMessageId(new UUID(3, n).toString())
                .setConversationId(new UUID(4, n).toString())
                .setIsNew(false)
                .build();
    }

    @Override
    protected String refusal() {
        return "conversation.unknown";
    }

    @Override
    protected RefusalKind refusalKind() {
        return RefusalKind.UNKNOWN;
    }

    @Override
    protected String key() {
        return "conversation";
    }

    @Override
    protected String table() {
        return "chat_service.conversation_turns";
    }

    @Override
    protected String identity(ChatAnswered answer) {
        return answer.getMessageId();
    }

    @Override
    protected String identityOf(ChatAsked event) {
        return event.getMessageId();
    }
}
