package dev.infrahub.gateway.terraform;

import dev.infrahub.gateway.facts.Shape;
import dev.infrahub.schemas.PlanAnalyzed;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;

/** What is shown of a plan, in lists and as three answers, each made of the one analysis. */
public final class PlanShapes {

    /** In lists; what is documented here is added by {@link AnalyzedPlans#heard}. */
    public static final Shape BRIEF = Shape.of(PlanAnalyzed.class)
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
            .documenting("headline", "The first line of the summary.")
            .documenting("riskLevel", "low, medium, high or critical.")
            .documenting("riskScore", "0 to 100.", new IntegerSchema())
            .documenting("requiresCab", "Whether the change board must decide.", new BooleanSchema())
            .documenting("analyzedAt", "When it was analysed.", new StringSchema().format("date-time"));

    public static final Shape SUMMARY = Shape.of(PlanAnalyzed.class)
            .only(
                    "planId",
                    "planHash",
                    "fingerprint",
                    "module",
                    "client",
                    "environment",
                    "format",
                    "terraformVersion",
                    "tool",
                    "summary",
                    "changes",
                    "resources",
                    "references",
                    "outputs",
                    "code",
                    "limits",
                    "ai",
                    "explanation");

    public static final Shape RISK = Shape.of(PlanAnalyzed.class)
            .only("planId", "planHash", "risk", "limits", "ai", "explanation")
            .inlining("risk")
            .renaming("level", "riskLevel")
            .renaming("score", "riskScore");

    public static final Shape ROLLBACK = Shape.of(PlanAnalyzed.class)
            .only("planId", "planHash", "rollback", "limits", "ai", "explanation")
            .inlining("rollback");

    private PlanShapes() {}
}
