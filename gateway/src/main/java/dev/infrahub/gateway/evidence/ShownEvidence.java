package dev.infrahub.gateway.evidence;

import dev.infrahub.gateway.contract.Shown;
import dev.infrahub.gateway.operations.Answers;
import dev.infrahub.gateway.operations.OperationKind;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is shown of evidence, for OpenAPI. */
final class ShownEvidence {

    private ShownEvidence() {}

    /** The facts about it. */
    static final class Listed implements Shown {

        @Override
        public Schema<?> schema(Answers answers) {
            return answers.shape(OperationKind.SEAL_EVIDENCE).schema();
        }
    }

    /** With its file. */
    static final class Sealed implements Shown {

        @Override
        public Schema<?> schema(Answers answers) {
            Schema<?> envelope = new ObjectSchema().description("The file: see GET /api/cab/evidence/{id}.");
            return new Listed()
                    .schema(answers)
                    .addProperty("envelope", envelope)
                    .addRequiredItem("envelope");
        }
    }

    /** The file: a DSSE envelope. */
    record Envelope(String payloadType, String payload, List<EnvelopeSignature> signatures) {}

    /** What DSSE holds of a signature, and the key. */
    record EnvelopeSignature(String keyid, String sig, String publicKey) {}

    /** A key under which the hub has seen a good signature. */
    record SigningKey(
            String fingerprint,
            String usedFor,
            @Nullable String usedBy,
            @Nullable String client,
            String keyId,
            int keyVersion,
            String algorithm,
            String publicKey,
            Instant firstUsedAt) {}
}
