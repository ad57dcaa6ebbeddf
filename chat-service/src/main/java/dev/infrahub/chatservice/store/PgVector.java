package dev.infrahub.chatservice.store;

import dev.infrahub.events.Columns;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.proofs.Digest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The extension pgvector: an index by which near vectors are found without looking at each.
 *
 * @param schema that it is in
 */
public record PgVector(String schema) {

    /** What its index takes: of more numbers in half the precision, of still more none. */
    private static final int MOST_NUMBERS = 2_000;

    private static final int MOST_HALVES = 4_000;

    private static final String INDEX = "doc_chunks_hnsw_";
    private static final int DIGEST = 16;

    /** Where it is there, of 0.8 or later: before that an index finds too little of what only some may read. */
    static Optional<PgVector> in(Lookups lookups) {
        return lookups.first(Write.of("""
                        select nspname::text as schema from pg_extension join pg_namespace on pg_namespace.oid = extnamespace
                        where extname = 'vector' and string_to_array(extversion, '.')::int[] >= array[0, 8]"""), row -> new PgVector(Columns.text(row, "schema")));
    }

    /** Installs it where this service may; else nothing happens. */
    public static Write create() {
        return Write.of("""
                do $$ begin
                    create extension if not exists vector;
                exception when insufficient_privilege or undefined_file or feature_not_supported then
                    null;
                end $$""");
    }

    /** Makes the index for this model's vectors, and takes away those of others; none where nothing can or need be done. */
    public static List<Write> index(Lookups lookups, String model) {
        return in(lookups)
                .map(extension -> DocChunks.numbers(lookups, model).stream()
                        .filter(numbers -> numbers <= MOST_HALVES)
                        .flatMap(numbers -> extension.index(lookups, model, numbers).stream())
                        .toList())
                .orElse(List.of());
    }

    private List<Write> index(Lookups lookups, String model, int numbers) {
        String name = INDEX + Digest.of(model + "/" + numbers).substring(0, DIGEST);
        List<String> there = lookups.all(Write.of("""
                        select indexname::text as name from pg_indexes
                        where schemaname = current_schema() and tablename = 'doc_chunks' and indexname like $1""", INDEX + "%"), row -> Columns.text(row, "name"));
        return there.equals(List.of(name))
                ? List.of()
                : Stream.concat(
                                there.stream()
                                        .filter(other -> !other.equals(name))
                                        .map(other -> Write.of("drop index " + other)),
                                Stream.of(Write.of(
                                        "create index if not exists %s on doc_chunks using hnsw ((%s) %s.%s) where embedding_model = %s"
                                                .formatted(
                                                        name,
                                                        typed("embedding", numbers),
                                                        quoted(),
                                                        ops(numbers),
                                                        literal(model)))))
                        .toList();
    }

    /** A column of numbers, or a parameter, as the type of its index. */
    String typed(String value, int numbers) {
        return "%s::%s.%s(%d)".formatted(value, quoted(), numbers <= MOST_NUMBERS ? "vector" : "halfvec", numbers);
    }

    /** The distance of two values: 1 without the cosine. */
    String distance(String one, String other) {
        return "%s operator(%s.<=>) %s".formatted(one, quoted(), other);
    }

    private static String ops(int numbers) {
        return numbers <= MOST_NUMBERS ? "vector_cosine_ops" : "halfvec_cosine_ops";
    }

    private String quoted() {
        return '"' + schema.replace("\"", "\"\"") + '"';
    }

    /** The index is only of one model's vectors, and only a literal says that the query is as well. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
