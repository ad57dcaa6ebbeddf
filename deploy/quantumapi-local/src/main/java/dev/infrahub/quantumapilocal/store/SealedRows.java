package dev.infrahub.quantumapilocal.store;

import static dev.infrahub.quantumapilocal.store.Transaction.required;

import dev.infrahub.quantumapilocal.domain.Key;
import dev.infrahub.quantumapilocal.domain.MasterKeys;
import dev.infrahub.quantumapilocal.domain.MasterKeys.Place;
import dev.infrahub.quantumapilocal.domain.MasterKeys.Sealed;
import dev.infrahub.quantumapilocal.domain.Secret;
import dev.infrahub.quantumapilocal.domain.ssh.SshAuthority;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/** All that is under the master key: proves that it is the right one, and takes it from a former one to the current. */
public final class SealedRows {

    private static final Place CHECK = new Place("check", new UUID(0, 0), 0);
    private static final byte[] KNOWN = "QuantumAPI".getBytes(StandardCharsets.US_ASCII);
    private static final long LOCK = 0x71617069_6d617374L;

    private static final List<Table> TABLES = List.of(
            new Table("key_versions", "key_id", "version", Key::place),
            new Table("secret_versions", "secret_id", "version", Secret::place),
            new Table("ssh_authorities", "id", "0", (id, _) -> SshAuthority.place(id)));

    private SealedRows() {}

    private record Table(String name, String id, String version, BiFunction<UUID, Integer, Place> place) {}

    private record Row(UUID id, int version, Sealed sealed) {}

    /** Lets one instance at a time set the installation up, until the transaction ends. */
    public static void lock(Transaction transaction) {
        transaction.lock(LOCK);
    }

    /** Whether the keys open what is kept here. On the first start there is nothing, and the keys are taken as they are. */
    public static boolean opensWith(Transaction transaction, MasterKeys keys) {
        Sealed fresh = keys.seal(CHECK, KNOWN);
        transaction.run(
                "insert into master_key_check (master_key, sealed) values ($1, $2) on conflict do nothing",
                fresh.masterKey(),
                fresh.bytes());
        return transaction
                .find("select master_key, sealed from master_key_check", SealedRows::sealed)
                .flatMap(kept -> keys.open(CHECK, kept))
                .filter(known -> Arrays.equals(known, KNOWN))
                .isPresent();
    }

    /**
     * Encrypts every row that is under another key than the current one anew.
     *
     * @return how many there were
     * @throws IllegalStateException when a row does not open: it was changed, or its key is missing
     */
    public static int rotate(Transaction transaction, MasterKeys keys) {
        int rows = 0;
        for (Table table : TABLES) {
            rows += rotate(transaction, keys, table);
        }
        Sealed check = keys.seal(CHECK, KNOWN);
        transaction.run("update master_key_check set master_key = $1, sealed = $2", check.masterKey(), check.bytes());
        return rows;
    }

    private static int rotate(Transaction transaction, MasterKeys keys, Table table) {
        List<Row> rows = transaction.list(
                "select " + table.id() + " as id, " + table.version() + " as version, master_key, sealed from "
                        + table.name() + " where master_key <> $1 for update",
                row -> new Row(required(row, "id", UUID.class), required(row, "version", Integer.class), sealed(row)),
                keys.currentId());
        rows.forEach(row -> rotate(transaction, keys, table, row));
        return rows.size();
    }

    private static void rotate(Transaction transaction, MasterKeys keys, Table table, Row row) {
        Place place = table.place().apply(row.id(), row.version());
        byte[] plain = keys.open(place, row.sealed())
                .orElseThrow(() -> new IllegalStateException("A row of " + table.name() + " (" + row.id()
                        + ") does not open under master key " + row.sealed().masterKey() + "."));
        Sealed anew = keys.seal(place, plain);
        Arrays.fill(plain, (byte) 0);
        transaction.run(
                "update " + table.name() + " set master_key = $3, sealed = $4 where " + table.id() + " = $1 and "
                        + table.version() + " = $2",
                row.id(),
                row.version(),
                anew.masterKey(),
                anew.bytes());
    }

    private static Sealed sealed(Readable row) {
        return new Sealed(required(row, "master_key", String.class), required(row, "sealed", byte[].class));
    }
}
