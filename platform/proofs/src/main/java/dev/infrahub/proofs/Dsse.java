package dev.infrahub.proofs;

import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A signed envelope as DSSE (secure-systems-lab, protocol and envelope 1.0.2) has it, with one signature. The public key
 * stands beside the signature, in the member {@code publicKey}; {@code keyid} is its {@link Seal#fingerprint}.
 *
 * @param payload what is signed, as text in UTF-8
 */
public record Dsse(String payloadType, String payload, Seal seal) {

    /** The payload type of in-toto statements. */
    public static final String IN_TOTO = "application/vnd.in-toto+json";

    /** What is signed: DSSE's pre-authentication encoding (PAE) of type and payload. */
    public static byte[] encoded(String payloadType, String payload) {
        String text = String.join(" ", "DSSEv1", length(payloadType), payloadType, length(payload), payload);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String length(String text) {
        return Integer.toString(text.getBytes(StandardCharsets.UTF_8).length);
    }

    public boolean isGenuine() {
        return seal.isOf(Purpose.ENVELOPE, encoded(payloadType, payload));
    }

    /** The file: canonical JSON. */
    public String text() {
        return new Json()
                .with("payloadType", payloadType)
                .with("payload", Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8)))
                .with("signatures", List.of(signature()))
                .text();
    }

    private Json signature() {
        return new Json()
                .with("keyid", seal.fingerprint())
                .with("sig", seal.signature())
                .with("publicKey", seal.publicKey());
    }

    /**
     * An envelope with one signature; empty of all else. Says nothing about the signature, nor whether the text is what
     * {@link #text} writes.
     */
    public static Optional<Dsse> ofJson(String json) {
        Row envelope = Row.ofJson(json);
        List<Row> signatures = Row.list(envelope.members().getOrDefault("signatures", Value.Special.NULL));
        if (envelope.text("payloadType").isEmpty() || signatures.size() != 1) {
            return Optional.empty();
        }
        Row signature = signatures.getFirst();
        Seal seal = new Seal(
                signature.text("sig"), signature.text("keyid"), 1, MlDsa.ALGORITHM, signature.text("publicKey"));
        try {
            byte[] payload = Base64.getDecoder().decode(envelope.text("payload"));
            return Optional.of(
                    new Dsse(envelope.text("payloadType"), new String(payload, StandardCharsets.UTF_8), seal));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
