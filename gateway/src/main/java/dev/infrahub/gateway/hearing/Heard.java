package dev.infrahub.gateway.hearing;

import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.facts.Facts;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.gateway.views.Views;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** What was heard last of a thing, as the event that told it. */
public record Heard(Views views) {

    public <T extends SpecificRecord> Optional<T> find(Clients clients, ViewKind kind, String id, Class<T> type) {
        return views.find(clients, kind, id).map(view -> Facts.event(view.body(), type));
    }
}
