package dev.infrahub.quantumapilocal;

import dev.infrahub.quantumapilocal.domain.ApiKey;
import dev.infrahub.quantumapilocal.domain.AuditEntry;
import dev.infrahub.quantumapilocal.domain.AuditEntry.Outcome;
import dev.infrahub.quantumapilocal.domain.Key;
import dev.infrahub.quantumapilocal.domain.KeyType;
import dev.infrahub.quantumapilocal.domain.MasterKeys;
import dev.infrahub.quantumapilocal.domain.Scope;
import dev.infrahub.quantumapilocal.store.ApiKeys;
import dev.infrahub.quantumapilocal.store.AuditTrail;
import dev.infrahub.quantumapilocal.store.Database;
import dev.infrahub.quantumapilocal.store.IdempotentAnswers;
import dev.infrahub.quantumapilocal.store.KeyRing;
import dev.infrahub.quantumapilocal.store.KeyRing.NewKey;
import dev.infrahub.quantumapilocal.store.Keys;
import dev.infrahub.quantumapilocal.store.SealedRows;
import dev.infrahub.quantumapilocal.store.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the installation does by itself: sets itself up when it starts, and keeps house while it runs. */
final class Installation implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Installation.class);
    private static final int SHORTEST_BOOTSTRAP_KEY = 32;
    private static final String ITSELF = "installation";

    private final Database database;
    private final MasterKeys masterKeys;
    private final KeyRing ring;
    private final Clock clock;
    private final ScheduledExecutorService housekeeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("quantumapi-housekeeping").factory());

    Installation(Database database, MasterKeys masterKeys, KeyRing ring, Clock clock) {
        this.database = database;
        this.masterKeys = masterKeys;
        this.ring = ring;
        this.clock = clock;
    }

    /**
     * Takes rows to the current master key, makes what a first start needs, and begins to keep house.
     *
     * @throws StartRefused when what is kept is under another master key
     */
    void open(Optional<String> bootstrapKey, Duration everySo) {
        database.inTransaction(transaction -> {
            SealedRows.lock(transaction);
            takeToCurrentMasterKey(transaction);
            makeDefault(transaction, KeyType.SIGNING);
            makeDefault(transaction, KeyType.ENCRYPTION);
            bootstrapKey.ifPresent(credential -> register(transaction, credential));
            return true;
        });
        var _ = housekeeper.scheduleWithFixedDelay(this::keepHouse, 0, everySo.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void takeToCurrentMasterKey(Transaction transaction) {
        if (!SealedRows.opensWith(transaction, masterKeys)) {
            throw new StartRefused("The database was encrypted under another master key than the one given. Give"
                    + " that one, or after a rotation both: the new one in the first line, the former in the second.");
        }
        int rows = SealedRows.rotate(transaction, masterKeys);
        if (rows > 0) {
            tell(transaction, "master-key.rotate", null, rows + " rows, now under " + masterKeys.currentId());
            log.info("Took {} rows to master key {}", rows, masterKeys.currentId());
        }
    }

    private void makeDefault(Transaction transaction, KeyType type) {
        if (Keys.findDefault(transaction, type).isEmpty()) {
            NewKey asked = new NewKey("default-" + type.text(), type.defaultAlgorithm(), List.of(), true, ITSELF);
            Key key = ring.generate(transaction, asked, now())
                    .orElseThrow(() -> new StartRefused(
                            "There is a key of the name " + asked.name() + ", which is not the default."));
            tell(transaction, "key.create", "key:" + key.id(), key.algorithm().text());
        }
    }

    private void register(Transaction transaction, String credential) {
        if (credential.length() < SHORTEST_BOOTSTRAP_KEY) {
            throw new StartRefused("The first API key is too short to be safe; draw one with: echo"
                    + " qapi_$(openssl rand -base64 32 | tr '+/' '-_' | tr -d '=')");
        }
        ApiKey key = new ApiKey(
                UUID.randomUUID(),
                "bootstrap",
                ApiKey.prefix(credential),
                Set.copyOf(Scope.all()),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                now(),
                Optional.empty());
        if (ApiKeys.add(transaction, key, ApiKey.hash(credential))) {
            tell(transaction, "apikey.create", "apikey:" + key.id(), "bootstrap");
        }
    }

    private void keepHouse() {
        try {
            database.inTransaction(transaction -> {
                Keys.erase(transaction, now()).forEach(id -> tell(transaction, "key.erase", "key:" + id, null));
                IdempotentAnswers.forget(transaction, now());
                return true;
            });
        } catch (RuntimeException e) {
            // Postgres may be away for a while: the next round does what this one could not
            log.warn("Housekeeping will be tried again: {}", e.toString());
        }
    }

    private void tell(Transaction transaction, String action, @Nullable String resource, @Nullable String detail) {
        AuditTrail.add(
                transaction,
                new AuditEntry(
                        now(),
                        action,
                        Outcome.OK,
                        Optional.empty(),
                        Optional.of(ITSELF),
                        Optional.ofNullable(resource),
                        UUID.randomUUID().toString(),
                        Optional.ofNullable(detail)));
    }

    private Instant now() {
        return clock.instant();
    }

    @Override
    public void close() {
        housekeeper.shutdownNow();
    }
}
