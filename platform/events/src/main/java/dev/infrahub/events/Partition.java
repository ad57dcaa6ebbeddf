package dev.infrahub.events;

import dev.infrahub.events.Parking.Share;
import dev.infrahub.events.Subscription.Pace;
import dev.infrahub.supervision.Supervisor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One partition, for as long as it is ours. Events are worked on in order, one at a time, by the thread that brings them. One
 * that fails and may work later is parked: its key gets a lane, with a thread of its own that tries it again and then goes on
 * with those of the same key that came since, in their order. The others do not wait. Where the handler waits for others, each
 * key has a lane from the first.
 *
 * <p>While Postgres, Kafka or the registry is away nobody gets on, so then the event waits in place; and so it does where
 * there is no room in the lane.
 */
final class Partition {

    private final Work work;
    private final Pace pace;
    private final Parking parking;
    private final Turns turns;
    private final Patience.Limits limits;
    private final Supervisor supervisor;
    private final Ledger ledger = new Ledger();
    private final Map<String, Lane> lanes = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    Partition(Work work, Pace pace, Parking parking, Turns turns, Patience.Limits limits, Supervisor supervisor) {
        this.work = work;
        this.pace = pace;
        this.parking = parking;
        this.turns = turns;
        this.limits = limits;
        this.supervisor = supervisor;
    }

    /**
     * On the consumer's thread.
     *
     * @throws Outage when the event has to wait in place, and everything behind it
     * @throws Crowded likewise
     */
    void receive(ConsumerRecord<String, byte[]> record, Supplier<Delivery> delivery) {
        begin(record.offset(), delivery).ifPresent(this::receive);
    }

    private synchronized Optional<Delivery> begin(long offset, Supplier<Delivery> delivery) {
        return isClosed() ? Optional.empty() : ledger.begin(offset, delivery);
    }

    private void receive(Delivery delivery) {
        // before it may take anybody's room
        Optional<Reason> failure = attempt(() -> work.believe(delivery));
        if (failure.isEmpty() && (joins(delivery) || leaves(delivery))) {
            return;
        }
        if (failure.isEmpty()) {
            failure = attempt(() -> work.handle(delivery));
        }
        if (failure.isEmpty()) {
            finish(delivery);
        } else {
            failed(delivery, failure.get());
        }
    }

    /** Behind those of its key that wait. */
    private synchronized boolean joins(Delivery delivery) {
        Lane lane = lanes.get(delivery.key());
        if (lane == null) {
            return false;
        }
        if (!lane.add(delivery)) {
            // the sooner it is at its end, the sooner everybody goes on
            lane.hurry();
            throw new Crowded();
        }
        return true;
    }

    /** Where no key is to wait for another, as long as there is room. */
    private boolean leaves(Delivery delivery) {
        return pace == Pace.PATIENT && opensLane(delivery, Optional.empty());
    }

    private void failed(Delivery delivery, Reason reason) {
        delivery.failed(reason.cause());
        if (reason.cause() instanceof Outage outage) {
            throw outage;
        }
        if (!reason.hopeless() && opensLane(delivery, Optional.of(reason))) {
            work.waits(delivery, reason);
            return;
        }
        if (reason.away()) {
            throw new Crowded();
        }
        work.giveUp(delivery, reason);
        finish(delivery);
    }

    /** @param tried why it failed already, where it was tried */
    private synchronized boolean opensLane(Delivery delivery, Optional<Reason> tried) {
        Lane lane = new Lane(delivery);
        if (isClosed() || !lane.add(delivery)) {
            return false;
        }
        lanes.put(delivery.key(), lane);
        var _ = supervisor.start("lane of " + delivery.record().topic(), () -> lane.run(tried));
        return true;
    }

    private synchronized void finish(Delivery delivery) {
        if (!isClosed()) {
            ledger.finish(delivery.record().offset());
        }
    }

    /** Where whoever takes it over begins. */
    synchronized OptionalLong position() {
        return ledger.position();
    }

