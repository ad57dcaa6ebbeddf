package dev.infrahub.standalone;

import java.util.concurrent.CompletableFuture;

/** Things done at the same time. */
final class Steps {

    private Steps() {}

    /** Done when all are done; failed as soon as one has failed. */
    static CompletableFuture<Void> all(CompletableFuture<?>... steps) {
        CompletableFuture<Void> all = CompletableFuture.allOf(steps);
        for (CompletableFuture<?> step : steps) {
            CompletableFuture<?> _ = step.exceptionally(failure -> {
                all.completeExceptionally(failure);
                return null;
            });
        }
        return all;
    }
}
