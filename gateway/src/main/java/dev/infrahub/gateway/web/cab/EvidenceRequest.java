package dev.infrahub.gateway.web.cab;

import dev.infrahub.gateway.web.bodies.Body;
import dev.infrahub.gateway.web.problems.Problem;
import dev.infrahub.json.CanonicalJson;
import dev.infrahub.json.Value;
import dev.infrahub.proofs.Digest;
import dev.infrahub.secrets.JsonSecrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a caller hands in to be sealed. What it says is any JSON, and kept as canonical JSON: whatever that could not hold
 * exactly is refused rather than changed.
 *
 * @param claims canonical JSON by the member's name; those that were not given are not there
 */
record EvidenceRequest(
        String changeRequestId,
        Map<String, String> claims,
        Optional<String> prUrl,
        Optional<String> approvalSignature) {

    /** Of the body, and of the canonical JSON in it. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final int DEEPEST = 100;

    private static final List<String> CLAIMS = List.of("planSummary", "riskAssessment", "scanResults", "testResults");

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** @throws Problem 400, 413 or 422 that names what is wrong */
    static EvidenceRequest read(Body body) {
        JsonNode object = object(bytes(body));
        CabFields fields = new CabFields(object);
        Map<String, String> claims = new TreeMap<>();
        for (String member : CLAIMS) {
            claim(member, object.path(member)).ifPresent(json -> claims.put(member, json));
        }
        long size = claims.values().stream()
                .mapToLong(json -> json.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (size > MOST_BYTES) {
            throw tooLarge();
        }
        return new EvidenceRequest(
                fields.requiredChangeRequestId(), claims, fields.prUrl(), fields.approvalSignature());
    }

    /** The same for the same request. */
    String hash() {
        return Digest.of(String.join("\n", claims.toString(), prUrl.orElse(""), approvalSignature.orElse("")));
    }

    @Nullable
    String claim(String member) {
        return claims.get(member);
    }

    private static byte[] bytes(Body body) {
        try (InputStream in = body.open()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode object(byte[] bytes) {
        try {
            JsonNode body = STRICT.readTree(bytes);
            if (!body.isObject()) {
                throw Problem.of(400, "body.not_object", "The body is no JSON object; send one with changeRequestId.");
            }
            return body;
        } catch (StreamConstraintsException e) {
            throw Problem.of(400, "body.too_deep", "The JSON body nests deeper than " + DEEPEST + " levels.");
        } catch (JacksonException e) {
            throw Problem.of(400, "body.not_json", "The body is no JSON, or names a member twice.");
        }
    }

    private static Optional<String> claim(String member, JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        Value value = Value.ofJson(node.toString()).orElseThrow();
        if (!isExact(value)) {
            throw CabFields.invalid(
                    member,
                    "numbers that a double holds exactly (RFC 8785); send others, such as long ids, as strings");
        }
        if (JsonSecrets.areIn(value)) {
            throw CabFields.secret(member);
        }
        try {
            return Optional.of(CanonicalJson.of(value));
        } catch (IllegalArgumentException notInterchangeable) {
            throw CabFields.invalid(member, "text of whole Unicode characters");
        }
    }

    private static boolean isExact(Value value) {
        return switch (value) {
            case Value.Num(String spelling) -> isExact(spelling);
            case Value.Items(var items) -> items.stream().allMatch(EvidenceRequest::isExact);
            case Value.Members(var members) -> members.values().stream().allMatch(EvidenceRequest::isExact);
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
