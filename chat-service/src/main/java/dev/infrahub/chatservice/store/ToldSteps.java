package dev.infrahub.chatservice.store;

import dev.infrahub.events.Columns;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import java.time.Instant;

/** Up to which step it was told what is done for a message: a message that is handled again tells no number twice. */
public final class ToldSteps {

    private ToldSteps() {}

    /** The number of the last; 0 where none was told. */
    public static int of(Lookups lookups, String messageId) {
        return lookups.first(
                        Write.of("select number from told_steps where message_id = $1", messageId),
                        row -> Columns.value(row, "number", Integer.class))
                .orElse(0);
    }

    /** Tells the steps behind one, up to another; counts no row where others were told meanwhile. */
    public static Write tell(String messageId, int behind, int number, Instant now) {
        return Write.of("""
                insert into told_steps (message_id, number, told_at) values ($1, $2, $3)
                on conflict (message_id) do update set number = excluded.number, told_at = excluded.told_at
                where told_steps.number = $4""", messageId, number, now, behind);
    }

    public static Write removeBefore(Instant time) {
        return Write.of("delete from told_steps where told_at < $1", time);
    }
}
