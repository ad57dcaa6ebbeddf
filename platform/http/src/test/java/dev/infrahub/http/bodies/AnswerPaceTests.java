package dev.infrahub.http.bodies;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who does not read is hung up on, and who reads slowly on a bad line is not. */
class AnswerPaceTests {

    private static final int KIB = 1024;

    private final Line line = new Line(new Pace(Duration.ofSeconds(30), 64 * KIB, Duration.ofMinutes(5)));

    @AfterEach
    void close() {
        var _ = line.close();
    }

    /** A connection that takes as much as its client reads. */
    private static final class Line extends EmbeddedChannel {

        private int room;

        Line(Pace pace) {
            super(new AnswerPace(pace));
            freezeTime();
        }

        void answer(int bytes) {
            var _ = writeOneOutbound(Unpooled.wrappedBuffer(new byte[bytes]));
            flushOutbound();
        }

        void read(int bytes) {
            room += bytes;
            unsafe().flush();
        }

        void pass(Duration time) {
            advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
            runScheduledPendingTasks();
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer buffer) {
            while (room > 0 && buffer.current() instanceof ByteBuf bytes) {
                int taken = Math.min(room, bytes.readableBytes());
                room -= taken;
                buffer.removeBytes(taken);
            }
        }
    }

    private int secondsOpen() {
        int seconds = 0;
        while (line.isOpen() && seconds < 600) {
            line.pass(Duration.ofSeconds(1));
            seconds++;
        }
        return seconds;
    }

    @Test
    void who_reads_nothing_is_hung_up_on() {
        line.read(10 * KIB);
        line.answer(2000 * KIB);

        assertThat(secondsOpen()).isEqualTo(30);
    }

    @Test
    void who_reads_much_and_then_nothing_is_hung_up_on_all_the_same() {
        line.answer(20_000 * KIB);
        line.read(10_000 * KIB);

        assertThat(secondsOpen()).isBetween(30, 35);
    }

    @Test
    void who_reads_a_byte_now_and_then_is_hung_up_on_by_the_rate() {
        line.answer(2000 * KIB);

        int seconds = 0;
        while (line.isOpen() && seconds < 600) {
            line.read(1);
            line.pass(Duration.ofSeconds(1));
            seconds++;
        }
        assertThat(seconds).isBetween(30, 35);
    }

    @Test
    void who_keeps_the_pace_has_the_answer_however_long_it_takes_within_the_longest_time() {
        line.answer(10_000 * KIB);

        for (int seconds = 0; seconds < 150; seconds++) {
            line.read(65 * KIB);
            line.pass(Duration.ofSeconds(1));
            assertThat(line.isOpen()).as("after %s s", seconds).isTrue();
        }
        line.read(10_000 * KIB);
        line.pass(Duration.ofMinutes(10));
        assertThat(line.isOpen()).isTrue();
    }

    @Test
    void an_answer_without_end_ends_with_the_longest_time() {
        line.answer(100_000 * KIB);

        int seconds = 0;
        while (line.isOpen() && seconds < 600) {
            line.read(100 * KIB);
            line.pass(Duration.ofSeconds(1));
            seconds++;
        }
        assertThat(seconds).isBetween(300, 305);
    }

    @Test
    void what_was_read_at_once_is_not_looked_at_and_a_connection_may_then_be_idle() {
        line.read(100 * KIB);
        line.answer(100 * KIB);

        line.pass(Duration.ofMinutes(10));

        assertThat(line.isOpen()).isTrue();
    }

    @Test
    void each_answer_on_a_connection_has_its_own_time() {
        for (int answer = 0; answer < 5; answer++) {
            line.answer(100 * KIB);
            line.pass(Duration.ofSeconds(20));
            line.read(100 * KIB);
            line.pass(Duration.ofSeconds(9));
        }

        assertThat(line.isOpen()).isTrue();
    }
}
