package dev.infrahub.gateway.plans;

import dev.infrahub.gateway.contract.Shown;
import dev.infrahub.gateway.facts.Shape;
import dev.infrahub.gateway.operations.Answers;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.schemas.PlanAnalyzed;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;

/** What is shown of an analysed plan, for OpenAPI. */
final class ShownPlan {

    private ShownPlan() {}

    /** In lists. */
    static final class Brief implements Shown {

        @Override
        public Schema<?> schema(Answers answers) {
            return Shape.of(PlanAnalyzed.class)
                    .only(
                            "planId",
                            "client",
                            "module",
                            "environment",
                            "team",
                            "prUrl",
                            "commit",
                            "runUrl",
                            "planHash",
                            "fingerprint")
                    .documenting("headline", "The first line of the summary.", new StringSchema())
                    .documenting("riskLevel", "low, medium, high or critical.", new StringSchema())
                    .documenting("riskScore", "0 to 100.", new IntegerSchema())
                    .documenting("requiresCab", "Whether the change board must decide.", new BooleanSchema())
                    .documenting("analyzedAt", "When it was analysed.", new StringSchema().format("date-time"))
                    .schema();
        }
    }

    /** By its id. */
    static final class Whole implements Shown {

        @Override
        public Schema<?> schema(Answers answers) {
            Schema<?> whole = new Brief().schema(answers);
            return whole.addProperty(
                            "summary",
                            answers.shape(OperationKind.SUMMARIZE_PLAN).schema())
                    .addProperty(
                            "risk", answers.shape(OperationKind.RISK_ASSESSMENT).schema())
                    .addProperty(
                            "rollback",
                            answers.shape(OperationKind.ROLLBACK_PLAN).schema())
                    .addRequiredItem("summary")
                    .addRequiredItem("risk")
                    .addRequiredItem("rollback");
        }
    }
}
