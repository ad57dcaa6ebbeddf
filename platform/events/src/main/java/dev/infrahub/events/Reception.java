package dev.infrahub.events;

import dev.infrahub.events.RefusedRecord.Place;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What becomes of the records of one subscription: believed, decoded, handled and committed, or given up. */
final class Reception<T extends SpecificRecord> implements Work {

    private static final Logger log = LoggerFactory.getLogger(Reception.class);

    /** How often a handler is asked again at once; beyond, what it waits for is no longer just bad luck. */
    private static final int MAX_ATTEMPTS = 200;

    /** Log lines of a handler carry the operation it works for under this name. */
    private static final String MDC_OPERATION = "operationId";

    /**
     * What all receptions of a service have in common.
     *
     * @param refusals what becomes of records that are not believed
     */
    record Common(
            String service,
            Codec codec,
            Commits commits,
            Processed processed,
            Authenticity authenticity,
            RefusalHandler refusals,
            Recoverer recoverer) {}

    private final Subscription<T> subscription;
    private final Common common;

    Reception(Subscription<T> subscription, Common common) {
        this.subscription = subscription;
        this.common = common;
    }

    @Override
    public void believe(Delivery delivery) {
        // while all of it is there
        origin(delivery);
        if (givesPower()) {
            orKeep(delivery, () -> common.authenticity().requireGenuine(delivery.record()));
        }
    }

    @Override
    public void handle(Delivery delivery) {
        orKeep(delivery, () -> handleBelieved(delivery));
    }

    @Override
    public void giveUp(Delivery delivery, Reason reason) {
        common.recoverer().giveUp(delivery, reason, consumer(), origin(delivery));
    }

    @Override
    public void waits(Delivery delivery, Reason reason) {
        log.warn("{} waits: {}", delivery.place(), reason.forLog());
    }

    private boolean givesPower() {
        return subscription.topic().givesPower();
    }

    /** Under which name the inbox remembers what is handled here. */
    private String consumer() {
        return givesPower() ? Inbox.ofPower(common.service()) : common.service();
    }

    private Origin origin(Delivery delivery) {
        return delivery.origin(() -> Origin.of(subscription.topic(), delivery.record(), common.authenticity()));
    }

    private void handleBelieved(Delivery delivery) {
        ConsumerRecord<String, byte[]> record = delivery.record();
        Origin origin = origin(delivery);
        if (wasHandled(origin.known(), delivery)) {
            return;
        }
        Event<T> event = new Event<>(
                CloudEvents.id(record),
                delivery.key(),
                CloudEvents.operation(record),
                CloudEvents.isAnswer(record),
                common.codec().decode(subscription.topic(), record.value()));
        event.operation().ifPresent(operation -> MDC.put(MDC_OPERATION, operation.toString()));
        try {
            handle(event, origin, delivery.place());
        } finally {
            MDC.remove(MDC_OPERATION);
        }
    }

    /** One that was handled is not looked at for its age: what it led to was decided then. */
    private boolean wasHandled(UUID id, Delivery delivery) {
        if (!givesPower()) {
            return common.processed().holds(id, delivery.record());
        }
        if (common.processed().holds(id, delivery.place())) {
            return true;
        }
        common.authenticity().requireFresh(delivery.record(), delivery.receivedAt());
        return false;
    }

    private void handle(Event<T> event, Origin origin, Place place) {
        Write guard = givesPower()
                ? Inbox.admitPower(consumer(), origin.known(), place)
                : Inbox.admit(consumer(), origin.known(), place);
        boolean isNew = commit(guard, event.operation(), () -> outcome(event, origin));
        if (!isNew && givesPower()) {
            common.processed().requireHandledAt(origin.known(), place);
        }
    }

    private Outcome outcome(Event<T> event, Origin origin) {
        Outcome outcome = subscription.handler().handle(event).told(subscription.topic(), event);
        return origin.isOfTheHub() ? outcome : outcome.answeringNobody();
    }

    /** What keeps it from being kept is no reason to believe it, and so to tell whom it names: that is thrown as well. */
    private void orKeep(Delivery delivery, Runnable work) {
        try {
            work.run();
        } catch (Distrusted why) {
            try {
                keep(delivery.record(), why);
            } catch (Outage outage) {
                throw outage;
            } catch (RuntimeException notKept) {
                log.error("{} was not believed, and that could not be kept", delivery.place(), notKept);
                why.addSuppressed(notKept);
            }
            throw why;
        }
    }

    /** Once for each record, however often it is delivered. */
    private void keep(ConsumerRecord<String, byte[]> record, Distrusted why) {
        RefusedRecord refused = RefusedRecord.of(record, why);
        Write guard = Inbox.admitRefusal(Inbox.ofRefusals(common.service()), refused.id());
        commit(guard, Optional.empty(), () -> common.refusals().handle(refused));
    }

    /** Where others were quicker it is asked again at once: one of those who are in each other's way gets on. */
    private boolean commit(Write guard, Optional<UUID> operation, Supplier<Outcome> outcome) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Boolean.TRUE.equals(common.commits()
                        .attempt(guard, outcome.get(), operation)
                        .block());
            } catch (Stale stale) {
                if (attempt == MAX_ATTEMPTS) {
                    throw stale;
                }
            }
        }
    }
}
