package dev.infrahub.quantumapilocal.web.access;

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
import dev.infrahub.quantumapilocal.web.calls.Call;
import dev.infrahub.quantumapilocal.web.problems.Problem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where every call passes: it is let in or not, done once, and told in the audit trail by the transaction that does it. The
 * answer leaves after the commit.
 */
public final class Desk {

    private final Door door;
    private final Database database;
    private final JsonMapper json;
    private final Clock clock;

    public Desk(Door door, Database database, JsonMapper json, Clock clock) {
        this.door = door;
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** What a call does, within its transaction. */
    @FunctionalInterface
    public interface Work {

        /** @throws Problem when it cannot be done as asked: then nothing of it is kept but the audit row */
        Done in(Transaction transaction, ApiKey caller);
    }

    public Instant now() {
        return clock.instant();
    }

    /** Lets the call in, does the work, tells of it, and answers. */
    public ResponseEntity<byte[]> handle(Call call, Action action, Work work) {
        ApiKey caller = audited(call, action, null, () -> door.identify(call));
        return audited(call, action, caller, () -> {
            door.admit(caller, action, call);
            return database.inTransaction(transaction -> once(transaction, call, action, caller, work));
        });
    }

    private <T> T audited(Call call, Action action, @Nullable ApiKey caller, Supplier<T> step) {
        try {
            return step.get();
        } catch (Problem refused) {
            tell(call, action, caller, outcome(refused), refused.resource().orElse(null), refused.code());
            throw refused;
        } catch (RuntimeException failed) {
            tellIfPossible(call, action, caller, failed);
            throw failed;
        }
    }

    private void tellIfPossible(Call call, Action action, @Nullable ApiKey caller, RuntimeException failed) {
        try {
            tell(call, action, caller, Outcome.FAILED, null, "internal");
        } catch (RuntimeException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    private void tell(
            Call call,
            Action action,
            @Nullable ApiKey caller,
            Outcome outcome,
            @Nullable String resource,
            String detail) {
        database.inTransaction(transaction -> {
            AuditTrail.add(transaction, entry(call, action, caller, outcome, resource, detail));
            return outcome;
        });
    }

    private static Outcome outcome(Problem refused) {
        return switch (refused.status()) {
            case 401, 403, 429 -> Outcome.DENIED;
            default -> refused.status() < 500 ? Outcome.REFUSED : Outcome.FAILED;
        };
    }

    private ResponseEntity<byte[]> once(Transaction transaction, Call call, Action action, ApiKey caller, Work work) {
        Optional<String> key = call.idempotencyKey().filter(_ -> action.repeat() == Repeat.ANSWERED_ONCE);
        if (key.isEmpty()) {
            Done done = work.in(transaction, caller);
            return finish(transaction, call, action, caller, done, render(done));
        }
        byte[] request = fingerprint(call);
        if (!IdempotentAnswers.reserve(transaction, caller.id(), key.get(), request, now())) {
            return repeat(transaction, call, action, caller, key.get(), request);
        }
        Done done = work.in(transaction, caller);
        byte[] body = render(done);
        IdempotentAnswers.keep(
                transaction, caller.id(), key.get(), new Given(request, done.status(), done.resource(), body));
        return finish(transaction, call, action, caller, done, body);
    }

    private ResponseEntity<byte[]> finish(
            Transaction transaction, Call call, Action action, ApiKey caller, Done done, byte[] body) {
        AuditTrail.add(transaction, entry(call, action, caller, Outcome.OK, done.resource(), done.detail()));
        return answer(done.status(), done.type(), body);
    }

    private ResponseEntity<byte[]> repeat(
            Transaction transaction, Call call, Action action, ApiKey caller, String key, byte[] request) {
        Given given = IdempotentAnswers.find(transaction, caller.id(), key).orElseThrow();
        if (!MessageDigest.isEqual(given.request(), request)) {
            throw Problem.of(
                            422,
                            "idempotency.mismatch",
                            "This Idempotency-Key came with another request before; send a new key with a new request.")
                    .field("Idempotency-Key");
        }
        AuditTrail.add(transaction, entry(call, action, caller, Outcome.REPEATED, given.resource(), null));
        return answer(given.status(), MediaType.APPLICATION_JSON, given.answer());
    }

    private AuditEntry entry(
            Call call,
            Action action,
            @Nullable ApiKey caller,
            Outcome outcome,
            @Nullable String resource,
            @Nullable String detail) {
        return new AuditEntry(
                now(),
                action.text(),
                outcome,
                Optional.ofNullable(caller).map(ApiKey::id),
                Optional.ofNullable(caller).map(ApiKey::name),
                Optional.ofNullable(resource),
                call.requestId(),
                Optional.ofNullable(detail));
    }

    private byte[] render(Done done) {
        return switch (done.body()) {
            case null -> new byte[0];
            case byte[] bytes -> bytes;
            case Object body -> json.writeValueAsBytes(body);
        };
    }

    private static ResponseEntity<byte[]> answer(int status, MediaType type, byte[] body) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).cacheControl(CacheControl.noStore());
        return body.length == 0 ? answer.build() : answer.contentType(type).body(body);
    }

    /** Tells one request from another. Keyed with the credential, which is kept nowhere: see the table. */
    private static byte[] fingerprint(Call call) {
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
