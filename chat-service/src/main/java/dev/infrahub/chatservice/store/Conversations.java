package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.Answer;
import dev.infrahub.chatservice.domain.Question;
import dev.infrahub.chatservice.domain.Turn;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import java.time.Instant;
import java.util.List;

/** What was asked and answered. A conversation is its client's and its reader's. */
public final class Conversations {

    /** What was said before these is not looked at any more. */
    public static final int CONTEXT = 20;

    private Conversations() {}

    /** Whose it is. */
    public record Key(String client, String reader, String conversation) {}

    /** Once, however often it is asked. */
    public static Write add(Key key, String messageId, Instant askedAt, String message, Answer answer) {
        return Write.of(
                """
                insert into conversation_turns (client, reader, conversation_id, message_id, asked_at, message, question, found,
                                                answer)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                on conflict do nothing""",
                key.client(),
                key.reader(),
                key.conversation(),
                messageId,
                askedAt,
                message,
                answer.question().map(Question::text).orElse(null),
                answer.found(),
                answer.text());
    }

    /** The last of them, the oldest first; without the message that is asked now, where it comes again. */
    public static List<Turn> before(Lookups lookups, Key key, String messageId) {
        return lookups.all(
                        Write.of("""
                                select asked_at, message, answer from conversation_turns
                                where client = $1 and reader = $2 and conversation_id = $3 and message_id <> $4
                                order by asked_at desc, message_id limit $5""", key.client(), key.reader(), key.conversation(), messageId, CONTEXT),
                        row -> new Turn(
                                Columns.value(row, "asked_at", Instant.class),
                                Columns.text(row, "message"),
                                Columns.text(row, "answer")))
                .reversed();
    }

    public static Write removeBefore(Instant time) {
        return Write.of("delete from conversation_turns where asked_at < $1", time);
    }
}
