package dev.infrahub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StepsTests {

    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private final CompletableFuture<Void> second = new CompletableFuture<>();

    @Test
    void areDoneWhenAllAre() {
        CompletableFuture<Void> all = Steps.all(first, second);
        first.complete(null);
        assertThat(all).isNotDone();
        second.complete(null);
        assertThat(all).isCompleted();
    }

    @Test
    void failWithTheFirstThatDoes() {
        CompletableFuture<Void> all = Steps.all(first, second);
        second.completeExceptionally(new IllegalStateException("no"));
        assertThat(all).isCompletedExceptionally();
    }
}
