package dev.infrahub.proofs;

import dev.infrahub.terraform.CanonicalJson;
import dev.infrahub.terraform.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A compliance report as a file: canonical JSON whose member {@code seal} ({@code signature}, {@code algorithm}, {@code
 * publicKey}) is a signature over all the others.
 */
public final class SealedReport {

    private static final String SEAL = "seal";

    private SealedReport() {}

    /**
     * What verifying found.
     *
     * @param reason in one sentence
     * @param seal where the file has one. Whose key it is, the verifier must know
     */
    public record Result(boolean isGenuine, String reason, Optional<Seal> seal) {}

    /** Whether the file is, byte for byte, what was sealed. */
    public static Result verify(byte[] file) {
        Map<String, Value> members = Json.members(new String(file, StandardCharsets.UTF_8));
        if (!(members.get(SEAL) instanceof Value.Members(var sealed))) {
            return new Result(false, "It is no sealed report: it has no seal.", Optional.empty());
        }
        Seal seal = Seal.of(new Row(sealed));
        if (!Arrays.equals(file, bytes(members))) {
            return new Result(false, "It is not written as it was sealed: not canonical JSON.", Optional.of(seal));
        }
        Map<String, Value> report = new LinkedHashMap<>(members);
        report.remove(SEAL);
        return seal.isOf(Purpose.REPORT, bytes(report))
                ? new Result(true, "The seal verifies.", Optional.of(seal))
                : new Result(false, "The seal does not verify: the report was changed.", Optional.of(seal));
    }

    private static byte[] bytes(Map<String, Value> members) {
        try {
            return CanonicalJson.of(new Value.Members(members)).getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notCanonical) {
            return new byte[0];
        }
    }
}
