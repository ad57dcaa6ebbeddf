package dev.infrahub.gateway.terraform;

import dev.infrahub.gateway.facts.Shape;
import dev.infrahub.schemas.PlanAnalyzed;

/** The three answers about a plan, each made of the one analysis. */
public final class PlanShapes {

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
                    "summary",
                    "changes",
                    "resources",
                    "outputs",
                    "limits",
                    "ai");

    public static final Shape RISK = Shape.of(PlanAnalyzed.class)
            .only("planId", "planHash", "risk", "limits", "ai")
            .inlining("risk")
            .renaming("level", "riskLevel")
            .renaming("score", "riskScore");

    public static final Shape ROLLBACK = Shape.of(PlanAnalyzed.class)
            .only("planId", "planHash", "rollback", "limits", "ai")
            .inlining("rollback");

    private PlanShapes() {}
}
