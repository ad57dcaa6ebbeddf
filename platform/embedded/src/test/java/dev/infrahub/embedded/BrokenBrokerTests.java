package dev.infrahub.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where Kafka would end the JVM without a word. */
class BrokenBrokerTests {

    static List<Runnable> ways() {
        return List.of(() -> Exit.halt(1, "fatal"), () -> Exit.exit(1));
    }

    @AfterEach
    void reset() {
        Exit.resetHaltProcedure();
        Exit.resetExitProcedure();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void its_owner_is_told_and_what_ended_it_does_not_go_on(Runnable end) throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        List<String> wentOn = new CopyOnWriteArrayList<>();
        EmbeddedKafka.whenBroken(told::countDown);

        Thread broker = Thread.ofVirtual().start(() -> {
            end.run();
            wentOn.add("past its end");
        });

        assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(broker.join(Duration.ofMillis(100))).isFalse();
        assertThat(wentOn).isEmpty();
    }
}
