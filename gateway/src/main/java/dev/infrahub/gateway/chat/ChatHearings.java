package dev.infrahub.gateway.chat;

import dev.infrahub.gateway.hearing.Hearing;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.schemas.Topics;
import java.util.List;

/** What is heard about questions. */
public final class ChatHearings {

    private ChatHearings() {}

    public static List<Hearing<?>> all() {
        return List.of(Hearing.of(Topics.CHAT_ANSWERED).concurrent().answering(OperationKind.CHAT));
    }
}
