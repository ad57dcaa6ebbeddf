package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.SealedEvidence;
import dev.infrahub.cabsigner.domain.Submission;
import dev.infrahub.faults.Fault;
import dev.infrahub.json.CanonicalJson;
import dev.infrahub.json.Value;
import dev.infrahub.proofs.MlDsa;
import dev.infrahub.proofs.Seal;
import dev.infrahub.schemas.EvidenceSealed;
import dev.infrahub.schemas.EvidenceSubmitted;
import dev.infrahub.secrets.JsonSecrets;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Evidence from and to events. */
final class EvidenceEvents {

    /** Of all JSON together, in characters: sealed and in Base64 it must still fit into an event. */
    private static final int LONGEST_JSON = 11 * 512 * 1024;

    private EvidenceEvents() {}

    /** @throws Fault.Invalid {@code evidence.invalid} */
    static Submission submission(EvidenceSubmitted event) {
        Fields fields = new Fields("evidence.invalid");
        Submission.Claims claims = new Submission.Claims(
                json(fields, "planSummary", event.getPlanSummary()),
                json(fields, "riskAssessment", event.getRiskAssessment()),
                fields.optional("prUrl", event.getPrUrl(), Fields.LONGEST_TEXT),
                json(fields, "scanResults", event.getScanResults()),
                json(fields, "testResults", event.getTestResults()),
                fields.optional("approvalSignature", event.getApprovalSignature(), Fields.LONGEST_TEXT));
        Value analysis = json(fields, "analysis", event.getAnalysis());
        if (length(event) > LONGEST_JSON) {
            throw fields.wrong("The JSON of all members", "is longer than " + LONGEST_JSON + " characters");
        }
        return new Submission(
                fields.word("changeRequestId", event.getChangeRequestId(), Fields.LONGEST_ID),
                fields.client(event.getClient()),
                claims,
                analysis,
                fields.word("submittedBy", event.getSubmittedBy(), Fields.LONGEST_NAME),
                fields.text("submittedByName", event.getSubmittedByName(), Fields.LONGEST_NAME),
                event.getSubmittedAt());
    }

    /** Whoever publishes past the gateway is held to the same: one form of everything, and no credentials. */
    private static Value json(Fields fields, String name, @Nullable String text) {
        if (text == null) {
            return Value.Special.NULL;
        }
        Value value = Value.ofJson(text)
                .filter(parsed -> isCanonical(parsed, text))
                .orElseThrow(() -> fields.wrong(name, "is not canonical JSON (RFC 8785)"));
        if (JsonSecrets.areIn(value)) {
            throw fields.wrong(name, "holds a credential");
        }
        return value;
    }

    private static boolean isCanonical(Value value, String text) {
        try {
            return CanonicalJson.of(value).equals(text);
        } catch (IllegalArgumentException notInterchangeable) {
            return false;
        }
    }

    private static long length(EvidenceSubmitted event) {
        return Stream.of(
                        event.getPlanSummary(),
                        event.getRiskAssessment(),
                        event.getScanResults(),
                        event.getTestResults(),
                        event.getAnalysis())
                .filter(Objects::nonNull)
                .mapToLong(String::length)
                .sum();
    }

    static EvidenceSealed sealed(SealedEvidence evidence) {
        Seal seal = evidence.envelope().seal();
        return EvidenceSealed.newBuilder()
                .setEvidenceId(evidence.id().toString())
                .setChangeRequestId(evidence.changeRequestId())
                .setClient(evidence.client())
                .setEvidenceHash(evidence.hash())
                .setEnvelope(evidence.envelope().text())
                .setSignature(seal.signature())
                .setKeyId(evidence.keyId())
                .setKeyVersion(evidence.keyVersion())
                .setAlgorithm(MlDsa.ALGORITHM)
                .setPublicKey(seal.publicKey())
                .setSealedAt(evidence.sealedAt())
                .setLeafIndex(evidence.leafIndex())
                .build();
    }
}
