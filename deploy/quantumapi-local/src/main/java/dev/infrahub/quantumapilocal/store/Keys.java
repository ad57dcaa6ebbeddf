package dev.infrahub.quantumapilocal.store;

import static dev.infrahub.quantumapilocal.store.Transaction.array;
import static dev.infrahub.quantumapilocal.store.Transaction.required;
import static dev.infrahub.quantumapilocal.store.Transaction.texts;

import dev.infrahub.quantumapilocal.domain.Algorithm;
import dev.infrahub.quantumapilocal.domain.Key;
import dev.infrahub.quantumapilocal.domain.KeyState;
import dev.infrahub.quantumapilocal.domain.KeyType;
import dev.infrahub.quantumapilocal.domain.MasterKeys.Sealed;
import dev.infrahub.quantumapilocal.domain.PublicKey;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The keys and their versions. */
public final class Keys {

    private static final String FILTER = """
             from keys
            where ($1::text is null or name = $1)
              and ($2::text is null or $2 = any (labels))
              and ($3::text is null or state = $3)
              and ($4::text is null or algorithm = $4)""";

    private Keys() {}

    /** What a list may be narrowed to. */
    public record Filter(
            Optional<String> name, Optional<String> label, Optional<KeyState> state, Optional<Algorithm> algorithm) {}

    /** Adds the key without a version; false when its name is taken. */
    public static boolean add(Transaction transaction, Key key) {
        return transaction.run(
                        """
                        insert into keys (id, name, algorithm, key_type, state, version, labels, is_default, created_at, created_by)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (name) do nothing""",
                        key.id(),
                        key.name(),
                        key.algorithm().text(),
                        key.algorithm().type().text(),
                        key.state().text(),
                        key.version(),
                        array(key.labels()),
                        key.isDefault(),
                        key.createdAt(),
                        key.createdBy())
                == 1;
    }

    /** The public key goes as Base64, because where there is none the null that is bound is a text's. */
    public static void addVersion(Transaction transaction, UUID keyId, Key.Version version) {
        transaction.run(
                """
                insert into key_versions (key_id, version, state, public_key, master_key, sealed, created_at)
                values ($1, $2, $3, decode($4, 'base64'), $5, $6, $7)""",
                keyId,
                version.version(),
                version.state().text(),
                version.publicKey()
                        .map(key -> Base64.getEncoder().encodeToString(key.spki()))
                        .orElse(null),
                version.privateKey().masterKey(),
                version.privateKey().bytes(),
                version.createdAt());
    }

    /** Makes the version the one that signs and encrypts; all others are deprecated. */
    public static void activate(Transaction transaction, UUID keyId, int version) {
        transaction.run(
                "update key_versions set state = case version when $2 then 'active' else 'deprecated' end where key_id = $1",
                keyId,
                version);
        transaction.run("update keys set version = $2 where id = $1", keyId, version);
    }

    public static void deleteAfter(Transaction transaction, UUID keyId, Instant deletesAt) {
        transaction.run("update keys set state = 'pending-deletion', deletes_at = $2 where id = $1", keyId, deletesAt);
    }

    public static void restore(Transaction transaction, UUID keyId) {
        transaction.run("update keys set state = 'active', deletes_at = null where id = $1", keyId);
    }

    /** Erases the keys whose grace is over, with all their versions; returns them. */
    public static List<UUID> erase(Transaction transaction, Instant now) {
        return transaction.list(
                "delete from keys where deletes_at <= $1 returning id", row -> required(row, "id", UUID.class), now);
    }

    public static Optional<Key> find(Transaction transaction, UUID id) {
        return transaction.find("select * from keys where id = $1", Keys::read, id);
    }

    /** Finds the key and keeps others from changing it until the transaction ends. */
    public static Optional<Key> lock(Transaction transaction, UUID id) {
        return transaction.find("select * from keys where id = $1 for update", Keys::read, id);
    }

    public static Optional<Key> findByName(Transaction transaction, String name) {
        return transaction.find("select * from keys where name = $1", Keys::read, name);
    }

    public static Optional<Key> findDefault(Transaction transaction, KeyType type) {
        return transaction.find("select * from keys where key_type = $1 and is_default", Keys::read, type.text());
    }

    /** By name. */
    public static Page<Key> list(Transaction transaction, Filter filter, Page.Window window) {
        Object[] values = {
            filter.name().orElse(null),
            filter.label().orElse(null),
            filter.state().map(KeyState::text).orElse(null),
            filter.algorithm().map(Algorithm::text).orElse(null)
        };
        long total = transaction
                .find("select count(*) as total" + FILTER, row -> required(row, "total", Long.class), values)
                .orElseThrow();
        return new Page<>(
                transaction.list(
                        "select *" + FILTER + " order by name limit " + window.limit() + " offset " + window.offset(),
                        Keys::read,
                        values),
                total);
    }

    public static Optional<Key.Version> version(Transaction transaction, Key key, int version) {
        return transaction.find(
                "select * from key_versions where key_id = $1 and version = $2",
                row -> readVersion(key.algorithm(), row),
                key.id(),
                version);
    }

    /** The newest first. */
    public static List<Key.Version> versions(Transaction transaction, Key key) {
        return transaction.list(
                "select * from key_versions where key_id = $1 order by version desc",
                row -> readVersion(key.algorithm(), row),
                key.id());
    }

    private static Key read(Readable row) {
        return new Key(
                required(row, "id", UUID.class),
                required(row, "name", String.class),
                algorithm(row),
                KeyState.of(required(row, "state", String.class)),
                required(row, "version", Integer.class),
                texts(row, "labels"),
                required(row, "is_default", Boolean.class),
                required(row, "created_at", Instant.class),
                required(row, "created_by", String.class),
                Optional.ofNullable(row.get("deletes_at", Instant.class)));
    }

    private static Algorithm algorithm(Readable row) {
        return Algorithm.of(required(row, "algorithm", String.class)).orElseThrow();
    }

    private static Key.Version readVersion(Algorithm algorithm, Readable row) {
        return new Key.Version(
                required(row, "version", Integer.class),
                KeyState.of(required(row, "state", String.class)),
                required(row, "created_at", Instant.class),
                Optional.ofNullable(row.get("public_key", byte[].class)).map(spki -> new PublicKey(algorithm, spki)),
                new Sealed(required(row, "master_key", String.class), required(row, "sealed", byte[].class)));
    }
}
