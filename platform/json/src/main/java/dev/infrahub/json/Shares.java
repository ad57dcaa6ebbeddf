package dev.infrahub.json;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Places that many want and few can have at once. Nobody has more than a share of them; the next goes to whoever has fewest, and
 * among those to whoever had one longest ago.
 */
public final class Shares {

    private final int most;
    private final int share;
    private final Map<String, Integer> held = new HashMap<>();
    private final List<Turn> waiting = new ArrayList<>();

    /** When whoever waits had a place last; who does not wait is soon forgotten. */
    private final Map<String, Long> last = new HashMap<>();

    private int taken;
    private long count;

    /**
     * @param most places there are
     * @param share of them that one holder may have
     */
    public Shares(int most, int share) {
        this.most = most;
        this.share = share;
    }

    private record Turn(String holder, Semaphore come) {}

    /** Waits for a place, however long. */
    public void enter(String holder) {
        come(holder).come().acquireUninterruptibly();
    }

    /** @return whether there was a place in time */
    public boolean enter(String holder, Duration patience) throws InterruptedException {
        Turn turn = come(holder);
        try {
            return turn.come().tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS) || !goAway(turn);
        } catch (InterruptedException e) {
            if (!goAway(turn)) {
                leave(holder);
            }
            throw e;
        }
    }

    /** Gives a place back. */
    public synchronized void leave(String holder) {
        taken--;
        held.computeIfPresent(holder, (_, places) -> places == 1 ? null : places - 1);
        callNext();
    }

    /** How many places a holder has. */
    public synchronized int held(String holder) {
        return held.getOrDefault(holder, 0);
    }

    /** How many wait. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** How many wait for this holder. */
    public synchronized int waiting(String holder) {
        return (int)
                waiting.stream().filter(turn -> turn.holder().equals(holder)).count();
    }

    /** Who comes anew is before whoever was served last, and behind whoever has waited since before that. */
    private synchronized Turn come(String holder) {
        last.putIfAbsent(holder, count - 1);
        Turn turn = new Turn(holder, new Semaphore(0));
        waiting.add(turn);
        callNext();
        return turn;
    }

    /** Whether the turn had not come. */
    private synchronized boolean goAway(Turn turn) {
        return waiting.remove(turn);
    }

    private void callNext() {
        for (Optional<Turn> next = next(); next.isPresent(); next = next()) {
            Turn turn = next.get();
            waiting.remove(turn);
            taken++;
            held.merge(turn.holder(), 1, Integer::sum);
            count += 2;
            last.put(turn.holder(), count);
            turn.come().release();
        }
        if (waiting.isEmpty()) {
            last.keySet().retainAll(held.keySet());
        }
    }

    private Optional<Turn> next() {
        return taken == most
                ? Optional.empty()
                : waiting.stream()
                        .filter(turn -> held(turn.holder()) < share)
                        .min(Comparator.comparingInt((Turn turn) -> held(turn.holder()))
                                .thenComparingLong(turn -> last.getOrDefault(turn.holder(), 0L)));
    }
}
