package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.Clients;
import dev.infrahub.chatservice.domain.Place;
import dev.infrahub.events.Lookups;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which pieces of documents are nearest to a vector. */
public interface Neighbours {

    /** @param similarity the cosine */
    record Neighbour(Place place, double similarity) {}

    /** The nearest first; equals in a fixed order. Only what may be read, and only vectors of this model. */
    List<Neighbour> nearest(
            Lookups lookups, float[] vector, String model, Clients clients, @Nullable String entityRef, int most);
}
