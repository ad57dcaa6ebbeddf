package dev.infrahub.quantumapilocal.web.keys;

import dev.infrahub.http.Parameters;
import dev.infrahub.http.Problem;
import dev.infrahub.quantumapilocal.domain.Action;
import dev.infrahub.quantumapilocal.domain.Algorithm;
import dev.infrahub.quantumapilocal.domain.ApiKey;
import dev.infrahub.quantumapilocal.domain.Key;
import dev.infrahub.quantumapilocal.domain.KeyMaterial;
import dev.infrahub.quantumapilocal.domain.KeyState;
import dev.infrahub.quantumapilocal.domain.KeyType;
import dev.infrahub.quantumapilocal.store.KeyRing;
import dev.infrahub.quantumapilocal.store.Keys;
import dev.infrahub.quantumapilocal.store.Page;
import dev.infrahub.quantumapilocal.store.Transaction;
import dev.infrahub.quantumapilocal.web.calls.Answer;
import dev.infrahub.quantumapilocal.web.calls.Attempt;
import dev.infrahub.quantumapilocal.web.calls.Call;
import dev.infrahub.quantumapilocal.web.calls.Calls;
import dev.infrahub.quantumapilocal.web.calls.Label;
import dev.infrahub.quantumapilocal.web.calls.Name;
import dev.infrahub.quantumapilocal.web.calls.Problems;
import dev.infrahub.quantumapilocal.web.calls.Resource;
import dev.infrahub.quantumapilocal.web.contract.Described;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Keys. Private parts never leave; a deleted key can be restored until its grace is over. */
@RestController
@RequestMapping(Calls.BASE + "/keys")
@Tag(name = "Keys")
public class KeysController {

    private static final Set<String> INCLUDES = Set.of("publicKey", "versions", "metadata");
    private static final int LEAST_GRACE_DAYS = 7;
    private static final int MOST_GRACE_DAYS = 90;
    private static final int DEFAULT_GRACE_DAYS = 30;

    private final Calls calls;
    private final KeyRing ring;

    public KeysController(Calls calls, KeyRing ring) {
        this.calls = calls;
        this.ring = ring;
    }

    /** One of keyType and algorithm is needed. */
    record NewKey(
            @NotNull @Name String name,
            Optional<KeyType> keyType,
            Optional<Algorithm> algorithm,

            @Size(max = Label.MOST, message = Label.TOO_MANY) @Nullable
            LinkedHashSet<@Label String> labels) {}

    /** @param keyType that of algorithm, where it is given */
    record ImportedKey(
            @NotNull @Name String name,
            Optional<KeyType> keyType,
            @NotNull Algorithm algorithm,

            @Schema(description = "PKCS#8 DER; of AES-256-GCM the 32 bytes") @NotNull
            byte[] privateKey,

            @Size(max = Label.MOST, message = Label.TOO_MANY) @Nullable
            LinkedHashSet<@Label String> labels) {}

    @Described(value = "Make a key", status = 201, answers = KeyJson.class)
    @PostMapping
    ResponseEntity<byte[]> create(Call<NewKey> call) {
        return calls.handle(call, Action.KEY_CREATE, (transaction, attempt) -> {
            NewKey asked = attempt.body();
            Algorithm algorithm = algorithm(asked.keyType(), asked.algorithm());
            KeyRing.NewKey key = newKey(asked.name(), algorithm, asked.labels(), attempt.caller());
            return ring.generate(transaction, key, calls.now())
                    .map(made -> created(transaction, attempt, made))
                    .orElseThrow(() -> exists(transaction, attempt, asked.name()));
        });
    }

    @Described(value = "Take a key that was made elsewhere", status = 201, answers = KeyJson.class)
    @PostMapping("/import")
    ResponseEntity<byte[]> importKey(Call<ImportedKey> call) {
        return calls.handle(call, Action.KEY_IMPORT, (transaction, attempt) -> {
            ImportedKey asked = attempt.body();
            Algorithm algorithm = algorithm(asked.keyType(), Optional.of(asked.algorithm()));
            KeyRing.NewKey key = newKey(asked.name(), algorithm, asked.labels(), attempt.caller());
            KeyMaterial material =
                    Problems.checking("privateKey", () -> KeyMaterial.imported(algorithm, asked.privateKey()));
            Arrays.fill(asked.privateKey(), (byte) 0);
            return ring.add(transaction, key, material, calls.now())
                    .map(made -> created(transaction, attempt, made))
                    .orElseThrow(() -> exists(transaction, attempt, asked.name()));
        });
    }

    private static KeyRing.NewKey newKey(
            String name, Algorithm algorithm, @Nullable Set<String> labels, ApiKey caller) {
        return new KeyRing.NewKey(
                name, algorithm, labels == null ? List.of() : List.copyOf(labels), false, caller.name());
    }

    private static Algorithm algorithm(Optional<KeyType> type, Optional<Algorithm> named) {
        Algorithm algorithm = named.or(() -> type.map(KeyType::defaultAlgorithm))
                .orElseThrow(() -> Problem.of(422, "field.missing", "keyType or algorithm is required.")
                        .field("keyType"));
        if (type.filter(given -> given != algorithm.type()).isPresent()) {
            throw Problem.invalid(
                    "keyType",
                    "is not that of " + algorithm.text() + ", which is "
                            + algorithm.type().text());
        }
        return algorithm;
    }

