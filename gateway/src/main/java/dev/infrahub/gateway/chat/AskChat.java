package dev.infrahub.gateway.chat;

import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Reader;
import dev.infrahub.http.Parameters;
import dev.infrahub.http.constraints.ClientName;
import dev.infrahub.http.constraints.OneOf;
import dev.infrahub.http.constraints.Text;
import dev.infrahub.schemas.ChatAsked;
import dev.infrahub.schemas.ChatReader;
import dev.infrahub.schemas.ChatTurn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question, in a conversation or as the first of one.
 *
 * @param history what was said before, the oldest first; what the hub kept counts where it is left out
 * @param client the only one that is asked about; all of the caller's where it is left out
 */
record AskChat(
        @NotBlank @Text(max = 4000, lines = true) String message,
        @Nullable String conversationId,

        @Nullable @Size(max = AskChat.MOST_TURNS) List<@Valid @NotNull Turn> history,

        @Nullable @ClientName String client,
        @Nullable String team) {

    static final int MOST_TURNS = 50;

    record Turn(
            @NotNull @OneOf({"user", "assistant"}) String role,
            @NotBlank @Text(max = 20_000, lines = true) String content) {

        ChatTurn event() {
            return new ChatTurn(role, content);
        }
    }

    /** @throws dev.infrahub.http.Problem where the conversation has no id that the hub gives */
    ChatAsked by(Asking asking) {
        Optional<UUID> conversation =
                Optional.ofNullable(conversationId).map(id -> Parameters.uuid("conversationId", id));
        Reader reader = Reader.of(asking, client);
        return ChatAsked.newBuilder()
                .setMessageId(UUID.randomUUID().toString())
                .setConversationId(conversation.orElseGet(UUID::randomUUID).toString())
                .setIsNew(conversation.isEmpty())
                .setClient(asking.clients().meant(client))
                .setTeam(team)
                .setReader(ChatReader.newBuilder()
                        .setName(reader.name())
                        .setAllClients(reader.allClients())
                        .setClients(reader.clients())
                        .setPermissions(reader.permissions())
                        .build())
                .setMessage(message)
                .setHistory(Optional.ofNullable(history).orElse(List.of()).stream()
                        .map(Turn::event)
                        .toList())
                .setAskedAt(asking.now())
                .build();
    }
}
