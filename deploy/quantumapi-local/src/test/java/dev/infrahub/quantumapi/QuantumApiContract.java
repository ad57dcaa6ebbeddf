package dev.infrahub.quantumapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.infrahub.faults.Fault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * What whoever is behind an endpoint must do for the hub to work with it. A test says where:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> contract() {
 *     return QuantumApiContract.at("http://localhost:5282", key).sentences();
 * }
 * }</pre>
 *
 * <p>The key needs the scopes keys, encryption, secrets and ssh, to read and to write. What is made has random names.
 */
public final class QuantumApiContract {

    private static final byte[] DATA = "terraform plan 42, approved".getBytes(StandardCharsets.UTF_8);
    private static final String CONTEXT = "infrahub/approval";

    private final String endpoint;
    private final QuantumApi api;
    private final String run = "infrahub-contract-" + UUID.randomUUID();

    private QuantumApiContract(String endpoint, String apiKey) {
        this.endpoint = endpoint;
        this.api = client(apiKey);
    }

    public static QuantumApiContract at(String endpoint, String apiKey) {
        return new QuantumApiContract(endpoint, apiKey);
    }

    public Stream<DynamicTest> sentences() {
        return Stream.concat(ownSentences(), new SshContract(api, run).sentences());
    }

    private Stream<DynamicTest> ownSentences() {
        return Stream.of(
                sentence("it says that it is healthy", this::healthy),
                sentence("all who ask for a key by name get the same one", this::oneKeyByName),
                sentence("a key with its public keys is found by name and by id", this::keyIsFound),
                sentence("a name is given to one key only", this::nameIsUnique),
                sentence("a signature verifies for its data and context alone", this::signatureVerifies),
                sentence("the public key verifies a signature without QuantumAPI", this::publicKeyVerifies),
                sentence("each parameter set of ML-DSA signs", this::everyParameterSetSigns),
                sentence("an idempotency key gives the first answer again", this::repeatIsTheSame),
                sentence("an idempotency key is for one request only", this::otherRequestIsRefused),
                sentence("an unknown key is no permanent no to a signature", this::unknownKey),
                sentence("what is encrypted is decrypted, by its associated data alone", this::decrypts),
                sentence("a payload that was changed is refused", this::changedPayload),
                sentence("a secret has versions and shows its value only when read", this::secretVersions),
                sentence("a key it does not know is refused", this::wrongCredential));
    }

    private DynamicTest sentence(String name, Executable body) {
        return dynamicTest(name, body);
    }

    private HttpQuantumApi client(String key) {
        QuantumApiProperties properties = new QuantumApiProperties(
                endpoint,
                key,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                new QuantumApiProperties.Retry(2, Duration.ofMillis(200), Duration.ofSeconds(5)),
                new QuantumApiProperties.Circuit(20, 20, 100, Duration.ofSeconds(1), 1));
        return new HttpQuantumApi(properties, ObservationRegistry.NOOP, new SimpleMeterRegistry());
    }

    private void healthy() {
        assertThat(api.health().state()).isEqualTo(Health.State.HEALTHY);
    }

