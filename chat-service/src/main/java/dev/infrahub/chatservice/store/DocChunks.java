package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.Chunk;
import dev.infrahub.chatservice.domain.Clients;
import dev.infrahub.chatservice.domain.DocumentKey;
import dev.infrahub.chatservice.domain.Place;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.json.Json;
import io.r2dbc.spi.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pieces of documents. */
public final class DocChunks {

    /** Of a question; nobody asks by more. */
    private static final int MOST_WORDS = 32;

    static final String READABLE = "($1 or client = any($2)) and ($3::text is null or entity_ref = $3)";

    private DocChunks() {}

    /** One instance after another, in a transaction; counts a row. */
    public static Write lock() {
        return Write.of("select pg_advisory_xact_lock(hashtextextended('doc_chunks/' || current_schema(), 0))");
    }

    /** Whether there is any that may be read: where there is none, no question needs a vector. */
    public static boolean areAny(Lookups lookups, Clients clients, @Nullable String entityRef) {
        return lookups.first(
                        Write.of(
                                "select chunk_index from doc_chunks where %s limit 1".formatted(READABLE),
                                clients.isAll(),
                                clients.names().toArray(String[]::new),
                                entityRef),
                        row -> Columns.value(row, "chunk_index", Integer.class))
                .isPresent();
    }

    /** Takes out all that there are of a document. */
    public static Write remove(DocumentKey document) {
        return Write.of(
                "delete from doc_chunks where client = $1 and entity_ref = $2 and doc_path = $3",
                document.client(),
                document.entityRef(),
                document.docPath());
    }

    /** @param vectors one for each, by this model; none where there are none */
    public static Write add(DocumentKey document, List<Chunk> chunks, Optional<List<float[]>> vectors, String model) {
        Json rows = new Json()
                .with(
                        "rows",
                        IntStream.range(0, chunks.size())
                                .mapToObj(index -> row(
                                        index,
                                        chunks.get(index),
                                        vectors.map(all -> all.get(index)).orElse(null)))
                                .toList());
        return Write.of(
                """
                insert into doc_chunks (client, entity_ref, doc_path, chunk_index, context, content, embedding, embedding_model)
                select $1, $2, $3, x.chunk_index, x.context, x.content, x.embedding::real[], $5
                from jsonb_to_recordset($4::jsonb -> 'rows') as x (
                    chunk_index int, context text, content text, embedding text)""",
                document.client(),
                document.entityRef(),
                document.docPath(),
                rows.text(),
                vectors.map(_ -> model).orElse(null));
    }

    private static Json row(int index, Chunk chunk, float @Nullable [] vector) {
        return new Json()
                .with("chunk_index", index)
                .with("context", chunk.context())
                .with("content", chunk.content())
                .with("embedding", vector == null ? null : Vectors.array(vector));
    }

    /**
     * A piece that words of a question stand in.
     *
     * @param share of the question's words, a rare one counting more; 1 where all of them do
     */
    public record Match(Place place, double share) {}

    /**
     * By words, the best first: those that are rare among what may be read count more (the weights of BM25), and so do those that
     * stand there more often, or in a title.
     */
    public static List<Match> byWords(
            Lookups lookups, String question, Clients clients, @Nullable String entityRef, int most) {
        return lookups.all(
                Write.of(
                        """
                        with words as materialized (
                            select lexeme,
                                   ('''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || '''')::tsquery as query
                            from unnest(to_tsvector('english', $4) || to_tsvector('english', translate($4, '/._:-', '     ')))
                            limit $5::int),
                        found as materialized (
                            select client, entity_ref, doc_path, chunk_index, lexeme, ts_rank(tsv, query, 1) as weight
                            from words join doc_chunks on tsv @@ query where %s),
                        total as (select count(*) as chunks from doc_chunks where %1$s),
                        rarity as (
                            select lexeme, ln(1 + (chunks - count(found.lexeme) + 0.5) / (count(found.lexeme) + 0.5)) as worth
                            from words left join found using (lexeme) cross join total group by lexeme, chunks)
                        select client, entity_ref, doc_path, chunk_index,
                               sum(worth * weight) as score, (sum(worth) / (select sum(worth) from rarity))::float8 as share
                        from found join rarity using (lexeme)
                        group by client, entity_ref, doc_path, chunk_index
                        order by score desc, client, entity_ref, doc_path, chunk_index
                        limit $6::int""".formatted(READABLE),
                        clients.isAll(),
                        clients.names().toArray(String[]::new),
                        entityRef,
                        question,
                        MOST_WORDS,
                        most),
                row -> new Match(place(row), Columns.value(row, "share", Double.class)));
    }

