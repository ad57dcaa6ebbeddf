package dev.infrahub.chatservice;

import dev.infrahub.chatservice.domain.Chunk;
import dev.infrahub.chatservice.domain.DocumentKey;
import dev.infrahub.chatservice.embedding.Account;
import dev.infrahub.chatservice.embedding.Embedder;
import dev.infrahub.chatservice.store.DocChunks;
import dev.infrahub.chatservice.store.DocChunks.Bare;
import dev.infrahub.chatservice.store.PgVector;
import dev.infrahub.events.Commits;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import java.util.List;
import java.util.Optional;

/**
 * Makes the vectors that are missing: of what was indexed while there was no model, or by another one. And the index for them, where
 * the database can have one. A document of which none can be made keeps no other from its own.
 */
final class MissingVectors {

    /** Of one step, so that much that is missing keeps nobody waiting. */
    private static final int AT_ONCE = 64;

    private final Lookups lookups;
    private final Commits commits;
    private final Embedder embedder;
    private final Round<DocumentKey> round = new Round<>();

    MissingVectors(Lookups lookups, Commits commits, Embedder embedder) {
        this.lookups = lookups;
        this.commits = commits;
        this.embedder = embedder;
    }

    /** @return whether there may be more to do at once */
    boolean makeSome() {
        Optional<Bare> bare = DocChunks.bare(lookups, embedder.model(), round.behind(), AT_ONCE);
        if (bare.isPresent() && !embedder.isAllowed(account(bare.get()))) {
            round.leave(bare.get().document());
            return true;
        }
        boolean mayBeMore = bare.isPresent() && isWorthMore(bare.get());
        if (bare.isEmpty()) {
            round.end();
        }
        isWritten(PgVector.create());
        PgVector.index(lookups, embedder.model()).forEach(this::isWritten);
        return mayBeMore;
    }

    private boolean isWorthMore(Bare bare) {
        DocumentKey document = bare.document();
        Optional<List<float[]>> vectors = embedder.embed(
                account(bare), bare.chunks().stream().map(Chunk::text).toList());
        if (vectors.isEmpty()) {
            return round.failed(document);
        }
        round.succeeded();
        if (!isWritten(DocChunks.clothe(bare, vectors.get(), embedder.model()))) {
            // it was handed in anew meanwhile
            round.leave(document);
        }
        return true;
    }

    private static Account account(Bare bare) {
        return new Account(bare.document().client(), null, bare.document().entityRef());
    }

    private boolean isWritten(Write write) {
        return Boolean.TRUE.equals(commits.write(DocChunks.lock(), write).block());
    }
}
