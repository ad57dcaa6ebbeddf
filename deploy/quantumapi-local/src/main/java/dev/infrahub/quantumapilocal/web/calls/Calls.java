package dev.infrahub.quantumapilocal.web.calls;

import dev.infrahub.http.Problem;
import dev.infrahub.http.RequestReader;
import dev.infrahub.quantumapilocal.domain.Action;
import dev.infrahub.quantumapilocal.domain.Action.Repeat;
import dev.infrahub.quantumapilocal.domain.ApiKey;
import dev.infrahub.quantumapilocal.domain.AuditEntry;
import dev.infrahub.quantumapilocal.domain.AuditEntry.Outcome;
import dev.infrahub.quantumapilocal.store.AuditTrail;
import dev.infrahub.quantumapilocal.store.Database;
import dev.infrahub.quantumapilocal.store.IdempotentAnswers;
import dev.infrahub.quantumapilocal.store.IdempotentAnswers.Given;
import dev.infrahub.quantumapilocal.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where every call passes: its caller is authenticated and authorized, it is done once, and it is told in the audit trail by the
 * transaction that does it. The answer leaves after the commit.
 */
public final class Calls {

    /** The base of all paths. */
    public static final String BASE = "/api/v1";

    private final AccessControl access;
    private final Database database;
    private final RequestReader reader;
    private final JsonMapper json;
    private final Clock clock;

    /** @param json that renders answers */
    public Calls(AccessControl access, Database database, RequestReader reader, JsonMapper json, Clock clock) {
        this.access = access;
        this.database = database;
        this.reader = reader;
        this.json = json;
        this.clock = clock;
    }

    /** What a call does, within its transaction. */
    @FunctionalInterface
    public interface Work<T extends Record> {

        /** @throws Problem when it cannot be done as asked: then nothing of it is kept but the audit row */
        Answer in(Transaction transaction, Attempt<T> attempt);
    }

    public Instant now() {
        return clock.instant();
    }

    /** Lets the caller in, does the work, tells of it, and answers. */
    public <T extends Record> ResponseEntity<byte[]> handle(Call<T> call, Action action, Work<T> work) {
        ApiKey caller = audited(attempt(call, action, Optional.empty()), _ -> access.authenticate(call));
        return audited(attempt(call, action, Optional.of(caller)), attempt -> {
            access.authorize(caller, action, call);
            return database.inTransaction(transaction -> once(transaction, attempt, work));
        });
    }

    private <T extends Record> Attempt<T> attempt(Call<T> call, Action action, Optional<ApiKey> caller) {
        return new Attempt<>(call, action, caller, reader);
    }

    private <T extends Record, R> R audited(Attempt<T> attempt, Function<Attempt<T>, R> step) {
        try {
            return step.apply(attempt);
        } catch (Problem refused) {
            Problem known = Problems.known(refused);
            tell(attempt.entry(now(), outcome(known), attempt.resource(), known.code()));
            throw refused;
        } catch (RuntimeException failed) {
            tellIfPossible(attempt.entry(now(), Outcome.FAILED, null, "internal"), failed);
            throw failed;
        }
    }

    private void tellIfPossible(AuditEntry entry, RuntimeException failed) {
        try {
            tell(entry);
        } catch (RuntimeException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    private void tell(AuditEntry entry) {
        database.inTransaction(transaction -> {
            AuditTrail.add(transaction, entry);
            return entry;
        });
    }

    private static Outcome outcome(Problem refused) {
        return switch (refused.status()) {
            case 401, 403, 429 -> Outcome.DENIED;
            default -> refused.status() < 500 ? Outcome.REFUSED : Outcome.FAILED;
        };
    }

    private <T extends Record> ResponseEntity<byte[]> once(Transaction transaction, Attempt<T> attempt, Work<T> work) {
        Optional<String> key =
                attempt.call().idempotencyKey().filter(_ -> attempt.action().repeat() == Repeat.ANSWERED_ONCE);
        if (key.isEmpty()) {
            Answer answer = work.in(transaction, attempt);
            return finish(transaction, attempt, answer, render(answer));
        }
        UUID caller = attempt.caller().id();
        byte[] request = fingerprint(attempt.call());
        if (!IdempotentAnswers.reserve(transaction, caller, key.get(), request, now())) {
            return repeat(transaction, attempt, key.get(), request);
        }
        Answer answer = work.in(transaction, attempt);
        byte[] body = render(answer);
        IdempotentAnswers.keep(
                transaction, caller, key.get(), new Given(request, answer.status(), attempt.resource(), body));
        return finish(transaction, attempt, answer, body);
    }

    private ResponseEntity<byte[]> finish(Transaction transaction, Attempt<?> attempt, Answer answer, byte[] body) {
        AuditTrail.add(transaction, attempt.entry(now(), Outcome.OK, attempt.resource(), answer.detail()));
        return respond(answer.status(), answer.type(), body);
    }

    private ResponseEntity<byte[]> repeat(Transaction transaction, Attempt<?> attempt, String key, byte[] request) {
        Given given =
                IdempotentAnswers.find(transaction, attempt.caller().id(), key).orElseThrow();
        if (!MessageDigest.isEqual(given.request(), request)) {
            throw Problem.of(
                            422,
                            "idempotency.mismatch",
                            "This Idempotency-Key came with another request before; send a new key with a new request.")
                    .field("Idempotency-Key");
        }
        AuditTrail.add(transaction, attempt.entry(now(), Outcome.REPEATED, given.resource(), null));
        return respond(given.status(), MediaType.APPLICATION_JSON, given.answer());
    }

    private byte[] render(Answer answer) {
        return switch (answer.body()) {
            case null -> new byte[0];
            case byte[] bytes -> bytes;
            case Object body -> json.writeValueAsBytes(body);
        };
    }

    private static ResponseEntity<byte[]> respond(int status, MediaType type, byte[] body) {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(status).cacheControl(CacheControl.noStore());
        return body.length == 0 ? response.build() : response.contentType(type).body(body);
    }

    /** Tells one request from another. Keyed with the credential, which is kept nowhere: see the table. */
    private static byte[] fingerprint(Call<?> call) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(call.credential().orElseThrow().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((call.method() + " " + call.path() + "\n").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(call.body());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
