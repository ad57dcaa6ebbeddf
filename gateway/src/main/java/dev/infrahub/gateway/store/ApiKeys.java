package dev.infrahub.gateway.store;

import static dev.infrahub.gateway.store.Columns.required;

import dev.infrahub.gateway.domain.ApiKey;
import dev.infrahub.gateway.domain.AuditEntry;
import dev.infrahub.gateway.domain.Clients;
import dev.infrahub.gateway.domain.KeySecret;
import dev.infrahub.gateway.domain.Permission;
import dev.infrahub.gateway.domain.Role;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The credentials of machines. */
public final class ApiKeys {

    private static final String COLUMNS = """
        id, name, prefix, role, scopes, clients, requests_per_minute, created_at, created_by, expires_at, last_used_at,
        revoked_at\
        """;

    /** Who made the key that the environment names. */
    private static final String OPERATOR = "operator";

    private final DatabaseClient database;
    private final VisibleRows rows;
    private final TransactionalOperator transactions;
    private final AuditTrail audit;

    public ApiKeys(DatabaseClient database, VisibleRows rows, TransactionalOperator transactions, AuditTrail audit) {
        this.database = database;
        this.rows = rows;
        this.transactions = transactions;
        this.audit = audit;
    }

    /** The key with this secret, usable or not. */
    public Mono<ApiKey> find(KeySecret secret) {
        return database.sql("select " + COLUMNS + " from api_keys where secret_sha256 = :hash")
                .bind("hash", secret.sha256())
                .map(ApiKeys::read)
                .one();
    }

    public Mono<Void> noteUse(UUID id, Instant at) {
        return database.sql("update api_keys set last_used_at = greatest(last_used_at, :at) where id = :id")
                .bind("id", id)
                .bind("at", at)
                .then();
    }

    /** Those whose clients are all among these; newest first. */
    public Flux<ApiKey> list(Clients clients) {
        return rows.to(
                clients,
                visible -> visible.sql("select " + COLUMNS + " from api_keys order by created_at desc limit 1000")
                        .map(ApiKeys::read)
                        .all());
    }

    /** Keeps a new key and tells the audit trail, or neither. */
    public Mono<ApiKey> add(ApiKey key, KeySecret secret, AuditEntry entry) {
        return transactions.transactional(
                insert(key, secret).then(audit.add(entry)).thenReturn(key));
    }

    /** Ends a key of these clients and tells the audit trail, or neither. Empty where there is none that is not ended. */
    public Mono<UUID> revoke(UUID id, Clients clients, String by, AuditEntry entry) {
        return rows.to(
                        clients,
                        visible -> visible.sql("select id from api_keys where id = :id")
                                .bind("id", id)
                                .map(row -> required(row, "id", UUID.class))
                                .all())
                .singleOrEmpty()
                .flatMap(seen -> transactions.transactional(end(seen, by)
                        .filter(ended -> ended > 0)
                        .flatMap(_ -> audit.add(entry).thenReturn(seen))));
    }

    private Mono<Long> end(UUID id, String by) {
        return database.sql(
                        "update api_keys set revoked_at = now(), revoked_by = :by where id = :id and revoked_at is null")
                .bind("id", id)
                .bind("by", by)
                .fetch()
                .rowsUpdated();
    }

    /** Makes this the one key of the operator: known from now on, and any other that was given the same way is ended. */
    public Mono<Void> giveOperator(ApiKey key, KeySecret secret) {
        Mono<Long> endOthers = database.sql("""
                        update api_keys set revoked_at = now(), revoked_by = created_by
                        where created_by = :operator and secret_sha256 <> :hash and revoked_at is null""")
                .bind("operator", OPERATOR)
                .bind("hash", secret.sha256())
                .fetch()
                .rowsUpdated();
        return transactions.transactional(endOthers.then(insert(key, secret))).then();
    }

    public static ApiKey ofOperator(KeySecret secret, Instant now) {
        return new ApiKey(
                UUID.randomUUID(),
                "HUB_ADMIN_KEY",
                secret.prefix(),
                Role.ADMIN,
                Set.of(),
                Clients.all(),
                OptionalInt.empty(),
                now,
                OPERATOR,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Mono<Long> insert(ApiKey key, KeySecret secret) {
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
                        insert into api_keys (id, name, secret_sha256, prefix, role, scopes, clients, requests_per_minute,
                                              created_at, created_by, expires_at)
                        values (:id, :name, :hash, :prefix, :role, :scopes, :clients, :limit, :created, :by, :expires)
                        on conflict (secret_sha256) do nothing""")
                .bind("id", key.id())
                .bind("name", key.name())
                .bind("hash", secret.sha256())
                .bind("prefix", key.prefix())
                .bind("role", key.role().text())
                .bind("scopes", key.scopes().stream().map(Permission::scope).toArray(String[]::new))
                .bind("clients", key.clients().written().toArray(String[]::new))
                .bind("created", key.createdAt())
                .bind("by", key.createdBy());
        insert = key.requestsPerMinute().isPresent()
                ? insert.bind("limit", key.requestsPerMinute().getAsInt())
                : insert.bind("limit", Parameters.in(R2dbcType.INTEGER));
        insert = key.expiresAt().isPresent()
                ? insert.bind("expires", key.expiresAt().get())
                : insert.bind("expires", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE));
        return insert.fetch().rowsUpdated();
    }

    private static ApiKey read(Readable row) {
        Integer limit = row.get("requests_per_minute", Integer.class);
        return new ApiKey(
                required(row, "id", UUID.class),
                required(row, "name", String.class),
                required(row, "prefix", String.class),
                Role.of(required(row, "role", String.class)).orElseThrow(),
                scopes(required(row, "scopes", String[].class)),
                Clients.of(List.of(required(row, "clients", String[].class))),
                limit == null ? OptionalInt.empty() : OptionalInt.of(limit),
                required(row, "created_at", Instant.class),
                required(row, "created_by", String.class),
                Optional.ofNullable(row.get("expires_at", Instant.class)),
                Optional.ofNullable(row.get("last_used_at", Instant.class)),
                Optional.ofNullable(row.get("revoked_at", Instant.class)));
    }

    private static Set<Permission> scopes(String[] written) {
        EnumSet<Permission> scopes = EnumSet.noneOf(Permission.class);
        Arrays.stream(written).forEach(scope -> scopes.add(Permission.of(scope).orElseThrow()));
        return scopes;
    }
}
