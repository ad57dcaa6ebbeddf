package dev.infrahub.quantumapilocal.web.secrets;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.infrahub.http.Problem;
import dev.infrahub.quantumapilocal.domain.Action;
import dev.infrahub.quantumapilocal.domain.MasterKeys;
import dev.infrahub.quantumapilocal.domain.MasterKeys.Sealed;
import dev.infrahub.quantumapilocal.domain.Secret;
import dev.infrahub.quantumapilocal.store.Page;
import dev.infrahub.quantumapilocal.store.Secrets;
import dev.infrahub.quantumapilocal.store.Transaction;
import dev.infrahub.quantumapilocal.web.calls.Answer;
import dev.infrahub.quantumapilocal.web.calls.Attempt;
import dev.infrahub.quantumapilocal.web.calls.Call;
import dev.infrahub.quantumapilocal.web.calls.Calls;
import dev.infrahub.quantumapilocal.web.calls.Label;
import dev.infrahub.quantumapilocal.web.calls.Name;
import dev.infrahub.quantumapilocal.web.calls.Problems;
import dev.infrahub.quantumapilocal.web.calls.Resource;
import dev.infrahub.quantumapilocal.web.calls.Text;
import dev.infrahub.quantumapilocal.web.contract.Described;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
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

/** Secrets. A value leaves only where it is asked for by {@code include=value}. */
@RestController
@RequestMapping(Calls.BASE + "/secrets")
@Tag(name = "Secrets")
public class SecretsController {

    private static final String VALUE = "value";
    private static final int LONGEST_DESCRIPTION = 1024;
    private static final String TOO_LONG = "is longer than 1024 characters";

    private final Calls calls;
    private final MasterKeys masterKeys;
    private final DataSize maxSecret;

