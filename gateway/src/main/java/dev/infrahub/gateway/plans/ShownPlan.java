package dev.infrahub.gateway.plans;

import dev.infrahub.gateway.contract.Shown;
import dev.infrahub.gateway.operations.Answers;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.terraform.PlanShapes;
import io.swagger.v3.oas.models.media.Schema;

/** What is shown of an analysed plan, for OpenAPI. */
final class ShownPlan {

    private ShownPlan() {}

    /** In lists. */
    static final class Brief implements Shown {

        @Override
        public Schema<?> schema(Answers answers) {
            return PlanShapes.BRIEF.schema();
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
