package dev.infrahub.chatservice;

import dev.infrahub.chatservice.domain.Chunk;
import dev.infrahub.chatservice.domain.Chunks;
import dev.infrahub.chatservice.domain.DocumentKey;
import dev.infrahub.chatservice.embedding.Account;
import dev.infrahub.chatservice.embedding.Embedder;
import dev.infrahub.chatservice.store.DocChunks;
import dev.infrahub.chatservice.store.DocumentRows;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.faults.RefusalKind;
import dev.infrahub.schemas.DocumentIndexed;
import dev.infrahub.schemas.DocumentSubmitted;
import dev.infrahub.schemas.Topics;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * A document was handed in: its pieces take the place of all that there were of it, unless a newer one was handed in already. Or it
 * is taken out, and has none.
 */
final class IndexDocument implements Handler<DocumentSubmitted> {

    /** Pieces of one document: half a minute of a processor. */
    static final int MOST_CHUNKS = 1_000;

    private static final String NO_MODEL = "none";

    private final Lookups lookups;
    private final Embedder embedder;
    private final Clock clock;

    IndexDocument(Lookups lookups, Embedder embedder, Clock clock) {
        this.lookups = lookups;
        this.embedder = embedder;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Event<DocumentSubmitted> event) {
        DocumentSubmitted submitted = event.value();
        DocumentKey document = new DocumentKey(submitted.getClient(), submitted.getEntityRef(), submitted.getDocPath());
        Optional<Integer> newer = DocumentRows.newerThan(lookups, document, submitted.getSubmittedAt());
        if (submitted.getContent().isEmpty()) {
            return removed(event, document, newer.isPresent());
        }
        if (newer.isPresent()) {
            return Outcome.nothing()
                    .answer(Topics.DOCUMENT_INDEXED, event.key(), indexed(submitted, newer.get(), embedder.model()));
        }
        List<Chunk> chunks = chunks(submitted.getContent());
        Optional<List<float[]>> vectors = embedder.embed(
                new Account(document.client(), null, document.entityRef()),
                chunks.stream().map(Chunk::text).toList());
        String model = vectors.isPresent() ? embedder.model() : NO_MODEL;
        return Outcome.write(DocChunks.remove(document), DocChunks.add(document, chunks, vectors, embedder.model()))
                .onlyIf(DocumentRows.put(
                        document, submitted.getDocumentId(), submitted.getSubmittedAt(), chunks.size()))
                .answer(Topics.DOCUMENT_INDEXED, event.key(), indexed(submitted, chunks.size(), model));
    }

    private Outcome removed(Event<DocumentSubmitted> event, DocumentKey document, boolean isNewerThere) {
        if (!DocumentRows.isFound(lookups, document)) {
            return Outcome.nothing()
                    .refuse("document.unknown", "The client has no such document.", RefusalKind.UNKNOWN);
        }
        if (isNewerThere) {
            return Outcome.nothing()
                    .refuse(
                            "document.newer",
                            "The document was handed in after this was asked, and is there still. Take it out anew.",
                            RefusalKind.CONFLICT);
        }
        DocumentSubmitted submitted = event.value();
        return Outcome.write(DocChunks.remove(document))
                .onlyIf(DocumentRows.put(document, submitted.getDocumentId(), submitted.getSubmittedAt(), 0))
                .answer(Topics.DOCUMENT_INDEXED, event.key(), indexed(submitted, 0, NO_MODEL));
    }

    private static List<Chunk> chunks(String content) {
        List<Chunk> chunks = Chunks.of(content, MOST_CHUNKS);
        if (chunks.size() > MOST_CHUNKS) {
            throw new Fault.Invalid(
                    "document.too_long",
                    "content makes more than %,d pieces of up to %,d characters. Hand it in as several documents, each with a docPath of its own."
                            .formatted(MOST_CHUNKS, Chunks.LONGEST));
        }
        return chunks;
    }

    private DocumentIndexed indexed(DocumentSubmitted submitted, int chunks, String model) {
        return DocumentIndexed.newBuilder()
                .setDocumentId(submitted.getDocumentId())
                .setClient(submitted.getClient())
                .setEntityRef(submitted.getEntityRef())
                .setDocPath(submitted.getDocPath())
                .setChunksIndexed(chunks)
                .setEmbeddingModel(model)
                .setIndexedAt(clock.instant())
                .build();
    }
}