    public SecretsController(Calls calls, MasterKeys masterKeys, DataSize maxSecret) {
        this.calls = calls;
        this.masterKeys = masterKeys;
        this.maxSecret = maxSecret;
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

    record NewSecret(
            @NotNull @Name String name,
            @NotNull String value,

            @Size(max = Label.MOST, message = Label.TOO_MANY) @Nullable
            LinkedHashSet<@Label String> labels,

            Optional<@Size(max = LONGEST_DESCRIPTION, message = TOO_LONG) @Text String> description) {

        /** Tells no value. */
        @Override
        public String toString() {
            return "NewSecret[" + name + "]";
        }
    }

    /** One of them is needed. A value makes a new version. */
    record ChangedSecret(
            Optional<String> value,

            @Size(max = Label.MOST, message = Label.TOO_MANY) @Nullable
            LinkedHashSet<@Label String> labels,

            Optional<@Size(max = LONGEST_DESCRIPTION, message = TOO_LONG) @Text String> description) {

        /** Tells no value. */
        @Override
        public String toString() {
            return "ChangedSecret[]";
        }
    }

    @Described(value = "Keep a secret", status = 201, answers = SecretJson.class)
    @PostMapping
    ResponseEntity<byte[]> create(Call<NewSecret> call) {
        return calls.handle(call, Action.SECRET_CREATE, (transaction, attempt) -> {
            NewSecret asked = attempt.body();
            Instant now = calls.now();
            byte[] value = value(asked.value());
            Secret secret = new Secret(
                    UUID.randomUUID(),
                    asked.name(),
                    1,
                    asked.labels() == null ? List.of() : List.copyOf(asked.labels()),
                    asked.description(),
                    now,
                    now);
            if (!Secrets.add(transaction, secret)) {
                throw exists(transaction, attempt, secret.name());
            }
            Secrets.addVersion(transaction, secret.id(), 1, seal(secret.id(), 1, value), now);
            attempt.about(Resource.SECRET, secret.id());
            return Answer.created(SecretJson.of(secret)).noting("version 1");
        });
    }

    private static Problem exists(Transaction transaction, Attempt<?> attempt, String name) {
        UUID existing = Secrets.findByName(transaction, name).map(Secret::id).orElseThrow();
        attempt.about(Resource.SECRET, existing);
        return Problem.of(409, "secret.exists", "There is a secret of this name; existingId is its id.")
                .field("name")
                .with("existingId", existing);
    }

    @Described(value = "Change a secret", answers = SecretJson.class)
    @PutMapping("/{id}")
    ResponseEntity<byte[]> update(Call<ChangedSecret> call) {
        return calls.handle(call, Action.SECRET_UPDATE, (transaction, attempt) -> {
            ChangedSecret asked = attempt.body();
            if (asked.value().isEmpty()
                    && asked.labels() == null
                    && asked.description().isEmpty()) {
                throw Problem.of(422, "field.missing", "value, labels or description is required.")
                        .field(VALUE);
            }
            UUID id = attempt.id(Resource.SECRET);
            Secret before = Secrets.lock(transaction, id).orElseThrow(Resource.SECRET::missing);
            Optional<byte[]> value = asked.value().map(this::value);
            Secret after = new Secret(
                    id,
                    before.name(),
                    before.version() + (value.isPresent() ? 1 : 0),
                    asked.labels() == null ? before.labels() : List.copyOf(asked.labels()),
                    asked.description().or(before::description),
                    before.createdAt(),
                    calls.now());
            value.ifPresent(bytes -> Secrets.addVersion(
                    transaction, id, after.version(), seal(id, after.version(), bytes), after.updatedAt()));
            Secrets.update(transaction, after);
            return Answer.ok(SecretJson.of(after)).noting("version " + after.version());
        });
    }

    @Described(
            value = "List secrets, without values",
            answers = Page.class,
            query = {"name", "label", "limit", "offset"})
    @GetMapping
    ResponseEntity<byte[]> list(Call<?> call) {
        return calls.handle(call, Action.SECRET_LIST, (transaction, _) -> {
            Page<Secret> page =
                    Secrets.list(transaction, call.parameter("name"), call.parameter("label"), call.window());
            return Answer.ok(new Page<>(page.data().stream().map(SecretJson::of).toList(), page.total()));
        });
    }

    @Described(
            value = "Get a secret; its value with include=value",
            answers = SecretJson.class,
            query = {"include", "version"})
    @GetMapping("/{id}")
    ResponseEntity<byte[]> get(Call<?> call) {
        boolean withValue =
                call.query().getOrDefault("include", List.of()).stream().anyMatch(i -> i.contains(VALUE));
        return calls.handle(call, withValue ? Action.SECRET_READ_VALUE : Action.SECRET_READ, (transaction, attempt) -> {
            call.include(Set.of(VALUE));
            UUID id = attempt.id(Resource.SECRET);
            Secret secret = Secrets.find(transaction, id).orElseThrow(Resource.SECRET::missing);
            int version = (int) call.numberParameter("version", 1, Integer.MAX_VALUE, secret.version());
            Sealed sealed = Secrets.value(transaction, id, version)
                    .orElseThrow(
                            () -> Problems.notFound("version of the secret").field("version"));
            return Answer.ok(SecretJson.of(secret, version, withValue ? open(id, version, sealed) : null))
                    .noting("version " + version);
        });
    }

    @Described(value = "List the versions of a secret", answers = Page.class)
    @GetMapping("/{id}/versions")
    ResponseEntity<byte[]> versions(Call<?> call) {
        return calls.handle(call, Action.SECRET_VERSIONS, (transaction, attempt) -> {
            UUID id = attempt.id(Resource.SECRET);
            List<Secret.Version> versions = Secrets.versions(transaction, id);
            if (versions.isEmpty()) {
                throw Resource.SECRET.missing();
            }
            return Answer.ok(new Page<>(versions, versions.size()));
        });
    }

    @Described(value = "Erase a secret", status = 204)
    @DeleteMapping("/{id}")
    ResponseEntity<byte[]> delete(Call<?> call) {
        return calls.handle(call, Action.SECRET_DELETE, (transaction, attempt) -> {
            UUID id = attempt.id(Resource.SECRET);
            if (!Secrets.delete(transaction, id)) {
                throw Resource.SECRET.missing();
            }
            return Answer.noContent();
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
}
