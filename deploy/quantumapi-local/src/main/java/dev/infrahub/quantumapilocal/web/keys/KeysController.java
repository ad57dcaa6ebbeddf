package dev.infrahub.quantumapilocal.web.keys;

import dev.infrahub.quantumapilocal.domain.Action;
import dev.infrahub.quantumapilocal.domain.Algorithm;
import dev.infrahub.quantumapilocal.domain.ApiKey;
import dev.infrahub.quantumapilocal.domain.Key;
import dev.infrahub.quantumapilocal.domain.KeyMaterial;
import dev.infrahub.quantumapilocal.domain.KeyState;
import dev.infrahub.quantumapilocal.domain.KeyType;
import dev.infrahub.quantumapilocal.store.KeyRing;
import dev.infrahub.quantumapilocal.store.KeyRing.NewKey;
import dev.infrahub.quantumapilocal.store.Keys;
import dev.infrahub.quantumapilocal.store.Page;
import dev.infrahub.quantumapilocal.store.Transaction;
import dev.infrahub.quantumapilocal.web.access.Desk;
import dev.infrahub.quantumapilocal.web.access.Done;
import dev.infrahub.quantumapilocal.web.calls.Call;
import dev.infrahub.quantumapilocal.web.calls.Calls;
import dev.infrahub.quantumapilocal.web.calls.Fields;
import dev.infrahub.quantumapilocal.web.contract.Described;
import dev.infrahub.quantumapilocal.web.contract.Requests;
import dev.infrahub.quantumapilocal.web.problems.Problem;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Keys. Private parts never leave; a deleted key can be restored until its grace is over. */
@RestController
@RequestMapping(Calls.BASE + "/keys")
@Tag(name = "Keys")
public class KeysController {

    private static final Set<String> INCLUDES = Set.of("publicKey", "versions", "metadata");
    private static final int LEAST_GRACE_DAYS = 7;
    private static final int MOST_GRACE_DAYS = 90;
    private static final int DEFAULT_GRACE_DAYS = 30;

    private final Desk desk;
    private final KeyRing ring;
    private final JsonMapper json;

    public KeysController(Desk desk, KeyRing ring, JsonMapper json) {
        this.desk = desk;
        this.ring = ring;
        this.json = json;
    }

    @Described(value = "Make a key", takes = Requests.NewKey.class, status = 201, answers = KeyJson.class)
    @PostMapping
    ResponseEntity<byte[]> create(Call call) {
        return desk.handle(call, Action.KEY_CREATE, (transaction, caller) -> {
            Fields fields = call.fields(json);
            NewKey asked = asked(fields, algorithm(fields), caller);
            return ring.generate(transaction, asked, desk.now())
                    .map(key -> created(transaction, key))
                    .orElseThrow(() -> exists(transaction, asked.name()));
        });
    }

    @Described(
            value = "Take a key that was made elsewhere",
            takes = Requests.ImportedKey.class,
            status = 201,
            answers = KeyJson.class)
    @PostMapping("/import")
    ResponseEntity<byte[]> importKey(Call call) {
        return desk.handle(call, Action.KEY_IMPORT, (transaction, caller) -> {
            Fields fields = call.fields(json);
            fields.requiredText("algorithm");
            Algorithm algorithm = algorithm(fields);
            NewKey asked = asked(fields, algorithm, caller);
            byte[] encoded = fields.requiredBase64("privateKey");
            KeyMaterial material = Problem.checking("privateKey", () -> KeyMaterial.imported(algorithm, encoded));
            Arrays.fill(encoded, (byte) 0);
            return ring.add(transaction, asked, material, desk.now())
                    .map(key -> created(transaction, key))
                    .orElseThrow(() -> exists(transaction, asked.name()));
        });
    }

    private static NewKey asked(Fields fields, Algorithm algorithm, ApiKey caller) {
        return new NewKey(
                fields.requiredName("name"), algorithm, fields.labels().orElse(List.of()), false, caller.name());
    }

    private static Algorithm algorithm(Fields fields) {
        fields.oneOf("keyType", "algorithm");
        Optional<KeyType> type = fields.oneOf("keyType", KeyType::of, "signing, encryption, symmetric");
        Algorithm algorithm = fields.oneOf("algorithm", Algorithm::of, Algorithm.names())
                .or(() -> type.map(KeyType::defaultAlgorithm))
                .orElseThrow();
        if (type.filter(given -> given != algorithm.type()).isPresent()) {
            throw Problem.invalid(
                    "keyType",
                    "is not that of " + algorithm.text() + ", which is "
                            + algorithm.type().text());
        }
        return algorithm;
    }

