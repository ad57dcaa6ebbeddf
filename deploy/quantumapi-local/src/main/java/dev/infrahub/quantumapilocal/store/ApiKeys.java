package dev.infrahub.quantumapilocal.store;

import static dev.infrahub.quantumapilocal.store.Transaction.array;
import static dev.infrahub.quantumapilocal.store.Transaction.required;
import static dev.infrahub.quantumapilocal.store.Transaction.texts;

import dev.infrahub.quantumapilocal.domain.ApiKey;
import dev.infrahub.quantumapilocal.domain.Cidr;
import dev.infrahub.quantumapilocal.domain.Scope;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The credentials, each as a hash of itself. */
public final class ApiKeys {

    private ApiKeys() {}

    /** Adds it; false when a credential of that hash is known. */
    public static boolean add(Transaction transaction, ApiKey key, byte[] hash) {
        return transaction.run(
                        """
                        insert into api_keys (id, name, prefix, hash, scopes, expires_at, rate_limit_per_minute, allowed_cidrs, created_at)
                        values ($1, $2, $3, $4, $5, $6::timestamptz, $7::text::int, $8, $9)
                        on conflict (hash) do nothing""",
                        key.id(),
                        key.name(),
                        key.prefix(),
                        hash,
                        array(key.scopes().stream().sorted().map(Scope::text).toList()),
                        key.expiresAt().map(Instant::toString).orElse(null),
                        key.rateLimitPerMinute().map(String::valueOf).orElse(null),
                        array(key.allowedCidrs().stream().map(ApiKeys::text).toList()),
                        key.createdAt())
                == 1;
    }

    /** How a block is written. */
    public static String text(Cidr block) {
        return block.address().getHostAddress() + "/" + block.prefix();
    }

    /** By the index over the hash: what a lookup's timing tells is about the hash, and nothing about the credential. */
    public static Optional<ApiKey> findByHash(Transaction transaction, byte[] hash) {
        return transaction.find("select * from api_keys where hash = $1", ApiKeys::read, hash);
    }

    /** Revokes it, from the next request on; false when there is none. */
    public static boolean revoke(Transaction transaction, UUID id, Instant now) {
        return transaction.run("update api_keys set revoked_at = coalesce(revoked_at, $2) where id = $1", id, now) == 1;
    }

    /** The newest first. */
    public static Page<ApiKey> list(Transaction transaction, Page.Window window) {
        long total = transaction
                .find("select count(*) as total from api_keys", row -> required(row, "total", Long.class))
                .orElseThrow();
        return new Page<>(
                transaction.list(
                        "select * from api_keys order by created_at desc, id limit $1 offset $2",
                        ApiKeys::read,
                        window.limit(),
                        window.offset()),
                total);
    }

    private static ApiKey read(Readable row) {
        Set<Scope> scopes = texts(row, "scopes").stream()
                .flatMap(text -> Scope.of(text).stream())
                .collect(Collectors.toUnmodifiableSet());
        return new ApiKey(
                required(row, "id", UUID.class),
                required(row, "name", String.class),
                required(row, "prefix", String.class),
                scopes,
                Optional.ofNullable(row.get("expires_at", Instant.class)),
                Optional.ofNullable(row.get("rate_limit_per_minute", Integer.class)),
                texts(row, "allowed_cidrs").stream()
                        .map(text -> Cidr.of(text).orElseThrow())
                        .toList(),
                required(row, "created_at", Instant.class),
                Optional.ofNullable(row.get("revoked_at", Instant.class)));
    }
}
