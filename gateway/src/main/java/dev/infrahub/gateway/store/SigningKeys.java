package dev.infrahub.gateway.store;

import static dev.infrahub.gateway.store.Columns.required;

import dev.infrahub.events.Write;
import dev.infrahub.gateway.domain.Clients;
import dev.infrahub.gateway.domain.SigningKey;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import reactor.core.publisher.Flux;

/** The public keys that were seen to sign. */
public final class SigningKeys {

    private final VisibleRows rows;

    public SigningKeys(VisibleRows rows) {
        this.rows = rows;
    }

    /** Changes nothing where the key is known for this use. */
    public static Write note(SigningKey key) {
        return Write.of(
                """
                insert into signing_keys (fingerprint, used_for, used_by, client, key_id, key_version, algorithm,
                                          public_key, first_used_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing""",
                key.fingerprint(),
                key.usedFor(),
                key.usedBy(),
                key.client(),
                key.keyId(),
                key.keyVersion(),
                key.algorithm(),
                key.publicKey(),
                key.firstUsedAt());
    }

    /** The hub's own, and those that were used for these clients; the first used first. */
    public Flux<SigningKey> all(Clients clients) {
        return rows.to(
                clients,
                visible -> visible.sql("select * from signing_keys order by first_used_at, fingerprint")
                        .map(SigningKeys::read)
                        .all());
    }

    private static SigningKey read(Readable row) {
        return new SigningKey(
                required(row, "fingerprint", String.class),
                required(row, "used_for", String.class),
                row.get("used_by", String.class),
                row.get("client", String.class),
                required(row, "key_id", String.class),
                required(row, "key_version", Integer.class),
                required(row, "algorithm", String.class),
                required(row, "public_key", String.class),
                required(row, "first_used_at", Instant.class));
    }
}
