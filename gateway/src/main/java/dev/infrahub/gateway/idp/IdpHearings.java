package dev.infrahub.gateway.idp;

import dev.infrahub.gateway.facts.Shape;
import dev.infrahub.gateway.hearing.Hearing;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.schemas.ComponentEnriched;
import dev.infrahub.schemas.DocumentIndexed;
import dev.infrahub.schemas.IncidentAnalyzed;
import dev.infrahub.schemas.QuestionAnswered;
import dev.infrahub.schemas.ReviewCompleted;
import dev.infrahub.schemas.ServiceScaffolded;
import dev.infrahub.schemas.Topics;
import java.util.List;

/** What is heard about documents, components, services, reviews and incidents: answered with the published members, and {@code ai}. */
public final class IdpHearings {

    private static final String AI = "ai";

    private IdpHearings() {}

    public static List<Hearing<?>> all() {
        return List.of(
                Hearing.of(Topics.DOCUMENT_INDEXED)
                        .answering(
                                OperationKind.INDEX_DOCUMENT,
                                Shape.of(DocumentIndexed.class).only("chunksIndexed"))
                        .answering(
                                OperationKind.REMOVE_DOCUMENT,
                                Shape.of(DocumentIndexed.class)
                                        .without("embeddingModel")
                                        .without("indexedAt")),
                Hearing.of(Topics.QUESTION_ANSWERED)
                        .answering(
                                OperationKind.ASK_DOCUMENTS,
                                Shape.of(QuestionAnswered.class).only("answer", "sources", AI)),
                Hearing.of(Topics.COMPONENT_ENRICHED)
                        .answering(
                                OperationKind.ENRICH_COMPONENT,
                                Shape.of(ComponentEnriched.class)
                                        .only("description", "tags", "dependencies", "apiEndpoints", AI)),
                Hearing.of(Topics.SERVICE_SCAFFOLDED)
                        .answering(
                                OperationKind.SCAFFOLD_SERVICE,
                                Shape.of(ServiceScaffolded.class)
                                        .without("scaffoldId")
                                        .without("client")
                                        .without("scaffoldedAt")),
                Hearing.of(Topics.REVIEW_COMPLETED)
                        .answering(
                                OperationKind.REVIEW_CODE,
                                Shape.of(ReviewCompleted.class).only("review", "findings", AI)),
                Hearing.of(Topics.INCIDENT_ANALYZED)
                        .answering(
                                OperationKind.ANALYZE_INCIDENT,
                                Shape.of(IncidentAnalyzed.class).only("analysis", AI)));
    }
}
