package dev.infrahub.quantumapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.infrahub.faults.Fault;
import dev.infrahub.quantumapi.Endpoints.ListedKey;
import dev.infrahub.quantumapi.Endpoints.Named;
import dev.infrahub.quantumapi.Endpoints.Page;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** QuantumAPI over HTTP. */
final class HttpQuantumApi implements QuantumApi, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HttpQuantumApi.class);

    static final String KEY_UNUSABLE = "quantumapi.key-unusable";

    private static final Set<String> UNUSABLE = Set.of("quantumapi.not-found", "quantumapi.key.not-active");
    private static final String EXISTS = ".exists";
    private static final String BASE64 = "base64";
    private static final int PAGE = 500;

    private final boolean configured;
    private final Wire wire;
    private final Endpoints endpoints;
    private final Refusals refusals = new Refusals();

    HttpQuantumApi(QuantumApiProperties properties, ObservationRegistry observations, MeterRegistry meters) {
        this.configured = properties.hasKey();
        this.wire = new Wire(properties, observations);
        Judge judge = new Judge(refusals, properties.circuit().pause());
        this.endpoints = new Exchange(configured, wire, new Patience(properties, meters), judge).endpoints();
        if (!configured) {
            log.warn("No key for QuantumAPI is configured: nothing can be signed");
        }
    }

    @Override
    public Health health() {
        if (!configured) {
            return new Health(Health.State.UNCONFIGURED, "No key for QuantumAPI is configured.");
        }
        try {
            return health(endpoints.health().status());
        } catch (Fault e) {
            return new Health(Health.State.UNHEALTHY, e.detail());
        }
    }

    private Health health(String status) {
        if (!"healthy".equalsIgnoreCase(status)) {
            return new Health(Health.State.UNHEALTHY, "QuantumAPI says that it is unhealthy.");
        }
        return refusals.first()
                .map(refusal -> new Health(
                        Health.State.REFUSED,
                        "QuantumAPI refuses the hub's key for " + refusal + ". " + Refusals.WHAT_TO_DO))
                .orElseGet(() -> new Health(Health.State.HEALTHY, "QuantumAPI answers."));
    }

    @Override
    public Key createKey(String name, String algorithm, @Nullable String idempotencyKey) {
        return key(
                endpoints.createKey(new Named(name, algorithm), idempotencyKey).id());
    }

    @Override
    public Key key(UUID id) {
        Key key = endpoints.key(id).key();
        return accept(key, key.id().equals(id), "keyId");
    }

    /** The filter by name may also find names that only contain it. */
    @Override
    public Optional<Key> findKey(String name) {
        return endpoints.keys(name, PAGE).data().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .map(ListedKey::id)
                .map(this::key);
    }

    @Override
    public Key getOrCreateKey(String name, String algorithm) {
        Key key = getOrCreate(
                () -> findKey(name),
                () -> key(endpoints.createKey(new Named(name, algorithm)).id()));
        return usable(key, key.algorithm().equals(algorithm), "QuantumAPI's key of that name is of another algorithm.");
    }

    /** Another may create it at the same time. */
    private static <T> T getOrCreate(Supplier<Optional<T>> finding, Supplier<T> creation) {
        return finding.get().orElseGet(() -> {
            try {
                return creation.get();
            } catch (Fault.Invalid e) {
                if (!e.code().endsWith(EXISTS)) {
                    throw e;
                }
                return finding.get().orElseThrow(() -> e);
            }
        });
    }

    @Override
    public Signature sign(byte[] data, UUID keyId, String context, @Nullable String idempotencyKey) {
        var signing = new Endpoints.Signing(data, keyId, utf8(context));
        Signature signature = usingKey(() -> endpoints.sign(signing, idempotencyKey));
        accept(signature, Algorithms.isSignatureOf(signature.algorithm(), signature.bytes()), "signature");
        return accept(signature, signature.keyId().equals(keyId), "keyId");
    }

    @Override
    public boolean verify(byte[] data, Signature signature, String context) {
        return endpoints
                .verify(new Endpoints.Verifying(
                        data, signature.bytes(), signature.keyId(), signature.keyVersion(), utf8(context)))
                .valid();
    }

    @Override
    public Encrypted encrypt(byte[] plaintext, UUID keyId, String associatedData) {
        var encrypting = new Endpoints.Encrypting(plaintext, BASE64, keyId, utf8(associatedData));
        Encrypted encrypted = usingKey(() -> endpoints.encrypt(encrypting));
        return accept(encrypted, encrypted.keyId().equals(keyId), "keyId");
    }

    @Override
    public byte[] decrypt(String payload, String associatedData) {
        return endpoints
                .decrypt(new Endpoints.Decrypting(payload, BASE64, utf8(associatedData)))
                .plaintext();
    }

    @Override
    public Secret createSecret(NewSecret secret, @Nullable String idempotencyKey) {
        return endpoints.createSecret(secret, idempotencyKey);
    }

    @Override
    public Secret newSecretVersion(UUID id, String value) {
        return endpoints.newSecretVersion(id, new Endpoints.Value(value));
    }

    @Override
    public SecretValue readSecret(UUID id) {
        return endpoints.readSecret(id);
    }

    @Override
    public List<Secret> secrets() {
        return all(offset -> endpoints.secrets(PAGE, offset));
    }

    @Override
    public SshAuthority sshAuthority(String name, String algorithm) {
        SshAuthority authority = getOrCreate(
                () -> findSshAuthority(name), () -> endpoints.createSshAuthority(new Named(name, algorithm)));
        return usable(
                authority,
                authority.algorithm().equals(algorithm),
                "QuantumAPI's SSH authority of that name is of another algorithm.");
    }

    private Optional<SshAuthority> findSshAuthority(String name) {
        return all(offset -> endpoints.sshAuthorities(PAGE, offset)).stream()
                .filter(authority -> authority.name().equals(name))
                .findFirst();
    }

    @Override
    public SshCertificate issueSshCertificate(SshCertificateRequest request, @Nullable String idempotencyKey) {
        SshCertificate certificate = endpoints.issueSshCertificate(request, idempotencyKey);
        return accept(certificate, certificate.isOf(request), "certificate");
    }

    @Override
    public void revokeSshCertificate(UUID id, String reason) {
        endpoints.revokeSshCertificate(id, new Endpoints.Reason(reason));
    }

    @Override
    public byte[] sshRevocations(UUID authorityId) {
        return endpoints.sshRevocations(authorityId);
    }

    private static <T> List<T> all(IntFunction<Page<T>> pages) {
        List<T> all = new ArrayList<>();
        List<T> page;
        do {
            page = pages.apply(all.size()).data();
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
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

    private static <T> T usable(T key, boolean asAsked, String otherwise) {
        if (!asAsked) {
            throw new Fault.Unavailable(KEY_UNUSABLE, otherwise);
        }
        return key;
    }

    private static <T> T accept(T answer, boolean asAsked, String member) {
        if (!asAsked) {
            throw Judge.invalidAnswer(member);
        }
        return answer;
    }

    /** Empty is none. */
    private static byte @Nullable [] utf8(String text) {
        return text.isEmpty() ? null : text.getBytes(UTF_8);
    }

    @Override
    public void close() {
        wire.close();
    }
}
