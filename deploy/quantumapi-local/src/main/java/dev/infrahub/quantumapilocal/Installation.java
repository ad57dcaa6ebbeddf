package dev.infrahub.quantumapilocal;

import dev.infrahub.faults.SettingRefused;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the installation does by itself: sets itself up when it starts, and keeps house. */
final class Installation {

    private static final Logger log = LoggerFactory.getLogger(Installation.class);
    private static final int SHORTEST_BOOTSTRAP_KEY = 32;
    private static final String ITSELF = "installation";

    private final Database database;
    private final MasterKeys masterKeys;
    private final KeyRing ring;
    private final Clock clock;

    Installation(Database database, MasterKeys masterKeys, KeyRing ring, Clock clock) {
        this.database = database;
        this.masterKeys = masterKeys;
        this.ring = ring;
        this.clock = clock;
    }

    /**
     * Takes rows to the current master key, and makes what a first start needs.
     *
     * @throws SettingRefused when what is kept is under another master key
     */
    void open(Optional<String> bootstrapKey) {
        database.inTransaction(transaction -> {
            SealedRows.lock(transaction);
            takeToCurrentMasterKey(transaction);
            makeDefault(transaction, KeyType.SIGNING);
            makeDefault(transaction, KeyType.ENCRYPTION);
            bootstrapKey.ifPresent(credential -> register(transaction, credential));
            return true;
        });
    }

    private void takeToCurrentMasterKey(Transaction transaction) {
        if (!SealedRows.opensWith(transaction, masterKeys)) {
            throw new SettingRefused("The database was encrypted under another master key than the one given. Give"
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
                    .orElseThrow(() -> new SettingRefused(
                            "There is a key of the name " + asked.name() + ", which is not the default."));
            tell(transaction, "key.create", "key:" + key.id(), key.algorithm().text());
        }
    }

    private void register(Transaction transaction, String credential) {
        if (credential.length() < SHORTEST_BOOTSTRAP_KEY) {
            throw new SettingRefused("The first API key is too short to be safe; draw one with: echo"
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

    void keepHouse() {
        database.inTransaction(transaction -> {
            Keys.erase(transaction, now()).forEach(id -> tell(transaction, "key.erase", "key:" + id, null));
            IdempotentAnswers.forget(transaction, now());
            return true;
        });
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
}
