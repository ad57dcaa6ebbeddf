package dev.infrahub.events;

import dev.infrahub.supervision.Supervisor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the outbox to Kafka in order and removes what was acknowledged. One relay a service is active at a time: the one
 * that holds the advisory lock. A commit in this instance wakes it at once; rows of other instances it finds by polling.
 */
final class Relay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    /** What the producer that it sends by is called, behind the service's name. */
    static final String CLIENT = "-relay";

    private static final Duration RECONNECT = Duration.ofSeconds(1);
    private static final Duration SWEEP = Duration.ofHours(1);
    private static final Duration LOOK_AFTER_SENDER = Duration.ofSeconds(5);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    /** How long what is no outage may be in the way: nothing leaves the service meanwhile. */
    private static final Duration GIVE_UP_ON_BUG_AFTER = Duration.ofMinutes(1);

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final String service;
    private final ConnectionFactory connections;
    private final Producer<String, byte[]> producer;
    private final SenderThread sender;
    private final Duration poll;
    private final Counter relayed;
    private final JsonMapper json = new JsonMapper();
    private final Semaphore woken = new Semaphore(0);
    private final Supervisor supervisor;

    private @Nullable Thread thread;
    private volatile boolean running;
    private @Nullable Instant failsSince;

    Relay(
            String service,
            ConnectionFactory connections,
            Producer<String, byte[]> producer,
            Duration poll,
            MeterRegistry meters,
            Supervisor supervisor) {
        this.service = service;
        this.connections = connections;
        this.producer = producer;
        this.sender = new SenderThread(service + CLIENT);
        this.poll = poll;
        this.supervisor = supervisor;
        this.relayed = Counter.builder("hub.outbox.relayed")
                .description("Events sent from the outbox to Kafka")
                .register(meters);
    }

    void wake() {
        woken.release();
    }

    @Override
    public void start() {
        running = true;
        thread = supervisor.start("relay", this::run);
    }

    @Override
    public void stop() {
        running = false;
        wake();
        if (thread != null) {
            try {
                thread.join(Duration.ofSeconds(10));
                thread.interrupt();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts before, and stops after, the consumers that fill the outbox. */
    @Override
    public int getPhase() {
        return Consumers.PHASE - 1;
    }

    private void run() {
        boolean away = false;
        while (running) {
            @Nullable Connection connection = null;
            try {
                connection = Sql.await(Mono.from(connections.create()));
                if (connection != null) {
                    away = false;
                    relayWith(connection);
                }
            } catch (RuntimeException e) {
                if (!away && running) {
                    log.warn("The outbox of {} waits: {}", service, e.toString());
                }
                away = true;
                giveUpOnBug(e);
            } finally {
                close(connection);
            }
            if (running) {
                rest();
            }
        }
    }

    /** @throws RuntimeException the bug itself, once it has been in the way for too long */
    private void giveUpOnBug(RuntimeException failure) {
        if (failure instanceof Outage || Sql.isAway(failure)) {
            failsSince = null;
        } else if (failsSince == null) {
            failsSince = Instant.now();
        } else if (failsSince.plus(GIVE_UP_ON_BUG_AFTER).isBefore(Instant.now())) {
            throw failure;
        }
    }

    /** Holds the lock until the connection breaks or the service stops; the lock goes with the connection. */
    private void relayWith(Connection connection) {
        // Losing a delete in a crash of the database only sends an event twice, which the inbox makes harmless.
        execute(connection, Write.of("set synchronous_commit = off"));
        while (running && !lock(connection)) {
            rest();
        }
        Instant nextSweep = Instant.now();
        while (running) {
            if (Instant.now().isAfter(nextSweep)) {
                execute(connection, Inbox.forget());
                nextSweep = Instant.now().plus(SWEEP);
            }
            woken.drainPermits();
            int sent = sendHead(connection);
            failsSince = null;
            if (sent < Outbox.BATCH_ROWS) {
                pause(poll);
            }
        }
    }

    private boolean lock(Connection connection) {
        Write lock = Write.of("select pg_try_advisory_lock(hashtextextended('outbox/' || current_schema(), 0))");
        return Boolean.TRUE.equals(Sql.await(Sql.query(
                        connection, lock, row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))
                .next()));
    }

    /** @return how many entries were sent */
    private int sendHead(Connection connection) {
        List<Outbox.Entry> entries = Sql.await(
                Sql.query(connection, Outbox.head(), Outbox.Entry::read).collectList());
        if (entries == null || entries.isEmpty()) {
            return 0;
        }
        List<Future<RecordMetadata>> sends = new ArrayList<>(entries.size());
        for (Outbox.Entry entry : entries) {
            sends.add(producer.send(record(entry)));
        }
        List<Long> acknowledged = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            await(sends.get(i));
            acknowledged.add(entries.get(i).seq());
        }
        execute(connection, Outbox.remove(acknowledged));
        relayed.increment(acknowledged.size());
        return acknowledged.size();
    }

    private ProducerRecord<String, byte[]> record(Outbox.Entry entry) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(entry.topic(), entry.key(), entry.payload());
        json.readValue(entry.headers(), HEADERS)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    /** However long Kafka is away: the producer keeps trying, as long as it can. */
    private void await(Future<RecordMetadata> send) {
        while (!isSent(send)) {
            sender.requireAlive();
        }
    }

    private static boolean isSent(Future<RecordMetadata> send) {
        try {
            send.get(LOOK_AFTER_SENDER.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException e) {
            throw Outage.kafka(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Outage.kafka(e);
        }
    }

    private static void execute(Connection connection, Write write) {
        Sql.await(Sql.run(connection, write));
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            Mono.from(connection.close())
                    .timeout(CLOSE_WITHIN)
                    .onErrorComplete()
                    .block();
        }
    }

    private void pause(Duration longest) {
        try {
            boolean early = woken.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
            log.trace("relay woken early: {}", early);
        } catch (InterruptedException e) {
            running = false;
        }
    }

    private void rest() {
        try {
            Thread.sleep(RECONNECT);
        } catch (InterruptedException e) {
            running = false;
        }
    }
}
