package dev.infrahub.gateway.diagnosis;

import dev.infrahub.gateway.hearing.Hearing;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.schemas.Topics;
import java.util.List;

/** What is heard about pipelines that failed. */
public final class DiagnosisHearings {

    private DiagnosisHearings() {}

    public static List<Hearing<?>> all() {
        return List.of(Hearing.of(Topics.PIPELINE_DIAGNOSED).concurrent().answering(OperationKind.DIAGNOSE_PIPELINE));
    }
}
