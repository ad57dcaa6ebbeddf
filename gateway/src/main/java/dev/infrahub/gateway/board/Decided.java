package dev.infrahub.gateway.board;

import dev.infrahub.gateway.changes.Changes;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.contract.Shown;
import dev.infrahub.gateway.facts.Facts;
import dev.infrahub.gateway.facts.Shape;
import dev.infrahub.gateway.operations.Answers;
import dev.infrahub.gateway.views.KeptView;
import dev.infrahub.gateway.views.View;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.gateway.views.Views;
import dev.infrahub.schemas.ApprovalSigned;
import dev.infrahub.schemas.ChangeUpdated;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The decisions on a change, as they were heard: what was signed and whether it holds is for the cab-signer to say, who is asked to verify. */
record Decided(Views views) {

    private static final String DECISIONS = "decisions";

    /** More than any risk needs, and each of them withdrawn. */
    private static final int MOST = 100;

    private static final JsonMapper JSON = new JsonMapper();
    private static final Shape SHAPE = Shape.of(ApprovalSigned.class)
            .only(
                    "changeRequestId",
                    "client",
                    "decision",
                    "comment",
                    "approvedBy",
                    "approvedByName",
                    "proof",
                    "approvedAt",
                    "sequence",
                    "keyId",
                    "keyVersion",
                    "algorithm",
                    "leafIndex");

    static View view(ApprovalSigned told) {
        String change = Changes.key(told.getClient(), told.getChangeRequestId());
        return View.of(
                        ViewKind.DECISION,
                        change + "/" + told.getSequence(),
                        told.getClient(),
                        told.getApprovedAt(),
                        SHAPE.apply(Facts.json(told)))
                .named(change);
    }

    /** The change, with its decisions in their order. */
    ObjectNode show(Clients clients, ChangeUpdated change) {
        List<KeptView> heard = views.latestNamed(
                clients, ViewKind.DECISION, Changes.key(change.getClient(), change.getChangeRequestId()), MOST);
        ObjectNode shown = Facts.json(change);
        ArrayNode decisions = shown.putArray(DECISIONS);
        heard.reversed().forEach(view -> decisions.add(JSON.readTree(view.brief())));
        return shown;
    }

    /** The same, for OpenAPI. */
    static final class Change implements Shown {

        @Override
        public Schema<?> schema(Answers answers) {
            return Shape.of(ChangeUpdated.class)
                    .documenting(
                            DECISIONS,
                            "What was decided on it, the oldest first: who, when, how they proved who they are.",
                            new ArraySchema().items(SHAPE.schema()))
                    .schema();
        }
    }
}
