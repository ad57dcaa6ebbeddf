package dev.infrahub.gateway.ssh;

import dev.infrahub.gateway.operations.Operation;
import dev.infrahub.http.Errors;
import dev.infrahub.ssh.SshAlgorithm;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Questions that many have at the same time: each is asked once for all who come until it is answered. Blocks. */
final class Questions {

    /** Of none of those who ask, so that nobody waits for what another one's requests take. */
    private static final Executor OWN_THREADS = work -> Thread.ofVirtual().start(work);

    private final Map<SshAlgorithm, CompletableFuture<Operation>> asked = new ConcurrentHashMap<>();

    /** Who comes while one asks gets what that one is told. */
    Operation ask(SshAlgorithm algorithm, Supplier<Operation> question) {
        CompletableFuture<Operation> answer = asked.computeIfAbsent(
                algorithm, _ -> CompletableFuture.supplyAsync(() -> answer(algorithm, question), OWN_THREADS));
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            throw Errors.asException(failed.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Operation answer(SshAlgorithm algorithm, Supplier<Operation> question) {
        try {
            return question.get();
        } finally {
            asked.remove(algorithm);
        }
    }
}
