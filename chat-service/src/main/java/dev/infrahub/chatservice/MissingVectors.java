package dev.infrahub.chatservice;

import dev.infrahub.chatservice.domain.Chunk;
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
 * the database can have one.
 */
final class MissingVectors {

    /** Of one step, so that much that is missing keeps nobody waiting. */
    private static final int AT_ONCE = 64;

    private final Lookups lookups;
    private final Commits commits;
    private final Embedder embedder;

    MissingVectors(Lookups lookups, Commits commits, Embedder embedder) {
        this.lookups = lookups;
        this.commits = commits;
        this.embedder = embedder;
    }

    /** @return whether there may be more to do at once */
    boolean makeSome() {
        boolean isMade = DocChunks.bare(lookups, embedder.model(), AT_ONCE)
                .flatMap(this::made)
                .map(this::isWritten)
                .orElse(false);
        isWritten(PgVector.create());
        PgVector.index(lookups, embedder.model()).forEach(this::isWritten);
        return isMade;
    }

    private Optional<Write> made(Bare bare) {
        Account account =
                new Account(bare.document().client(), null, bare.document().entityRef());
        List<String> texts = bare.chunks().stream().map(Chunk::text).toList();
        return embedder.embed(account, texts).map(vectors -> DocChunks.clothe(bare, vectors, embedder.model()));
    }

    private boolean isWritten(Write write) {
        return Boolean.TRUE.equals(commits.write(DocChunks.lock(), write).block());
    }
}
