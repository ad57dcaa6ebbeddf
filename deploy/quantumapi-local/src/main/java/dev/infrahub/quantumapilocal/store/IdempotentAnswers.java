package dev.infrahub.quantumapilocal.store;

import static dev.infrahub.quantumapilocal.store.Transaction.required;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was answered under idempotency keys, for a day. */
public final class IdempotentAnswers {

    private static final Duration KEPT = Duration.ofHours(24);

    private IdempotentAnswers() {}

    /** @param request what tells one request from another */
    public record Given(
            byte[] request, int status, @Nullable String resource, byte[] answer) {}

    /**
     * Reserves the key for this transaction. A concurrent one with the same key waits here for this one to end.
     *
     * @return false when the key has its answer
     */
    public static boolean reserve(Transaction transaction, UUID apiKey, String key, byte[] request, Instant now) {
        return transaction.run("""
                        insert into idempotent_answers (api_key_id, key, request, created_at) values ($1, $2, $3, $4)
                        on conflict (api_key_id, key) do update
                            set request = excluded.request, created_at = excluded.created_at,
                                status = null, resource = null, answer = null
                            where idempotent_answers.created_at <= $5""", apiKey, key, request, now, now.minus(KEPT)) == 1;
    }

    public static void keep(Transaction transaction, UUID apiKey, String key, Given given) {
        transaction.run("""
                update idempotent_answers set status = $3, resource = $4, answer = $5
                where api_key_id = $1 and key = $2""", apiKey, key, given.status(), given.resource(), given.answer());
    }

    public static Optional<Given> find(Transaction transaction, UUID apiKey, String key) {
        return transaction.find(
                "select * from idempotent_answers where api_key_id = $1 and key = $2",
                row -> new Given(
                        required(row, "request", byte[].class),
                        required(row, "status", Integer.class),
                        row.get("resource", String.class),
                        required(row, "answer", byte[].class)),
                apiKey,
                key);
    }

    public static void forget(Transaction transaction, Instant now) {
        transaction.run("delete from idempotent_answers where created_at <= $1", now.minus(KEPT));
    }
}
