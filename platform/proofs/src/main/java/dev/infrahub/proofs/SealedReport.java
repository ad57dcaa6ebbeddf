package dev.infrahub.proofs;

import dev.infrahub.json.CanonicalJson;
import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A compliance report as a file: canonical JSON whose member {@code seal} ({@code signature}, {@code algorithm}, {@code
 * publicKey}) is a signature over the digest of all the others.
 *
 * @param file as it was read
 * @param message what was signed: {@link #message} of everything but the seal
 * @param seal whose key it is, the verifier must know
 */
public record SealedReport(byte[] file, byte[] message, Seal seal) {

    private static final String SEAL = "seal";

    /**
     * What is signed of a report: {@code sha256:} and the hexadecimal digest of its canonical JSON without a seal. A report has
     * no largest size, and what a service of keys signs at once has.
     */
    public static byte[] message(byte[] report) {
        return ("sha256:" + Digest.of(report)).getBytes(StandardCharsets.UTF_8);
    }

    /** Empty where the file is no JSON object with a seal. */
    public static Optional<SealedReport> of(byte[] file) {
        Map<String, Value> report = new LinkedHashMap<>(Json.members(new String(file, StandardCharsets.UTF_8)));
        return report.remove(SEAL) instanceof Value.Members(var seal)
                ? Optional.of(new SealedReport(file, message(canonical(report)), Seal.of(new Row(seal))))
                : Optional.empty();
    }

    /** Whether the file is written in the one way there is, so that every byte of it counts. */
    public boolean isCanonical() {
        return Arrays.equals(file, canonical(Json.members(new String(file, StandardCharsets.UTF_8))));
    }

    /** Whether the file is, byte for byte, what was sealed. */
    public boolean isGenuine() {
        return isCanonical() && seal.isOf(Purpose.REPORT, message);
    }

    private static byte[] canonical(Map<String, Value> members) {
        try {
            return CanonicalJson.of(new Value.Members(members)).getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notCanonical) {
            return new byte[0];
        }
    }
}
