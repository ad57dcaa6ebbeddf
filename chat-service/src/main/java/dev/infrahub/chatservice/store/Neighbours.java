package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.Clients;
import dev.infrahub.chatservice.domain.Place;
import dev.infrahub.events.Lookups;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which pieces of documents are nearest to a vector. */
public sealed interface Neighbours permits ExactNeighbours, IndexedNeighbours {

    /** @param similarity the cosine */
    record Neighbour(Place place, double similarity) {}

    /** As this database can: with pgvector where it is there, else without; the same is found. */
    static Neighbours in(Lookups lookups) {
        return PgVector.in(lookups).<Neighbours>map(IndexedNeighbours::new).orElseGet(ExactNeighbours::new);
    }

    /**
     * The nearest first; equals in a fixed order. Only what may be read, and only vectors of this model.
     *
     * @param moment of {@link Lookups#atOnce}
     */
    List<Neighbour> nearest(
            Lookups moment, float[] vector, String model, Clients clients, @Nullable String entityRef, int most);
}
