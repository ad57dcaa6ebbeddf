package dev.infrahub.gateway.access;

import static dev.infrahub.gateway.clients.Rows.text;
import static dev.infrahub.gateway.clients.Rows.value;

import dev.infrahub.events.Commits;
import dev.infrahub.events.Write;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.clients.Rows;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** The credentials of machines. Blocks. */
public record ApiKeys(Commits commits, Rows rows) {

    private static final String SELECT = """
            select id, name, prefix, role, scopes, clients, requests_per_minute, created_at, created_by, created_through,
                   expires_at, last_used_at, revoked_at
            from api_keys
            """;

    private static final int MOST_SHOWN = 1000;

    /** Who made the key that the environment names. */
    private static final String OPERATOR = "operator";

    /**
     * The key with this secret, and those that it was made by and through, usable or not. What the operator's own key made is
     * the operator's: it does not end when that key is replaced by another, and only where somebody revokes it.
     */
    Optional<KeyLine> find(KeySecret secret) {
        List<ApiKey> line = rows.all(Clients.all(), Write.of("""
                        with recursive line as (
                            select k.*, 0 as place from api_keys k where secret_sha256 = $1
                            union all
                            select maker.*, line.place + 1 from line join api_keys maker on maker.id in (
                                substring(line.created_by from '^key:([0-9a-f-]{36})$')::uuid,
                                substring(line.created_through from '^key:([0-9a-f-]{36})$')::uuid)
                            where maker.created_by <> $2 or maker.revoked_by <> $2)
                        select id, name, prefix, role, scopes, clients, requests_per_minute, created_at, created_by,
                               created_through, expires_at, last_used_at, revoked_at
                        from line order by place""", secret.sha256(), OPERATOR), ApiKeys::read);
        return line.isEmpty() ? Optional.empty() : Optional.of(new KeyLine(line));
    }

    /** The SHA-256, in hex, of those that are neither revoked nor expired; one that they were made by may be. */
    public Set<String> usable() {
        return Set.copyOf(rows.all(Clients.all(), Write.of("""
                        select encode(secret_sha256, 'hex') as sha256 from api_keys
                        where revoked_at is null and coalesce(expires_at, 'infinity') > now()"""), row -> text(row, "sha256")));
    }

    void noteUse(UUID id, Instant at) {
        commits.write(Write.of(
                        "update api_keys set last_used_at = greatest(last_used_at, $2) where id = $1::uuid",
                        id.toString(),
                        at))
                .block();
    }

    /** Those whose clients are all among these; newest first. */
    List<ApiKey> list(Clients clients) {
        return rows.all(clients, Write.of(SELECT + "order by created_at desc limit $1", MOST_SHOWN), ApiKeys::read);
    }

    /** Keeps a new key and tells the audit trail, or neither. */
    void add(ApiKey key, KeySecret secret, AuditEntry entry) {
        commits.write(insert(key, secret, "nothing"), AuditTrail.line(entry)).block();
    }

    /**
     * Ends a key of these clients with what was made by and through it and tells the audit trail, or neither: false where there is none
     * that is not ended. One that is made at this moment is ended as well, as {@link KeyLine} finds, and only not marked so.
     */
    boolean revoke(UUID id, Clients clients, String by, AuditEntry entry) {
        return rows.first(clients, Write.of(SELECT + "where id = $1::uuid", id.toString()), ApiKeys::read)
                .map(_ -> Boolean.TRUE.equals(
                        commits.write(Write.of("""
                                        update api_keys set revoked_at = now(), revoked_by = $2
                                        where id = $1::uuid and revoked_at is null""", id.toString(), by), revokeMadeBy(id, by), AuditTrail.line(entry))
                                .block()))
                .orElse(false);
    }

    private static Write revokeMadeBy(UUID id, String by) {
        return Write.of("""
                with recursive made as (
                    select id from api_keys where 'key:' || $1 in (created_by, created_through)
                    union select k.id from api_keys k join made on 'key:' || made.id in (k.created_by, k.created_through))
                update api_keys set revoked_at = now(), revoked_by = $2
                where revoked_at is null and id in (select id from made)""", id.toString(), by);
    }

    /**
     * Makes this the one key of the operator: known from now on, also where another had taken its place, and any other that was
     * given the same way is ended. One that somebody revoked stays so.
     */
    public void giveOperator(KeySecret secret, Instant now) {
        Write given = insert(ofOperator(secret, now), secret, """
                update set revoked_by = nullif(api_keys.revoked_by, $10),
                           revoked_at = case when api_keys.revoked_by <> $10 then api_keys.revoked_at end""");
        Write others = Write.of("""
                update api_keys set revoked_at = now(), revoked_by = created_by
                where created_by = $1 and secret_sha256 <> $2 and revoked_at is null""", OPERATOR, secret.sha256());
        commits.write(given, others).block();
    }

    private static ApiKey ofOperator(KeySecret secret, Instant now) {
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
                Optional.empty(),
                Optional.empty());
    }

    private static Write insert(ApiKey key, KeySecret secret, String onConflict) {
        return Write.of(
                """
                insert into api_keys (id, name, secret_sha256, prefix, role, scopes, clients, requests_per_minute,
                                      created_at, created_by, created_through, expires_at)
                values ($1::uuid, $2, $3, $4, $5, $6, $7, $8::int, $9, $10, $11, $12::timestamptz)
                on conflict (secret_sha256) do
                """ + onConflict,
                key.id().toString(),
                key.name(),
                secret.sha256(),
                key.prefix(),
                key.role().text(),
                key.scopes().stream().map(Permission::scope).toArray(String[]::new),
                key.clients().written().toArray(String[]::new),
                key.requestsPerMinute().isPresent() ? key.requestsPerMinute().getAsInt() : null,
                key.createdAt(),
                key.createdBy(),
                key.createdThrough().orElse(null),
                key.expiresAt().orElse(null));
    }

    private static ApiKey read(Row row) {
        Integer limit = row.get("requests_per_minute", Integer.class);
        return new ApiKey(
                value(row, "id", UUID.class),
                text(row, "name"),
                text(row, "prefix"),
                Role.of(text(row, "role")).orElseThrow(),
                scopes(value(row, "scopes", String[].class)),
                Clients.of(List.of(value(row, "clients", String[].class))),
                limit == null ? OptionalInt.empty() : OptionalInt.of(limit),
                value(row, "created_at", Instant.class),
                text(row, "created_by"),
                Optional.ofNullable(row.get("created_through", String.class)),
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
