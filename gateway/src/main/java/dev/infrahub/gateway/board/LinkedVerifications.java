package dev.infrahub.gateway.board;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.infrahub.gateway.changes.Changes;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Operation;
import dev.infrahub.schemas.ChangeUpdated;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Verifications for whoever holds a link. Nobody knows who they are or how many, so what was asked for one of them is told to
 * all who come within a minute: a link that is opened in a loop, or by a crowd, costs the cab-signer one verification a minute.
 */
public final class LinkedVerifications {

    private static final Duration TOLD = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final Cache<String, FutureTask<Operation>> asked =
            Caffeine.newBuilder().expireAfterWrite(TOLD).maximumSize(MOST).build();

    /** Blocks as long as whoever asks wants to wait. */
    Operation of(ChangeUpdated change, Asking asking) {
        String key = Changes.key(change.getClient(), change.getChangeRequestId());
        FutureTask<Operation> mine = new FutureTask<>(() -> Verifications.of(change, asking));
        FutureTask<Operation> first = asked.asMap().putIfAbsent(key, mine);
        if (first == null) {
            mine.run();
        }
        try {
            Operation operation = Objects.requireNonNullElse(first, mine).get();
            return operation.completedAt().isPresent() ? operation : asking.await(operation);
        } catch (ExecutionException failed) {
            asked.invalidate(key);
            throw failed.getCause() instanceof RuntimeException why ? why : new IllegalStateException(failed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
