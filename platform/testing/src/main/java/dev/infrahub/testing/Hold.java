package dev.infrahub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.testing.Cable.Way;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A place in a conversation where it is stopped. Closing breaks the connection: what was held back is lost. */
public final class Hold implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Way seen;
    private final String text;
    private final Way stopped;
    private final Consumer<Hold> disarm;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile @Nullable Link link;

    Hold(Way seen, String text, Way stopped, Consumer<Hold> disarm) {
        this.seen = seen;
        this.text = text;
        this.stopped = stopped;
        this.disarm = disarm;
    }

    /**
     * Where the text begins in what has just come by, negative where it began before; empty where it did not come by now.
     *
     * @param before what went by last, on this connection
     */
    OptionalInt place(Way way, String before, String now) {
        if (seen != way) {
            return OptionalInt.empty();
        }
        int found = (before + now).indexOf(text, Math.max(0, before.length() - text.length() + 1));
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found - before.length());
    }

    Way stopped() {
        return stopped;
    }

    Hold on(Link claimed) {
        link = claimed;
        return this;
    }

    /** Holds back whoever carries the bytes. */
    void stop() throws IOException {
        reached.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Until something is held back. */
    public void await() {
        try {
            assertThat(reached.await(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("'%s' went by", text)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Lets go on what was held back. */
    public void release() {
        disarm.accept(this);
        released.countDown();
    }

    @Override
    public void close() {
        if (link != null && released.getCount() > 0) {
            link.close();
        }
        release();
    }
}
