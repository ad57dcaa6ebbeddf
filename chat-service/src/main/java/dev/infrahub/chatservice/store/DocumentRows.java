package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.DocumentKey;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import java.time.Instant;
import java.util.Optional;

/** Documents by their newest submission. */
public final class DocumentRows {

    private DocumentRows() {}

    /** Into how many pieces it was cut where that submission is newer than this one; empty where none is. */
    public static Optional<Integer> newerThan(Lookups lookups, DocumentKey document, Instant submittedAt) {
        return lookups.first(
                Write.of("""
                        select chunks from documents
                        where client = $1 and entity_ref = $2 and doc_path = $3 and submitted_at > $4""", document.client(), document.entityRef(), document.docPath(), submittedAt),
                row -> Columns.value(row, "chunks", Integer.class));
    }

    /** Whether it has pieces: one that was taken out has none. */
    public static boolean isFound(Lookups lookups, DocumentKey document) {
        return lookups.first(
                        Write.of(
                                "select chunks from documents where client = $1 and entity_ref = $2 and doc_path = $3 and chunks > 0",
                                document.client(),
                                document.entityRef(),
                                document.docPath()),
                        row -> Columns.value(row, "chunks", Integer.class))
                .isPresent();
    }

    /** Counts no row where a newer submission came meanwhile. */
    public static Write put(DocumentKey document, String documentId, Instant submittedAt, int chunks) {
        return Write.of(
                """
                insert into documents (client, entity_ref, doc_path, document_id, submitted_at, chunks)
                values ($1, $2, $3, $4, $5, $6)
                on conflict (client, entity_ref, doc_path) do update set
                    document_id = excluded.document_id, submitted_at = excluded.submitted_at, chunks = excluded.chunks
                where documents.submitted_at <= excluded.submitted_at""", document.client(), document.entityRef(), document.docPath(), documentId, submittedAt, chunks);
    }
}
