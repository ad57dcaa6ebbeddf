package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.Clients;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at each vector, here: for a Postgres without pgvector. */
final class ExactNeighbours implements Neighbours {

    private static final Comparator<Neighbour> NEAREST =
            Comparator.comparingDouble(Neighbour::similarity).reversed().thenComparing(Neighbour::place);

    @Override
    public List<Neighbour> nearest(
            Lookups moment, float[] vector, String model, Clients clients, @Nullable String entityRef, int most) {
        List<Neighbour> all = moment.all(
                Write.of(
                        """
                        select client, entity_ref, doc_path, chunk_index, array_send(embedding) as embedding from doc_chunks
                        where embedding_model = $4 and %s""".formatted(DocChunks.READABLE),
                        clients.isAll(),
                        clients.names().toArray(String[]::new),
                        entityRef,
                        model),
                row -> new Neighbour(
                        DocChunks.place(row), Vectors.cosine(vector, Columns.value(row, "embedding", byte[].class))));
        return all.stream().sorted(NEAREST).limit(most).toList();
    }
}
