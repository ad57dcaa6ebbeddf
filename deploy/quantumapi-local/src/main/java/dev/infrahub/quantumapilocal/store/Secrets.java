package dev.infrahub.quantumapilocal.store;

import static dev.infrahub.quantumapilocal.store.Transaction.array;
import static dev.infrahub.quantumapilocal.store.Transaction.required;
import static dev.infrahub.quantumapilocal.store.Transaction.texts;

import dev.infrahub.quantumapilocal.domain.MasterKeys.Sealed;
import dev.infrahub.quantumapilocal.domain.Secret;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The secrets and their versions; values only as they are at rest. */
public final class Secrets {

    private static final String FILTER = """
             from secrets
            where ($1::text is null or name = $1)
              and ($2::text is null or $2 = any (labels))""";

    private Secrets() {}

    /** Adds the secret without a value; false when its name is taken. */
    public static boolean add(Transaction transaction, Secret secret) {
        return transaction.run(
                        """
                        insert into secrets (id, name, version, labels, description, created_at, updated_at)
                        values ($1, $2, $3, $4, $5, $6, $6) on conflict (name) do nothing""",
                        secret.id(),
                        secret.name(),
                        secret.version(),
                        array(secret.labels()),
                        secret.description().orElse(null),
                        secret.createdAt())
                == 1;
    }

    public static void addVersion(Transaction transaction, UUID id, int version, Sealed value, Instant now) {
        transaction.run("""
                insert into secret_versions (secret_id, version, master_key, sealed, created_at)
                values ($1, $2, $3, $4, $5)""", id, version, value.masterKey(), value.bytes(), now);
    }

    public static void update(Transaction transaction, Secret secret) {
        transaction.run(
                "update secrets set version = $2, labels = $3, description = $4, updated_at = $5 where id = $1",
                secret.id(),
                secret.version(),
                array(secret.labels()),
                secret.description().orElse(null),
                secret.updatedAt());
    }

    /** Deletes the secret with all its values; false when there is none. */
    public static boolean delete(Transaction transaction, UUID id) {
        return transaction.run("delete from secrets where id = $1", id) == 1;
    }

    public static Optional<Secret> find(Transaction transaction, UUID id) {
        return transaction.find("select * from secrets where id = $1", Secrets::read, id);
    }

    public static Optional<Secret> lock(Transaction transaction, UUID id) {
        return transaction.find("select * from secrets where id = $1 for update", Secrets::read, id);
    }

    public static Optional<Secret> findByName(Transaction transaction, String name) {
        return transaction.find("select * from secrets where name = $1", Secrets::read, name);
    }

    public static Optional<Sealed> value(Transaction transaction, UUID id, int version) {
        return transaction.find(
                "select master_key, sealed from secret_versions where secret_id = $1 and version = $2",
                row -> new Sealed(required(row, "master_key", String.class), required(row, "sealed", byte[].class)),
                id,
                version);
    }

    /** By name. */
    public static Page<Secret> list(
            Transaction transaction, Optional<String> name, Optional<String> label, Page.Window window) {
        Object[] values = {name.orElse(null), label.orElse(null)};
        long total = transaction
                .find("select count(*) as total" + FILTER, row -> required(row, "total", Long.class), values)
                .orElseThrow();
        return new Page<>(
                transaction.list(
                        "select *" + FILTER + " order by name limit " + window.limit() + " offset " + window.offset(),
                        Secrets::read,
                        values),
                total);
    }

    /** The newest first. */
    public static List<Secret.Version> versions(Transaction transaction, UUID id) {
        return transaction.list(
                "select version, created_at from secret_versions where secret_id = $1 order by version desc",
                row -> new Secret.Version(
                        required(row, "version", Integer.class), required(row, "created_at", Instant.class)),
                id);
    }

    private static Secret read(Readable row) {
        return new Secret(
                required(row, "id", UUID.class),
                required(row, "name", String.class),
                required(row, "version", Integer.class),
                texts(row, "labels"),
                Optional.ofNullable(row.get("description", String.class)),
                required(row, "created_at", Instant.class),
                required(row, "updated_at", Instant.class));
    }
}
