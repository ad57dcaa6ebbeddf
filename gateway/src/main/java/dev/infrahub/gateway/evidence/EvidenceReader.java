package dev.infrahub.gateway.evidence;

import dev.infrahub.http.Problem;
import dev.infrahub.http.RequestReader;
import dev.infrahub.http.bodies.Body;
import dev.infrahub.json.Allowance;
import dev.infrahub.json.CanonicalJson;
import dev.infrahub.json.Limits;
import dev.infrahub.json.Value;
import dev.infrahub.secrets.JsonSecrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what is to be sealed: whatever canonical JSON could not hold exactly is refused rather than changed. */
public record EvidenceReader(RequestReader requests) {

    /** Of the body, and of the canonical JSON in it. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    /** How often a byte of it is in memory while it is read, and what a value takes there. */
    private static final long MANY = 8;

    private static final long A_NODE = 64;

    /** @throws Problem 400, 413 or 422 that names what is wrong */
    SubmittedEvidence read(Body body) {
        SealEvidence asked = requests.read(bytes(body), SealEvidence.class);
        Map<String, String> claims = new TreeMap<>();
        claim(claims, "planSummary", asked.planSummary());
        claim(claims, "riskAssessment", asked.riskAssessment());
        claim(claims, "scanResults", asked.scanResults());
        claim(claims, "testResults", asked.testResults());
        long size = claims.values().stream()
                .mapToLong(json -> json.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (size > MOST_BYTES) {
            throw tooLarge();
        }
        return new SubmittedEvidence(asked.changeRequestId(), claims, asked.prUrl(), asked.approvalSignature());
    }

    private static byte[] bytes(Body body) {
        try (InputStream in = body.open()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw tooLarge();
            }
            Allowance.current()
                    .hold(MANY * bytes.length + A_NODE * Math.min(bytes.length, Limits.OF_REQUESTS.tokens()));
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void claim(Map<String, String> claims, String member, @Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return;
        }
        Value value = Value.ofJson(node.toString()).orElseThrow();
        if (!isExact(value)) {
            throw Problem.invalid(
                    member,
                    "takes numbers that a double holds exactly (RFC 8785); send others, such as long ids, as strings");
        }
        if (JsonSecrets.areIn(value)) {
            throw Problem.of(422, "field.secret", member + " holds a credential; send it without.")
                    .field(member);
        }
        try {
            claims.put(member, CanonicalJson.of(value));
        } catch (IllegalArgumentException notInterchangeable) {
            throw Problem.invalid(member, "takes text of whole Unicode characters");
        }
    }

    private static boolean isExact(Value value) {
        return switch (value) {
            case Value.Num(String spelling) -> isExact(spelling);
            case Value.Items(var items) -> items.stream().allMatch(EvidenceReader::isExact);
            case Value.Members(var members) -> members.values().stream().allMatch(EvidenceReader::isExact);
            case Value.Text _, Value.Bool _, Value.Special _ -> true;
        };
    }

    /** Whether the canonical spelling is of the same number. */
    private static boolean isExact(String spelling) {
        double rounded = Double.parseDouble(spelling);
        return Double.isFinite(rounded) && new BigDecimal(spelling).compareTo(BigDecimal.valueOf(rounded)) == 0;
    }

    private static Problem tooLarge() {
        return Problem.of(
                413,
                "body.too_large",
                "Evidence is at most " + (MOST_BYTES >> 20) + " MiB of JSON; link what is larger.");
    }
}