    private void oneKeyByName() throws Exception {
        Callable<UUID> asking =
                () -> api.getOrCreateKey(run + "-shared", "ML-DSA-65").id();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<UUID> ids = callers.invokeAll(List.of(asking, asking, asking, asking, asking, asking)).stream()
                    .map(Future::resultNow)
                    .distinct()
                    .toList();
            assertThat(ids).hasSize(1);
        }
    }

    private void keyIsFound() {
        Key made = newKey("ML-DSA-65");

        assertThat(made.algorithm()).isEqualTo("ML-DSA-65");
        assertThat(made.state()).isEqualTo("active");
        assertThat(made.publicKey(made.version()).orElseThrow().raw()).hasSize(1952);
        assertThat(api.findKey(made.name()).orElseThrow().id()).isEqualTo(made.id());
        assertThat(api.findKey(run + "-none")).isEmpty();
        assertThat(api.key(made.id()).name()).isEqualTo(made.name());
    }

    private void nameIsUnique() {
        Key made = newKey("ML-DSA-44");

        assertThat(invalid(() -> api.createKey(made.name(), "ML-DSA-44", null))).isEqualTo("quantumapi.key.exists");
    }

    private void signatureVerifies() {
        Signature signature = api.sign(DATA, newKey("ML-DSA-65").id(), CONTEXT, null);
        byte[] changed = signature.bytes().clone();
        changed[100] ^= 1;

        assertThat(api.verify(DATA, signature, CONTEXT)).isTrue();
        assertThat(api.verify("other data".getBytes(StandardCharsets.UTF_8), signature, CONTEXT))
                .isFalse();
        assertThat(api.verify(DATA, signature, "")).isFalse();
        assertThat(api.verify(
                        DATA,
                        new Signature(changed, signature.keyId(), signature.keyVersion(), signature.algorithm()),
                        CONTEXT))
                .isFalse();
    }

    /** The JDK's ML-DSA has no context, so none is given. */
    private void publicKeyVerifies() throws GeneralSecurityException {
        Key key = newKey("ML-DSA-65");
        Signature signature = api.sign(DATA, key.id(), "", null);
        String pem = key.publicKey(signature.keyVersion()).orElseThrow().pem();
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        java.security.Signature verifier = java.security.Signature.getInstance("ML-DSA-65");
        verifier.initVerify(KeyFactory.getInstance("ML-DSA").generatePublic(new X509EncodedKeySpec(der)));
        verifier.update(DATA);

        assertThat(verifier.verify(signature.bytes())).isTrue();
        assertThat(der)
                .endsWith(key.publicKey(signature.keyVersion()).orElseThrow().raw());
    }

    private void everyParameterSetSigns() {
        for (String algorithm : List.of("ML-DSA-44", "ML-DSA-65", "ML-DSA-87")) {
            Signature signature = api.sign(DATA, newKey(algorithm).id(), CONTEXT, null);
            assertThat(signature.algorithm()).isEqualTo(algorithm);
            assertThat(api.verify(DATA, signature, CONTEXT)).isTrue();
        }
    }

    private void repeatIsTheSame() {
        UUID key = newKey("ML-DSA-65").id();
        String event = UUID.randomUUID().toString();

        Signature first = api.sign(DATA, key, CONTEXT, event);

        assertThat(api.sign(DATA, key, CONTEXT, event).bytes()).isEqualTo(first.bytes());
    }

    private void otherRequestIsRefused() {
        UUID key = newKey("ML-DSA-65").id();
        String event = UUID.randomUUID().toString();
        api.sign(DATA, key, CONTEXT, event);

        assertThat(invalid(() -> api.sign(new byte[1], key, CONTEXT, event)))
                .isEqualTo("quantumapi.idempotency.mismatch");
    }

    private void unknownKey() {
        UUID unknown = UUID.randomUUID();

        assertThat(unavailable(() -> api.sign(DATA, unknown, CONTEXT, null))).isEqualTo("quantumapi.key-unusable");
        assertThat(invalid(() -> api.key(unknown))).isEqualTo("quantumapi.not-found");
    }

    private void decrypts() {
        UUID key = newKey("ML-KEM-768").id();

        Encrypted encrypted = api.encrypt(DATA, key, "state/prod");

        assertThat(api.decrypt(encrypted.payload(), "state/prod")).isEqualTo(DATA);
        assertThat(invalid(() -> api.decrypt(encrypted.payload(), "state/dev")))
                .isEqualTo("quantumapi.payload.invalid");
        assertThat(api.decrypt(api.encrypt(new byte[0], key, "").payload(), "")).isEmpty();
    }

    private void changedPayload() {
        String payload = api.encrypt(DATA, newKey("ML-KEM-768").id(), "").payload();
        int middle = payload.length() / 2;
        char other = payload.charAt(middle) == 'A' ? 'B' : 'A';

        assertThat(invalid(() -> api.decrypt(payload.substring(0, middle) + other + payload.substring(middle + 1), "")))
                .isEqualTo("quantumapi.payload.invalid");
    }

    private void secretVersions() {
        String name = run + "/database-password";
        String event = UUID.randomUUID().toString();
        NewSecret secret = new NewSecret(name, "first-" + run, List.of("contract"), "of a test");

        Secret made = api.createSecret(secret, event);
        Secret again = api.createSecret(secret, event);
        Secret second = api.newSecretVersion(made.id(), "second-" + run);

        assertThat(again).isEqualTo(made);
        assertThat(made.version()).isEqualTo(1);
        assertThat(made.labels()).containsExactly("contract");
        assertThat(second.version()).isEqualTo(2);
        assertThat(api.readSecret(made.id()).value()).isEqualTo("second-" + run);
        assertThat(api.secrets()).filteredOn(Secret::name, name).hasSize(1);
        assertThat(invalid(() -> api.createSecret(secret, null))).isEqualTo("quantumapi.secret.exists");
    }

    private void wrongCredential() {
        try (HttpQuantumApi stranger = client("qapi_" + "0".repeat(43))) {
            assertThat(unavailable(() -> stranger.findKey("any"))).isEqualTo("quantumapi.refused");
        }
    }

    private Key newKey(String algorithm) {
        return api.createKey(run + "-" + UUID.randomUUID(), algorithm, null);
    }

    private static String invalid(ThrowingCallable call) {
        return codeOf(catchThrowableOfType(Fault.Invalid.class, call));
    }

    private static String unavailable(ThrowingCallable call) {
        return codeOf(catchThrowableOfType(Fault.Unavailable.class, call));
    }

    private static String codeOf(Fault thrown) {
        assertThat(thrown).as("what the call throws").isNotNull();
        return thrown.code();
    }
}
