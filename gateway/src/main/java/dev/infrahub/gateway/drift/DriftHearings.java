package dev.infrahub.gateway.drift;

import dev.infrahub.gateway.hearing.Hearing;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.operations.Operations;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.schemas.Topics;
import java.util.List;

/** What is heard about drift. */
public final class DriftHearings {

    private DriftHearings() {}

    public static List<Hearing<?>> all() {
        return List.of(Hearing.of(Topics.DRIFT_ANALYZED)
                .concurrent()
                .keeping(DriftViews::of)
                .settling((operation, told) -> Operations.answerBy(operation, ViewKind.DRIFT_SCAN, told.getCheckId()))
                .answering(OperationKind.ANALYZE_DRIFT));
    }
}
