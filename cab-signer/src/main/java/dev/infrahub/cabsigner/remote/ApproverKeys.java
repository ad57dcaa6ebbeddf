package dev.infrahub.cabsigner.remote;

import dev.infrahub.cabsigner.domain.Digest;
import dev.infrahub.cabsigner.domain.Seal;
import dev.infrahub.events.Fault;
import dev.infrahub.quantumapi.Key;
import dev.infrahub.quantumapi.QuantumApi;
import dev.infrahub.quantumapi.Signature;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;

/** Signs with each approver's own key, made when it is first needed. */
public final class ApproverKeys {

    private static final String ALGORITHM = "ML-DSA-65";
    /** What may stand in a key's name as it is; no capitals, lest names that differ in case alone are one somewhere. */
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9._:@+-]{1,100}");

    private static final Pattern PEM_FRAME = Pattern.compile("-----[A-Z ]+-----|\\s");
    private static final int HASH_IN_IDEMPOTENCY_KEY = 32;

    private final QuantumApi quantumApi;

    public ApproverKeys(QuantumApi quantumApi) {
        this.quantumApi = quantumApi;
    }

    /**
     * The approver's signature, verified here before anybody believes it.
     *
     * @param event that asks for it. Asked again for the same payload, QuantumAPI gives its first answer; at another place
     *     in the chain the payload is another, so it is part of the idempotency key
     * @throws Fault as {@link QuantumApi}; {@code quantumapi.invalid-answer} when the signature does not verify
     */
    public Seal sign(String approver, String payload, UUID event) {
        Key key = quantumApi.getOrCreateKey(name(approver), ALGORITHM);
        String once = event + "/" + Digest.of(payload).substring(0, HASH_IN_IDEMPOTENCY_KEY);
        Signature signature = quantumApi.sign(payload.getBytes(StandardCharsets.UTF_8), key.id(), Seal.CONTEXT, once);
        Seal seal = new Seal(
                Base64.getEncoder().encodeToString(signature.bytes()),
                key.id().toString(),
                signature.keyVersion(),
                signature.algorithm(),
                publicKey(key, signature.keyVersion()));
        if (!seal.isOf(payload)) {
            throw invalid("the signature does not verify");
        }
        return seal;
    }

    /** By the approver's subject; its hash where QuantumAPI would not take that as a name. */
    static String name(String approver) {
        return PLAIN.matcher(approver).matches() ? "cab/" + approver : "cab/sha256/" + Digest.of(approver);
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
