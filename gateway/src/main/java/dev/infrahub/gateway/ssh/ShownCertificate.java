package dev.infrahub.gateway.ssh;

import dev.infrahub.gateway.contract.Shown;
import dev.infrahub.gateway.facts.Shape;
import dev.infrahub.gateway.operations.Answers;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.schemas.SshCertificateRevoked;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Set;

/** What is shown of a certificate, for OpenAPI. */
final class ShownCertificate {

    private ShownCertificate() {}

    /** In lists. */
    static final class Listed implements Shown {

        @Override
        public Schema<?> schema(Answers answers) {
            Schema<?> revocation = Shape.of(SshCertificateRevoked.class)
                    .only("reason", "revokedBy", "revokedAt")
                    .schema()
                    .types(Set.of("object", "null"))
                    .description("Who ended it, and why; null as long as it is not revoked.");
            return answers.shape(OperationKind.ISSUE_SSH_CERTIFICATE)
                    .schema()
                    .addProperty("revocation", revocation)
                    .addRequiredItem("revocation");
        }
    }

    /** In the list of those that were ended. */
    static final class Ended implements Shown {

        @Override
        public Schema<?> schema(Answers answers) {
            return SshHearings.ENDED.schema();
        }
    }

    /** By its id. */
    static final class Verified implements Shown {

        @Override
        public Schema<?> schema(Answers answers) {
            return new Listed()
                    .schema(answers)
                    .addProperty(
                            "register",
                            answers.shape(OperationKind.VERIFY_SSH_CERTIFICATE).schema())
                    .addRequiredItem("register");
        }
    }
}
