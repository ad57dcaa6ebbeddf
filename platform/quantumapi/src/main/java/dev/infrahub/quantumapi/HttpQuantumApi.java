package dev.infrahub.quantumapi;

import dev.infrahub.faults.Fault;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** QuantumAPI over HTTP. */
final class HttpQuantumApi implements QuantumApi, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HttpQuantumApi.class);

    static final String KEY_UNUSABLE = "quantumapi.key-unusable";

    private static final String NOT_FOUND = "quantumapi.not-found";
    private static final Set<String> UNUSABLE = Set.of(NOT_FOUND, "quantumapi.key.not-active");
    private static final String EXISTS = ".exists";
    private static final int PAGE = 500;

    private final boolean configured;
    private final Wire wire;
    private final Patience patience;
    private final Refusals refusals = new Refusals();
    private final Judge judge = new Judge(refusals);

    HttpQuantumApi(QuantumApiProperties properties, ObservationRegistry observations, MeterRegistry meters) {
        this.configured = properties.hasKey();
        this.wire = new Wire(properties, observations);
        this.patience = new Patience(properties, meters);
        if (!configured) {
            log.warn("No key for QuantumAPI is configured: nothing can be signed");
        }
    }

    /** Asks once, around the circuit: what it says of itself now. */
    @Override
    public Health health() {
        if (!configured) {
            return new Health(Health.State.UNCONFIGURED, "No key for QuantumAPI is configured.");
        }
        Call call = Call.get("/health");
        try {
            return judge.json(call, wire.send(call), this::health);
        } catch (Fault e) {
            return new Health(Health.State.UNHEALTHY, e.detail());
        }
    }

    private Health health(Answer answer) {
        if (!"healthy".equalsIgnoreCase(answer.text("status"))) {
            return new Health(Health.State.UNHEALTHY, "QuantumAPI says that it is unhealthy.");
        }
        return refusals.first()
                .map(refusal -> new Health(Health.State.REFUSED, "QuantumAPI refuses the hub's key for " + refusal))
                .orElseGet(() -> new Health(Health.State.HEALTHY, "QuantumAPI answers."));
    }

    @Override
    public Key createKey(String name, String algorithm, @Nullable String idempotencyKey) {
        Call call =
                Call.post("/keys", Map.of("name", name, "algorithm", algorithm)).once(idempotencyKey);
        return key(ask(call, answer -> answer.id("id")));
    }

    @Override
    public Key key(UUID id) {
        Key key = ask(Call.get("/keys/{id}?include=publicKey,versions,metadata", id), Keys::read);
        return sameKey(id, key.id(), key);
    }

    @Override
    public Optional<Key> findKey(String name) {
        return named("/keys?name={name}&limit={limit}&offset={offset}", name).map(found -> key(found.id("id")));
    }

    @Override
    public Key getOrCreateKey(String name, String algorithm) {
        Key key = findKey(name).orElseGet(() -> createOrFindKey(name, algorithm));
        if (!key.algorithm().equals(algorithm)) {
            throw new Fault.Unavailable(KEY_UNUSABLE, "QuantumAPI's key of that name is of another algorithm.");
        }
        return key;
    }

    /** Names are unique, so creating again finds the first: it may be tried again without an idempotency key. */
    private Key createOrFindKey(String name, String algorithm) {
        Call create =
                Call.post("/keys", Map.of("name", name, "algorithm", algorithm)).harmless();
        return orExisting(() -> key(ask(create, answer -> answer.id("id"))), () -> findKey(name));
    }

    private static <T> T orExisting(Supplier<T> creation, Supplier<Optional<T>> existing) {
        try {
            return creation.get();
        } catch (Fault.Invalid e) {
            if (!e.code().endsWith(EXISTS)) {
                throw e;
            }
            return existing.get().orElseThrow(() -> e);
        }
    }

    @Override
    public Signature sign(byte[] data, UUID keyId, String context, @Nullable String idempotencyKey) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("data", base64(data));
        body.put("keyId", keyId);
        putUnlessEmpty(body, "context", context);
        Call call = Call.post("/sign", body).once(idempotencyKey);
        return usingKey(() -> ask(call, answer -> signature(keyId, answer)));
    }

    private static Signature signature(UUID keyId, Answer answer) {
        byte[] bytes = answer.bytes("signature");
        String algorithm = answer.text("algorithm");
        if (!Algorithms.isSignatureOf(algorithm, bytes)) {
            throw new Answer.Malformed("signature");
        }
        Signature signature = new Signature(bytes, answer.id("keyId"), answer.number("keyVersion"), algorithm);
        return sameKey(keyId, signature.keyId(), signature);
    }

    @Override
    public boolean verify(byte[] data, Signature signature, String context) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("data", base64(data));
        body.put("signature", base64(signature.bytes()));
        body.put("keyId", signature.keyId());
        body.put("keyVersion", signature.keyVersion());
        putUnlessEmpty(body, "context", context);
        return ask(Call.post("/verify", body).harmless(), answer -> answer.flag("valid"));
    }

    @Override
    public Encrypted encrypt(byte[] plaintext, UUID keyId, String associatedData) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("plaintext", base64(plaintext));
        body.put("encoding", "base64");
        body.put("keyId", keyId);
        putUnlessEmpty(body, "associatedData", associatedData);
        return usingKey(() -> ask(Call.post("/encrypt", body).harmless(), answer -> encrypted(keyId, answer)));
    }

    private static Encrypted encrypted(UUID keyId, Answer answer) {
        Encrypted encrypted = new Encrypted(
                answer.text("encryptedPayload"),
                answer.id("keyId"),
                answer.number("keyVersion"),
                answer.text("algorithm"));
        return sameKey(keyId, encrypted.keyId(), encrypted);
    }

    @Override
    public byte[] decrypt(String payload, String associatedData) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("encryptedPayload", payload);
        body.put("encoding", "base64");
        putUnlessEmpty(body, "associatedData", associatedData);
        return ask(Call.post("/decrypt", body).harmless(), answer -> answer.anyBytes("plaintext"));
    }

    @Override
    public Secret createSecret(NewSecret secret, @Nullable String idempotencyKey) {
        Map<String, Object> body = Map.of(
                "name", secret.name(),
                "value", secret.value(),
                "labels", secret.labels(),
                "description", secret.description());
        return ask(Call.post("/secrets", body).once(idempotencyKey), HttpQuantumApi::secret);
    }

    @Override
    public Secret newSecretVersion(UUID id, String value) {
        return ask(Call.put("/secrets/{id}", Map.of("value", value), id), HttpQuantumApi::secret);
    }

    @Override
    public SecretValue readSecret(UUID id) {
        return ask(
                Call.get("/secrets/{id}?include=value", id),
                answer -> new SecretValue(
                        secret(answer), answer.optionalText("value").orElseThrow(() -> new Answer.Malformed("value"))));
    }

    @Override
    public List<Secret> secrets() {
        return pages("/secrets?limit={limit}&offset={offset}", HttpQuantumApi::secret);
    }

    private static Secret secret(Answer answer) {
        return new Secret(
                answer.id("id"),
                answer.text("name"),
                answer.number("version"),
                answer.texts("labels"),
                answer.optionalText("description").orElse(""),
                answer.time("createdAt"),
                answer.time("updatedAt"));
    }

    @Override
    public SshAuthority sshAuthority(String name, String algorithm) {
        SshAuthority authority = findSshAuthority(name).orElseGet(() -> createOrFindSshAuthority(name, algorithm));
        if (!authority.algorithm().equals(algorithm)) {
            throw new Fault.Unavailable(
                    KEY_UNUSABLE, "QuantumAPI's SSH authority of that name is of another algorithm.");
        }
        return authority;
    }

    private SshAuthority createOrFindSshAuthority(String name, String algorithm) {
        Call create = Call.post("/ssh/ca", Map.of("name", name, "algorithm", algorithm));
        return orExisting(() -> ask(create, SshAnswers::authority), () -> findSshAuthority(name));
    }

    private Optional<SshAuthority> findSshAuthority(String name) {
        return pages("/ssh/ca?limit={limit}&offset={offset}", SshAnswers::authority).stream()
                .filter(authority -> authority.name().equals(name))
                .findFirst();
    }

    @Override
    public SshCertificate issueSshCertificate(SshCertificateRequest request, @Nullable String idempotencyKey) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("publicKey", request.publicKey());
        body.put("principals", request.principals());
        body.put("identity", request.identity());
        body.put("caId", request.authorityId());
        switch (request.validity()) {
            case SshCertificateRequest.Validity.For(Duration duration) -> body.put("ttlSeconds", duration.toSeconds());
            case SshCertificateRequest.Validity.Until(Instant end) -> body.put("validBefore", end.toString());
        }
        body.put("criticalOptions", request.criticalOptions());
        body.put("extensions", request.extensions());
        body.put("reason", request.reason());
        Call call = Call.post("/ssh/certificates", body).once(idempotencyKey);
        return ask(call, answer -> SshAnswers.certificate(request, answer));
    }

    @Override
    public void revokeSshCertificate(UUID id, String reason) {
        bytes(Call.post("/ssh/certificates/{id}/revoke", Map.of("reason", reason), id));
    }

    @Override
    public byte[] sshRevocations(UUID authorityId) {
        return bytes(Call.get("/ssh/ca/{id}/krl", authorityId));
    }

    private <T> T ask(Call call, Function<Answer, T> reading) {
        return judge.json(call, send(call), reading);
    }

    private byte[] bytes(Call call) {
        return judge.bytes(call, send(call));
    }

    private Reply send(Call call) {
        if (!configured) {
            throw new Fault.Unavailable(Judge.UNAVAILABLE, "No key for QuantumAPI is configured.");
        }
        return patience.send(call, wire);
    }

    private <T> List<T> pages(String path, Function<Answer, T> reading) {
        List<T> all = new ArrayList<>();
        List<T> page;
        do {
            page = ask(
                    Call.get(path, PAGE, all.size()),
                    answer -> answer.objects("data").stream().map(reading).toList());
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    /** A filter by name may also find names that only contain it. */
    private Optional<Answer> named(String path, String name) {
        return ask(
                Call.get(path, name, PAGE, 0),
                answer -> answer.objects("data").stream()
                        .filter(item -> item.text("name").equals(name))
                        .findFirst());
    }

    /** A key that is gone or retired is the operator's to mend, not the caller's: no permanent "no". */
    private static <T> T usingKey(Supplier<T> call) {
        try {
            return call.get();
        } catch (Fault.Invalid e) {
            if (UNUSABLE.contains(e.code())) {
                throw new Fault.Unavailable(KEY_UNUSABLE, "QuantumAPI's key is gone or no longer active.");
            }
            throw e;
        }
    }

    private static <T> T sameKey(UUID asked, UUID answered, T answer) {
        if (!asked.equals(answered)) {
            throw new Answer.Malformed("keyId");
        }
        return answer;
    }

    private static void putUnlessEmpty(Map<String, Object> body, String member, String value) {
        if (!value.isEmpty()) {
            body.put(member, base64(value.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void close() {
        wire.close();
    }
}
