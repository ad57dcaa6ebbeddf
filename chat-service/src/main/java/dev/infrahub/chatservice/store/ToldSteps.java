package dev.infrahub.chatservice.store;

import dev.infrahub.events.Write;
import java.time.Instant;

/** Up to which step it was told what is done for a message: a message that is handled again tells nothing twice. */
public final class ToldSteps {

    private ToldSteps() {}

    /** Counts a row where it was not told before. */
    public static Write add(String messageId, int number, Instant now) {
        return Write.of(
                "insert into told_steps (message_id, number, told_at) values ($1, $2, $3) on conflict do nothing",
                messageId,
                number,
                now);
    }

    public static Write removeBefore(Instant time) {
        return Write.of("delete from told_steps where told_at < $1", time);
    }
}
