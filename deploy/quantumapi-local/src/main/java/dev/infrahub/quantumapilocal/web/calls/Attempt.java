package dev.infrahub.quantumapilocal.web.calls;

import dev.infrahub.http.Parameters;
import dev.infrahub.http.Problem;
import dev.infrahub.http.RequestReader;
import dev.infrahub.quantumapilocal.domain.Action;
import dev.infrahub.quantumapilocal.domain.ApiKey;
import dev.infrahub.quantumapilocal.domain.AuditEntry;
import dev.infrahub.quantumapilocal.domain.AuditEntry.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A call being done, however it ends: what the audit trail will tell of it is gathered here. */
public final class Attempt<T extends Record> {

    private final Call<T> call;
    private final Action action;
    private final Optional<ApiKey> caller;
    private final RequestReader reader;
    private @Nullable String resource;

    Attempt(Call<T> call, Action action, Optional<ApiKey> caller, RequestReader reader) {
        this.call = call;
        this.action = action;
        this.caller = caller;
        this.reader = reader;
    }

    Call<T> call() {
        return call;
    }

    Action action() {
        return action;
    }

    public ApiKey caller() {
        return caller.orElseThrow();
    }

    /** @throws Problem 400 or 422 when it is no such body */
    public T body() {
        return reader.read(call.body(), call.type());
    }

    /**
     * The id in the path, which the call is about.
     *
     * @throws Problem 404 for what is no UUID, as for any other that is not there
     */
    public UUID id(Resource kind) {
        UUID id = Parameters.uuid(call.pathVariables().getOrDefault("id", "")).orElseThrow(kind::missing);
        about(kind, id);
        return id;
    }

    /** Tells the audit trail what the call is about. */
    public void about(Resource kind, UUID id) {
        resource = kind.named(id);
    }

    @Nullable
    String resource() {
        return resource;
    }

    AuditEntry entry(Instant at, Outcome outcome, @Nullable String about, @Nullable String detail) {
        return new AuditEntry(
                at,
                action.text(),
                outcome,
                caller.map(ApiKey::id),
                caller.map(ApiKey::name),
                Optional.ofNullable(about),
                call.requestId(),
                Optional.ofNullable(detail));
    }
}
