package dev.infrahub.cabsigner.remote;

import dev.infrahub.cabsigner.domain.Policy;
import dev.infrahub.faults.Fault;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.MlDsa;
import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.Seal;
import dev.infrahub.quantumapi.Key;
import dev.infrahub.quantumapi.QuantumApi;
import dev.infrahub.quantumapi.Signature;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Signs with keys that QuantumAPI holds, each made when it is first needed: an approver's own, and the hub's. */
public final class SigningKeys {

    private static final String ALGORITHM = MlDsa.ALGORITHM;
    /** What may stand in a key's name as it is; no capitals, lest names that differ in case alone are one somewhere. */
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9._:@+-]{1,100}");

    private static final Pattern PEM_FRAME = Pattern.compile("-----[A-Z ]+-----|\\s");
    private static final int HASH_IN_IDEMPOTENCY_KEY = 32;
    private static final String UNUSABLE = "quantumapi.key-unusable";
    /** Some 5 KB each. */
    private static final int MOST_KNOWN = 1000;

    private final QuantumApi quantumApi;
    /** Those that signed last: QuantumAPI need not be asked for them each time. */
    private final Map<String, Key> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Key> eldest) {
            return size() > MOST_KNOWN;
        }
    });

    public SigningKeys(QuantumApi quantumApi) {
        this.quantumApi = quantumApi;
    }

    /**
     * The name of somebody's own key: by their subject, or its hash where QuantumAPI would not take that as a name; the
     * policy's is {@code cab/policy}.
     */
    public static String of(String subject) {
        if (subject.equals(Policy.APPROVER)) {
            return "cab/policy";
        }
        return PLAIN.matcher(subject).matches() ? "cab/" + subject : "cab/sha256/" + Digest.of(subject);
    }

    /**
     * A signature, verified here before anybody believes it.
     *
     * @param key its name
     * @param occasion what asks for it, such as an event's id. Asked again for the same data, QuantumAPI gives its first
     *     answer; at another place in a chain the data is another, so it is part of the idempotency key
     * @throws Fault as {@link QuantumApi}; {@code quantumapi.invalid-answer} when the signature does not verify
     */
    public Seal sign(String key, Purpose purpose, byte[] data, String occasion) {
        Key remembered = known.get(key);
        if (remembered != null) {
            try {
                return sign(remembered, purpose, data, occasion);
            } catch (Fault fault) {
                known.remove(key);
                if (!fault.code().equals(UNUSABLE)) {
                    throw fault;
                }
                // gone or retired since; there may be another one of that name
            }
        }
        Key held = quantumApi.getOrCreateKey(key, ALGORITHM);
        Seal seal = sign(held, purpose, data, occasion);
        known.put(key, held);
        return seal;
    }

    private Seal sign(Key held, Purpose purpose, byte[] data, String occasion) {
        String once = occasion + "/" + Digest.of(data).substring(0, HASH_IN_IDEMPOTENCY_KEY);
        Signature signature = quantumApi.sign(data, held.id(), purpose.context(), once);
        Seal seal = new Seal(
                Base64.getEncoder().encodeToString(signature.bytes()),
                held.id().toString(),
                signature.keyVersion(),
                signature.algorithm(),
                publicKey(held, signature.keyVersion()));
        if (!seal.isOf(purpose, data)) {
            throw invalid("the signature does not verify");
        }
        return seal;
    }

    /** The key may have been rotated between the look and the signature. */
    private String publicKey(Key key, int version) {
        String pem = key.publicKey(version)
                .or(() -> quantumApi.key(key.id()).publicKey(version))
                .orElseThrow(() -> invalid("no public key of the version that signed"))
                .pem();
        return PEM_FRAME.matcher(pem).replaceAll("");
    }

    private static Fault.Unavailable invalid(String what) {
        return new Fault.Unavailable(
                "quantumapi.invalid-answer", "QuantumAPI's answer is not one that can be accepted (" + what + ").");
    }
}
