package dev.infrahub.standalone.chaos;

import dev.infrahub.standalone.chaos.Boardroom.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * An approver who wants to decide on a change, as a good client does it: no answer is asked for again under the same key, a
 * decision that could not be signed is taken again under a new one, and a "no" is a "no".
 */
record Insistence(Boardroom board, String change, String risk, int approver)
        implements Callable<List<Insistence.Attempt>> {

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Far beyond every recovery there is: what has no answer by then has none. */
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private static final Set<String> WORTH_ANOTHER = Set.of("quantumapi.unavailable", "approval.too-late");

    /** One decision that was asked for, and what came of it. */
    record Attempt(String key, Answer answer) {

        boolean isSigned() {
            return answer.status() == 200;
        }

        /** As the operation and the log tell it. */
        String fate() {
            return isSigned() ? "signed" : answer.code();
        }
    }

    /** The last attempt is the final one. */
    @Override
    public List<Attempt> call() {
        Instant end = Instant.now().plus(LIMIT);
        List<Attempt> attempts = new ArrayList<>();
        do {
            attempts.add(attempt(UUID.randomUUID().toString(), end));
        } while (WORTH_ANOTHER.contains(attempts.getLast().fate()) && paused());
        return attempts;
    }

    private Attempt attempt(String key, Instant end) {
        while (Instant.now().isBefore(end)) {
            try {
                Answer answer =
                        board.approve(change, risk, approver, key, PATIENCE).join();
                if (answer.status() != 202) {
                    return new Attempt(key, answer);
                }
            } catch (CompletionException noAnswer) {
                // what became of it is asked under the same key
            }
        }
        throw new AssertionError("no answer to the decision under the key " + key + " on " + change);
    }

    private static boolean paused() {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS))
                .join();
        return true;
    }
}
