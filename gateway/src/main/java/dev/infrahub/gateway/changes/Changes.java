package dev.infrahub.gateway.board;

import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.hearing.Heard;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.http.Problem;
import dev.infrahub.schemas.ChangeUpdated;
import java.util.Optional;

/** The change requests, as the cab-signer told them last; its own rows decide. */
public record Changes(Heard heard) {

    Optional<ChangeUpdated> find(Clients clients, String id) {
        return heard.find(clients, ViewKind.CHANGE, id, ChangeUpdated.class);
    }

    /** @throws Problem 404 where these clients have none of that id */
    ChangeUpdated require(Clients clients, String id) {
        return find(clients, id)
                .orElseThrow(() -> Problem.of(404, "change.unknown", "There is no change request with this id.")
                        .field("changeRequestId"));
    }
}