    /**
     * What stands at these places, and how near it is; nothing where a document changed meanwhile.
     *
     * @param vector of the question by this model; null where there is none
     */
    public static Map<Place, Found> at(Lookups lookups, List<Place> places, float @Nullable [] vector, String model) {
        Map<Place, Found> found = new HashMap<>();
        Json wanted =
                new Json().with("places", places.stream().map(DocChunks::place).toList());
        lookups.all(Write.of("""
                        select client, entity_ref, doc_path, chunk_index, context, content,
                               case when embedding_model = $2 then array_send(embedding) end as embedding
                        from jsonb_to_recordset($1::jsonb -> 'places') as x (
                            client text, entity_ref text, doc_path text, chunk_index int)
                        join doc_chunks using (client, entity_ref, doc_path, chunk_index)""", wanted.text(), model), row -> Map.entry(place(row), found(row, vector)))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    private static Found found(Row row, float @Nullable [] vector) {
        byte @Nullable [] embedding = row.get("embedding", byte[].class);
        return new Found(
                new Chunk(Columns.text(row, "context"), Columns.text(row, "content")),
                vector == null || embedding == null
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Vectors.cosine(vector, embedding)));
    }

    /** @param similarity to the question; empty where nothing can be said */
    public record Found(Chunk chunk, OptionalDouble similarity) {}

    /** How many numbers a vector of this model has; empty where there is none. */
    static Optional<Integer> numbers(Lookups lookups, String model) {
        return lookups.first(
                Write.of(
                        "select cardinality(embedding) as numbers from doc_chunks where embedding_model = $1 limit 1",
                        model),
                row -> Columns.value(row, "numbers", Integer.class));
    }

    /**
     * Pieces of one document that have no vector of this model.
     *
     * @param documentId of the submission that they are of
     */
    public record Bare(DocumentKey document, String documentId, List<Integer> indices, List<Chunk> chunks) {}

    /**
     * Some of one document; empty where there are none.
     *
     * @param behind which document they are looked for; empty for the first
     */
    public static Optional<Bare> bare(Lookups lookups, String model, Optional<DocumentKey> behind, int most) {
        return lookups
                .all(
                        Write.of(
                                """
                                select client, entity_ref, doc_path, document_id, chunk_index, context, content
                                from doc_chunks join documents using (client, entity_ref, doc_path)
                                where (client, entity_ref, doc_path) = (
                                    select client, entity_ref, doc_path from doc_chunks
                                    where embedding_model is distinct from $1
                                    and ($3::text is null or (client, entity_ref, doc_path) > ($3, $4::text, $5::text))
                                    order by client, entity_ref, doc_path limit 1)
                                and embedding_model is distinct from $1 order by chunk_index limit $2::int""",
                                model,
                                most,
                                behind.map(DocumentKey::client).orElse(null),
                                behind.map(DocumentKey::entityRef).orElse(null),
                                behind.map(DocumentKey::docPath).orElse(null)),
                        row -> new Bare(
                                place(row).document(),
                                Columns.text(row, "document_id"),
                                List.of(place(row).index()),
                                List.of(new Chunk(Columns.text(row, "context"), Columns.text(row, "content")))))
                .stream()
                .reduce(DocChunks::together);
    }

    private static Bare together(Bare some, Bare more) {
        return new Bare(
                some.document,
                some.documentId,
                Stream.concat(some.indices.stream(), more.indices.stream()).toList(),
                Stream.concat(some.chunks.stream(), more.chunks.stream()).toList());
    }

    /** Gives them their vectors, unless the document was handed in anew meanwhile. */
    public static Write clothe(Bare bare, List<float[]> vectors, String model) {
        Json rows = new Json()
                .with(
                        "rows",
                        IntStream.range(0, vectors.size())
                                .mapToObj(at -> new Json()
                                        .with("chunk_index", bare.indices().get(at))
                                        .with("embedding", Vectors.array(vectors.get(at))))
                                .toList());
        return Write.of(
                """
                update doc_chunks set embedding = x.embedding::real[], embedding_model = $6
                from jsonb_to_recordset($5::jsonb -> 'rows') as x (chunk_index int, embedding text)
                where doc_chunks.chunk_index = x.chunk_index and client = $1 and entity_ref = $2 and doc_path = $3
                and exists (select 1 from documents
                            where client = $1 and entity_ref = $2 and doc_path = $3 and document_id = $4)""",
                bare.document().client(),
                bare.document().entityRef(),
                bare.document().docPath(),
                bare.documentId(),
                rows.text(),
                model);
    }

    private static Json place(Place place) {
        return new Json()
                .with("client", place.document().client())
                .with("entity_ref", place.document().entityRef())
                .with("doc_path", place.document().docPath())
                .with("chunk_index", place.index());
    }

    static Place place(Row row) {
        return new Place(
                new DocumentKey(
                        Columns.text(row, "client"), Columns.text(row, "entity_ref"), Columns.text(row, "doc_path")),
                Columns.value(row, "chunk_index", Integer.class));
    }
}
