package dev.infrahub.quantumapilocal.web.secrets;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.infrahub.quantumapilocal.domain.Action;
import dev.infrahub.quantumapilocal.domain.MasterKeys;
import dev.infrahub.quantumapilocal.domain.MasterKeys.Sealed;
import dev.infrahub.quantumapilocal.domain.Secret;
import dev.infrahub.quantumapilocal.store.Page;
import dev.infrahub.quantumapilocal.store.Secrets;
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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Secrets. A value leaves only where it is asked for by {@code include=value}. */
@RestController
@RequestMapping(Calls.BASE + "/secrets")
@Tag(name = "Secrets")
public class SecretsController {

    private static final String VALUE = "value";
    private static final int LONGEST_DESCRIPTION = 1024;

    private final Desk desk;
    private final MasterKeys masterKeys;
    private final DataSize maxSecret;
    private final JsonMapper json;

    public SecretsController(Desk desk, MasterKeys masterKeys, DataSize maxSecret, JsonMapper json) {
        this.desk = desk;
        this.masterKeys = masterKeys;
        this.maxSecret = maxSecret;
        this.json = json;
    }

    /** A secret as it is told. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SecretJson(
            UUID id,
            String name,
            int version,
            List<String> labels,
            @Nullable String description,
            Instant createdAt,
            Instant updatedAt,
            @Nullable String value) {

        static SecretJson of(Secret secret) {
            return of(secret, secret.version(), null);
        }

        static SecretJson of(Secret secret, int version, @Nullable String value) {
            return new SecretJson(
                    secret.id(),
                    secret.name(),
                    version,
                    secret.labels(),
                    secret.description().orElse(null),
                    secret.createdAt(),
                    secret.updatedAt(),
                    value);
        }
    }

    @Described(value = "Keep a secret", takes = Requests.NewSecret.class, status = 201, answers = SecretJson.class)
    @PostMapping
    ResponseEntity<byte[]> create(Call call) {
        return desk.handle(call, Action.SECRET_CREATE, (transaction, _) -> {
            Fields fields = call.fields(json);
            Instant now = desk.now();
            byte[] value = value(fields.requiredText(VALUE));
            Secret secret = new Secret(
                    UUID.randomUUID(),
                    fields.requiredName("name"),
                    1,
                    fields.labels().orElse(List.of()),
                    fields.text("description", LONGEST_DESCRIPTION),
                    now,
                    now);
            if (!Secrets.add(transaction, secret)) {
                throw exists(transaction, secret.name());
            }
            Secrets.addVersion(transaction, secret.id(), 1, seal(secret.id(), 1, value), now);
            return Done.created(SecretJson.of(secret)).to(resource(secret.id())).noting("version 1");
        });
    }

    private static Problem exists(Transaction transaction, String name) {
        UUID existing = Secrets.findByName(transaction, name).map(Secret::id).orElseThrow();
        return Problem.of(409, "secret.exists", "There is a secret of this name; existingId is its id.")
                .field("name")
                .with("existingId", existing)
                .about(resource(existing));
    }

    @Described(value = "Change a secret", takes = Requests.ChangedSecret.class, answers = SecretJson.class)
    @PutMapping("/{id}")
    ResponseEntity<byte[]> update(Call call) {
        return desk.handle(call, Action.SECRET_UPDATE, (transaction, _) -> {
            Fields fields = call.fields(json);
            fields.oneOf(VALUE, "labels", "description");
            UUID id = call.id("secret");
            Secret before = Secrets.lock(transaction, id).orElseThrow(() -> missing(id));
            Optional<byte[]> value = fields.text(VALUE).map(this::value);
            Secret after = new Secret(
                    id,
                    before.name(),
                    before.version() + (value.isPresent() ? 1 : 0),
                    fields.labels().orElse(before.labels()),
                    fields.text("description", LONGEST_DESCRIPTION).or(before::description),
                    before.createdAt(),
                    desk.now());
            value.ifPresent(bytes -> Secrets.addVersion(
                    transaction, id, after.version(), seal(id, after.version(), bytes), after.updatedAt()));
            Secrets.update(transaction, after);
            return Done.ok(SecretJson.of(after)).to(resource(id)).noting("version " + after.version());
        });
    }

    @Described(
            value = "List secrets, without values",
            answers = Page.class,
            query = {"name", "label", "limit", "offset"})
    @GetMapping
    ResponseEntity<byte[]> list(Call call) {
        return desk.handle(call, Action.SECRET_LIST, (transaction, _) -> {
            Page<Secret> page =
                    Secrets.list(transaction, call.parameter("name"), call.parameter("label"), call.window());
            return Done.ok(new Page<>(page.data().stream().map(SecretJson::of).toList(), page.total()));
        });
    }

    @Described(
            value = "Get a secret; its value with include=value",
            answers = SecretJson.class,
            query = {"include", "version"})
    @GetMapping("/{id}")
    ResponseEntity<byte[]> get(Call call) {
        boolean withValue =
                call.query().getOrDefault("include", List.of()).stream().anyMatch(i -> i.contains(VALUE));
        return desk.handle(call, withValue ? Action.SECRET_READ_VALUE : Action.SECRET_READ, (transaction, _) -> {
            call.include(Set.of(VALUE));
            UUID id = call.id("secret");
            Secret secret = Secrets.find(transaction, id).orElseThrow(() -> missing(id));
            int version = (int) call.numberParameter("version", 1, Integer.MAX_VALUE, secret.version());
            Sealed sealed = Secrets.value(transaction, id, version)
                    .orElseThrow(() -> Problem.notFound("version of the secret")
                            .field("version")
                            .about(resource(id)));
            return Done.ok(SecretJson.of(secret, version, withValue ? open(id, version, sealed) : null))
                    .to(resource(id))
                    .noting("version " + version);
        });
    }

    @Described(value = "List the versions of a secret", answers = Page.class)
    @GetMapping("/{id}/versions")
    ResponseEntity<byte[]> versions(Call call) {
        return desk.handle(call, Action.SECRET_VERSIONS, (transaction, _) -> {
            UUID id = call.id("secret");
            List<Secret.Version> versions = Secrets.versions(transaction, id);
            if (versions.isEmpty()) {
                throw missing(id);
            }
            return Done.ok(new Page<>(versions, versions.size())).to(resource(id));
        });
    }

    @Described(value = "Erase a secret", status = 204)
    @DeleteMapping("/{id}")
    ResponseEntity<byte[]> delete(Call call) {
        return desk.handle(call, Action.SECRET_DELETE, (transaction, _) -> {
            UUID id = call.id("secret");
            if (!Secrets.delete(transaction, id)) {
                throw missing(id);
            }
            return Done.noContent().to(resource(id));
        });
    }

    private byte[] value(String text) {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        if (value.length > maxSecret.toBytes()) {
            throw Problem.of(
                            413,
                            "secret.too_large",
                            "value is larger than the " + maxSecret.toKilobytes() + " KiB that a secret may have.")
                    .field(VALUE);
        }
        return value;
    }

    private Sealed seal(UUID id, int version, byte[] value) {
        Sealed sealed = masterKeys.seal(Secret.place(id, version), value);
        Arrays.fill(value, (byte) 0);
        return sealed;
    }

    private String open(UUID id, int version, Sealed sealed) {
        byte[] value = masterKeys
                .open(Secret.place(id, version), sealed)
                .orElseThrow(
                        () -> new IllegalStateException("Version " + version + " of secret " + id + " does not open."));
        String text = new String(value, StandardCharsets.UTF_8);
        Arrays.fill(value, (byte) 0);
        return text;
    }

    private static String resource(UUID id) {
        return "secret:" + id;
    }

    private static Problem missing(UUID id) {
        return Problem.notFound("secret").about(resource(id));
    }
}