    /** It is somebody else's from now on: what waits here has no effect any more. */
    synchronized void close() {
        closed.countDown();
        lanes.values().forEach(Lane::end);
        lanes.clear();
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** @return why it did not work */
    private static Optional<Reason> attempt(Runnable runnable) {
        try {
            runnable.run();
            return Optional.empty();
        } catch (StackOverflowError | RuntimeException failure) {
            return Optional.of(Reason.of(failure));
        } catch (VirtualMachineError broken) {
            throw broken;
        } catch (Throwable failure) {
            return Optional.of(Reason.of(failure));
        }
    }

    /** The events of one key that wait, the first of them for its turn or for another try. */
    private final class Lane {

        /** @param bytes that it has of the parking */
        private record Parked(Delivery delivery, long bytes) {}

        private final String key;
        private final Share share;
        private final Queue<Parked> waiting = new ArrayDeque<>();
        private final CountDownLatch hurried = new CountDownLatch(1);
        /** One of the key has died: those behind it get one try each, so that a lane ends. */
        private boolean oneHasDied;

        Lane(Delivery first) {
            this.key = first.key();
            this.share = new Share(first.client());
        }

        boolean add(Delivery delivery) {
            OptionalLong bytes = parking.enter(share, delivery);
            bytes.ifPresent(room -> waiting.add(new Parked(delivery, room)));
            return bytes.isPresent();
        }

        void hurry() {
            hurried.countDown();
        }

        void end() {
            hurry();
            waiting.clear();
            parking.clear(share);
        }

        void run(Optional<Reason> tried) {
            try {
                Optional<Reason> failure = tried;
                for (Delivery head = head(); head != null; head = next()) {
                    settle(head, failure);
                    failure = Optional.empty();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private @Nullable Delivery head() {
            synchronized (Partition.this) {
                return first();
            }
        }

        private @Nullable Delivery first() {
            Parked first = waiting.peek();
            return first == null ? null : first.delivery();
        }

        /** The next one; null where there is none, and then the key has no lane any more. */
        private @Nullable Delivery next() {
            synchronized (Partition.this) {
                if (isClosed()) {
                    return null;
                }
                parking.leave(share, waiting.remove().bytes());
                if (waiting.isEmpty()) {
                    lanes.remove(key);
                }
                return first();
            }
        }

        /** @param tried why it failed already, where it was tried */
        private void settle(Delivery delivery, Optional<Reason> tried) throws InterruptedException {
            Patience patience = limits.fresh();
            Optional<Reason> failure = tried.isPresent() ? tried : inTurn(delivery, () -> handle(delivery));
            while (failure.isPresent() && !isClosed()) {
                Reason reason = failure.get();
                Optional<Duration> pause = patience.pause(reason);
                if (pause.isEmpty() || (!reason.outage() && (oneHasDied || hurried.getCount() == 0))) {
                    giveUp(delivery, reason);
                    return;
                }
                boolean _ =
                        (reason.outage() ? closed : hurried).await(pause.get().toNanos(), TimeUnit.NANOSECONDS);
                failure = inTurn(delivery, () -> handle(delivery));
            }
            finish(delivery);
        }

        private void handle(Delivery delivery) {
            delivery.requireThere();
            work.handle(delivery);
        }

        /** Without effect where it is somebody else's meanwhile. Whoever has a turn waits for no value. */
        private Optional<Reason> inTurn(Delivery delivery, Runnable step) {
            List<Reason> failure = new ArrayList<>(1);
            Runnable turn = () -> turns.take(delivery.client(), () -> {
                if (!isClosed()) {
                    attempt(() -> delivery.observed(step)).ifPresent(failure::add);
                }
            });
            attempt(() -> parking.whole(delivery, turn)).ifPresent(failure::add);
            return failure.stream().findFirst();
        }

        private void giveUp(Delivery delivery, Reason reason) throws InterruptedException {
            oneHasDied = true;
            Patience patience = limits.fresh();
            Optional<Reason> failure;
            do {
                failure = inTurn(delivery, () -> work.giveUp(delivery, reason));
            } while (failure.isPresent() && !closesWithin(patience, requireOutage(failure.get())));
            finish(delivery);
        }

        private boolean closesWithin(Patience patience, Reason outage) throws InterruptedException {
            Duration pause = patience.pause(outage).orElseThrow();
            return closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        }

        /** What can neither be handled nor given up would be in the way for ever. */
        private static Reason requireOutage(Reason failure) {
            if (failure.outage()) {
                return failure;
            }
            if (failure.cause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("An event cannot be given up", failure.cause());
        }
    }
}
