package dev.infrahub.gateway.changes;

import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.facts.Facts;
import dev.infrahub.gateway.views.KeptView;
import dev.infrahub.gateway.views.View;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.gateway.views.Views;
import dev.infrahub.http.Problem;
import dev.infrahub.schemas.ChangeUpdated;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The change requests, as the cab-signer told them last; its own rows decide. An id is its client's own: another client's is
 * as one that there is not.
 */
public record Changes(Views views) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** 64 bits: a client's two thousand millionth request is the first that may well meet another's id. */
    public static String newId() {
        return "CHG-" + HexFormat.of().withUpperCase().toHexDigits(RANDOM.nextLong());
    }

    /** The key of events about a change, and what tells its view from all others: no client has a slash in its name. */
    public static String key(String client, String id) {
        return client + "/" + id;
    }

    public static View view(ChangeUpdated told) {
        return View.of(
                        ViewKind.CHANGE,
                        key(told.getClient(), told.getChangeRequestId()),
                        told.getClient(),
                        told.getRequestedAt(),
                        Facts.json(told))
                .named(told.getChangeRequestId())
                .revision(told.getUpdatedAt().toEpochMilli());
    }

    /**
     * The one of these clients.
     *
     * @throws Problem 409 where several of them have one of that id
     */
    public Optional<ChangeUpdated> find(Clients clients, String id) {
        List<KeptView> found = views.named(clients, ViewKind.CHANGE, id);
        if (found.size() > 1) {
            throw Problem.of(
                            409,
                            "change.ambiguous",
                            "Several of your clients have a change request with this id; say which as client.")
                    .field("client");
        }
        return found.stream().findFirst().map(Changes::event);
    }

    /**
     * The same, where there must be one.
     *
     * @param named the client that the request names, where it names one
     * @throws Problem 404 where these clients have none of that id
     */
    public ChangeUpdated require(Clients clients, @Nullable String named, String id) {
        return find(named == null ? clients : clients.and(named(named)), id)
                .orElseThrow(() -> Problem.of(404, "change.unknown", "There is no change request with this id.")
                        .field("changeRequestId"));
    }

    /** The first that any client opened under this id: the only one there was when ids were unique over all clients. */
    public Optional<ChangeUpdated> first(String id) {
        return views.named(Clients.all(), ViewKind.CHANGE, id).stream()
                .findFirst()
                .map(Changes::event);
    }

    private static Clients named(String client) {
        if (!Clients.NAME.matcher(client).matches()) {
            throw Problem.parameter("client", "the name of a client");
        }
        return Clients.of(client);
    }

    private static ChangeUpdated event(KeptView view) {
        return Facts.event(view.body(), ChangeUpdated.class);
    }
}