    private static Problem exists(Transaction transaction, String name) {
        UUID existing = Keys.findByName(transaction, name).map(Key::id).orElseThrow();
        return Problem.of(409, "key.exists", "There is a key of this name; existingId is its id.")
                .field("name")
                .with("existingId", existing)
                .about(KeyLookup.resource(existing));
    }

    private static Done created(Transaction transaction, Key key) {
        return Done.created(whole(transaction, key))
                .to(KeyLookup.resource(key.id()))
                .noting(key.algorithm().text());
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
    ResponseEntity<byte[]> list(Call call) {
        return desk.handle(call, Action.KEY_LIST, (transaction, _) -> {
            Keys.Filter filter = new Keys.Filter(
                    call.parameter("name"),
                    call.parameter("label"),
                    call.parameter("state").map(KeysController::state),
                    call.parameter("algorithm").map(KeysController::algorithm));
            Page<Key> page = Keys.list(transaction, filter, call.window());
            return Done.ok(new Page<>(page.data().stream().map(KeyJson::of).toList(), page.total()));
        });
    }

    private static KeyState state(String text) {
        try {
            return KeyState.of(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("state", "is not one of active, deprecated, pending-deletion");
        }
    }

    private static Algorithm algorithm(String text) {
        return Algorithm.of(text).orElseThrow(() -> Problem.invalid("algorithm", "is not one of " + Algorithm.names()));
    }

    @Described(
            value = "Get a key",
            answers = KeyJson.class,
            query = {"include"})
    @GetMapping("/{id}")
    ResponseEntity<byte[]> get(Call call) {
        return desk.handle(call, Action.KEY_READ, (transaction, _) -> {
            UUID id = call.id("key");
            Set<String> include = call.include(INCLUDES);
            Key key = Keys.find(transaction, id).orElseThrow(() -> missing(id));
            return Done.ok(including(transaction, key, include)).to(KeyLookup.resource(id));
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
    ResponseEntity<byte[]> rotate(Call call) {
        return desk.handle(call, Action.KEY_ROTATE, (transaction, _) -> {
            Key key = KeyLookup.usable(locked(transaction, call.id("key")));
            ring.rotate(transaction, key, desk.now());
            Key rotated = Keys.find(transaction, key.id()).orElseThrow();
            return Done.ok(whole(transaction, rotated))
                    .to(KeyLookup.resource(key.id()))
                    .noting("version " + rotated.version());
        });
    }

    @Described(
            value = "Delete a key after a grace of 7 to 90 days",
            status = 202,
            answers = KeyJson.class,
            query = {"graceDays"})
    @DeleteMapping("/{id}")
    ResponseEntity<byte[]> delete(Call call) {
        return desk.handle(call, Action.KEY_DELETE, (transaction, _) -> {
            long days = call.numberParameter("graceDays", LEAST_GRACE_DAYS, MOST_GRACE_DAYS, DEFAULT_GRACE_DAYS);
            Key key = locked(transaction, call.id("key"));
            if (key.isDefault()) {
                throw Problem.of(409, "key.default", "A default key of the installation is not deleted; rotate it.")
                        .about(KeyLookup.resource(key.id()));
            }
            if (key.state() == KeyState.ACTIVE) {
                Keys.deleteAfter(transaction, key.id(), desk.now().plus(Duration.ofDays(days)));
            }
            Key deleted = Keys.find(transaction, key.id()).orElseThrow();
            return Done.accepted(KeyJson.of(deleted))
                    .to(KeyLookup.resource(key.id()))
                    .noting("erased after " + deleted.deletesAt().orElseThrow());
        });
    }

    @Described(value = "Undo a deletion within its grace", answers = KeyJson.class)
    @PostMapping("/{id}/restore")
    ResponseEntity<byte[]> restore(Call call) {
        return desk.handle(call, Action.KEY_RESTORE, (transaction, _) -> {
            Key key = locked(transaction, call.id("key"));
            if (key.deletesAt().filter(end -> end.isAfter(desk.now())).isEmpty()) {
                throw Problem.of(409, "key.not_pending", "The key is not pending deletion, or its grace is over.")
                        .about(KeyLookup.resource(key.id()));
            }
            Keys.restore(transaction, key.id());
            return Done.ok(KeyJson.of(Keys.find(transaction, key.id()).orElseThrow()))
                    .to(KeyLookup.resource(key.id()));
        });
    }

    private static Key locked(Transaction transaction, UUID id) {
        return Keys.lock(transaction, id).orElseThrow(() -> missing(id));
    }

    private static Problem missing(UUID id) {
        return Problem.notFound("key").about(KeyLookup.resource(id));
    }
}
