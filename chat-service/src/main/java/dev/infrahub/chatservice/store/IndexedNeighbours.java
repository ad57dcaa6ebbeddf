package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.Clients;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By pgvector: an index finds them, however many others there are. */
record IndexedNeighbours(PgVector extension) implements Neighbours {

    /** How many it keeps in view: so many that next to none of the nearest are missed. */
    private static final String IN_VIEW = "200";

    @Override
    public List<Neighbour> nearest(
            Lookups moment, float[] vector, String model, Clients clients, @Nullable String entityRef, int most) {
        String distance = extension.distance(
                extension.typed("embedding", vector.length), extension.typed("$4::text::real[]", vector.length));
        set(moment, "hnsw.ef_search", IN_VIEW);
        // goes on until enough is found that may be read
        set(moment, "hnsw.iterative_scan", "strict_order");
        return moment.all(
                Write.of(
                        """
                        select * from (
                            select client, entity_ref, doc_path, chunk_index, (1 - (%s))::float8 as similarity
                            from doc_chunks where embedding_model = %s and %s
                            order by %1$s limit $5::int) as nearest
                        order by similarity desc, client, entity_ref, doc_path, chunk_index""".formatted(distance, PgVector.literal(model), DocChunks.READABLE),
                        clients.isAll(),
                        clients.names().toArray(String[]::new),
                        entityRef,
                        Vectors.array(vector),
                        most),
                row -> new Neighbour(DocChunks.place(row), Columns.value(row, "similarity", Double.class)));
    }

    /** For this transaction. */
    private static void set(Lookups moment, String setting, String value) {
        moment.all(
                Write.of("select set_config($1, $2, true) as value", setting, value),
                row -> Columns.text(row, "value"));
    }
}
