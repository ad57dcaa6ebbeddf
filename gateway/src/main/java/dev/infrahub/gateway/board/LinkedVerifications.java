package dev.infrahub.gateway.board;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.infrahub.gateway.changes.Changes;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Operation;
import dev.infrahub.http.Errors;
import dev.infrahub.schemas.ChangeUpdated;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/**
 * Verifications for whoever holds a link. Nobody knows who they are or how many, so what was asked for one of them is told to
 * all who come within a minute: a link that is opened in a loop, or by a crowd, costs the cab-signer one verification a minute.
 */
public final class LinkedVerifications {

    private static final Duration TOLD = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    /** Of nobody who opens a link: whoever was the first of several may hang up. */
    private static final Executor OWN_THREADS = work -> Thread.ofVirtual().start(work);

    private final Cache<String, CompletableFuture<Operation>> asked =
            Caffeine.newBuilder().expireAfterWrite(TOLD).maximumSize(MOST).build();

    /** Blocks as long as whoever asks wants to wait. */
    Operation of(ChangeUpdated change, Asking asking) {
        String key = Changes.key(change.getClient(), change.getChangeRequestId());
        CompletableFuture<Operation> verification = asked.asMap()
                .computeIfAbsent(
                        key,
                        _ -> CompletableFuture.supplyAsync(
                                () -> Verifications.of(change, asking.waiting(Duration.ZERO)), OWN_THREADS));
        try {
            return asking.await(verification.get());
        } catch (ExecutionException failed) {
            asked.asMap().remove(key, verification);
            throw Errors.asException(failed.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
