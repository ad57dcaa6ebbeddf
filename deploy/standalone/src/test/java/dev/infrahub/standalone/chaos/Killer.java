package dev.infrahub.standalone.chaos;

import dev.infrahub.testing.ServiceProcess;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kills a part and starts it again, at moments of its own, until it had enough or the storm is over. */
final class Killer implements Callable<Integer>, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Killer.class);
    private static final int ENOUGH = 2;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

    private final String name;
    private final Supplier<ServiceProcess> launch;
    private final Random random;
    private final CountDownLatch over;
    private ServiceProcess process;

    Killer(String name, Supplier<ServiceProcess> launch, Random random, CountDownLatch over) {
        this.name = name;
        this.launch = launch;
        this.random = random;
        this.over = over;
        this.process = launch.get();
    }

    void awaitReady() {
        process.awaitReady();
    }

    /** How often it killed. The part is up in the end. */
    @Override
    public Integer call() throws InterruptedException {
        int kills = 0;
        while (kills < ENOUGH && !over.await(random.nextLong(LONGEST_PAUSE.toMillis()), TimeUnit.MILLISECONDS)) {
            process.kill();
            kills++;
            log.info("{} is killed", name);
            process = launch.get().awaitReady();
        }
        return kills;
    }

    @Override
    public void close() {
        process.close();
    }
}