    private static Problem exists(Transaction transaction, Attempt<?> attempt, String name) {
        UUID existing = Keys.findByName(transaction, name).map(Key::id).orElseThrow();
        attempt.about(Resource.KEY, existing);
        return Problem.of(409, "key.exists", "There is a key of this name; existingId is its id.")
                .field("name")
                .with("existingId", existing);
    }

    private static Answer created(Transaction transaction, Attempt<?> attempt, Key key) {
        attempt.about(Resource.KEY, key.id());
        return Answer.created(whole(transaction, key)).noting(key.algorithm().text());
    }

    private static KeyJson whole(Transaction transaction, Key key) {
        return KeyJson.of(key).withPublicKey(current(transaction, key)).withMetadata(key);
    }

    private static Key.Version current(Transaction transaction, Key key) {
        return Keys.version(transaction, key, key.version()).orElseThrow();
    }

    @Described(
            value = "List keys",
            answers = Page.class,
            query = {"name", "label", "state", "algorithm", "limit", "offset"})
    @GetMapping
    ResponseEntity<byte[]> list(Call<?> call) {
        return calls.handle(call, Action.KEY_LIST, (transaction, _) -> {
            Keys.Filter filter = new Keys.Filter(
                    call.parameter("name"),
                    call.parameter("label"),
                    call.parameter(
                            "state", (name, text) -> Parameters.oneOf(name, text, KeyState.values(), KeyState::text)),
                    call.parameter("algorithm").map(KeysController::algorithm));
            Page<Key> page = Keys.list(transaction, filter, call.window());
            return Answer.ok(new Page<>(page.data().stream().map(KeyJson::of).toList(), page.total()));
        });
    }

    private static Algorithm algorithm(String text) {
        return Algorithm.of(text).orElseThrow(() -> Problem.invalid("algorithm", "is not one of " + Algorithm.names()));
    }

    @Described(
            value = "Get a key",
            answers = KeyJson.class,
            query = {"include"})
    @GetMapping("/{id}")
    ResponseEntity<byte[]> get(Call<?> call) {
        return calls.handle(call, Action.KEY_READ, (transaction, attempt) -> {
            UUID id = attempt.id(Resource.KEY);
            Set<String> include = call.include(INCLUDES);
            Key key = Keys.find(transaction, id).orElseThrow(Resource.KEY::missing);
            return Answer.ok(including(transaction, key, include));
        });
    }

    private static KeyJson including(Transaction transaction, Key key, Set<String> include) {
        KeyJson answer = KeyJson.of(key);
        if (include.contains("publicKey")) {
            answer = answer.withPublicKey(current(transaction, key));
        }
        if (include.contains("versions")) {
            answer = answer.withVersions(Keys.versions(transaction, key));
        }
        return include.contains("metadata") ? answer.withMetadata(key) : answer;
    }

    @Described(value = "Make a new version, which signs and encrypts from now on", answers = KeyJson.class)
    @PostMapping("/{id}/rotate")
    ResponseEntity<byte[]> rotate(Call<?> call) {
        return calls.handle(call, Action.KEY_ROTATE, (transaction, attempt) -> {
            Key key = KeyLookup.checkUsable(locked(transaction, attempt));
            ring.rotate(transaction, key, calls.now());
            Key rotated = Keys.find(transaction, key.id()).orElseThrow();
            return Answer.ok(whole(transaction, rotated)).noting("version " + rotated.version());
        });
    }

    @Described(
            value = "Delete a key after a grace of 7 to 90 days",
            status = 202,
            answers = KeyJson.class,
            query = {"graceDays"})
    @DeleteMapping("/{id}")
    ResponseEntity<byte[]> delete(Call<?> call) {
        return calls.handle(call, Action.KEY_DELETE, (transaction, attempt) -> {
            long days = call.numberParameter("graceDays", LEAST_GRACE_DAYS, MOST_GRACE_DAYS, DEFAULT_GRACE_DAYS);
            Key key = locked(transaction, attempt);
            if (key.isDefault()) {
                throw Problem.of(409, "key.default", "A default key of the installation is not deleted; rotate it.");
            }
            if (key.state() == KeyState.ACTIVE) {
                Keys.deleteAfter(transaction, key.id(), calls.now().plus(Duration.ofDays(days)));
            }
            Key deleted = Keys.find(transaction, key.id()).orElseThrow();
            return Answer.accepted(KeyJson.of(deleted))
                    .noting("erased after " + deleted.deletesAt().orElseThrow());
        });
    }

    @Described(value = "Undo a deletion within its grace", answers = KeyJson.class)
    @PostMapping("/{id}/restore")
    ResponseEntity<byte[]> restore(Call<?> call) {
        return calls.handle(call, Action.KEY_RESTORE, (transaction, attempt) -> {
            Key key = locked(transaction, attempt);
            if (key.deletesAt().filter(end -> end.isAfter(calls.now())).isEmpty()) {
                throw Problem.of(409, "key.not_pending", "The key is not pending deletion, or its grace is over.");
            }
            Keys.restore(transaction, key.id());
            return Answer.ok(KeyJson.of(Keys.find(transaction, key.id()).orElseThrow()));
        });
    }

    private static Key locked(Transaction transaction, Attempt<?> attempt) {
        return Keys.lock(transaction, attempt.id(Resource.KEY)).orElseThrow(Resource.KEY::missing);
    }
}
