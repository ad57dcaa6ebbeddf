package dev.infrahub.gateway.events;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Subscription;
import dev.infrahub.schemas.Topic;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** A handler whose events are kept in the log, in the transaction of what they lead to. */
public record Logged<T extends SpecificRecord>(Topic<T> topic, Handler<T> handler, Tracer tracer)
        implements Handler<T> {

    public static <T extends SpecificRecord> Subscription<T> of(Subscription<T> subscription, Tracer tracer) {
        Topic<T> topic = subscription.topic();
        return new Subscription<>(topic, new Logged<>(topic, subscription.handler(), tracer), subscription.pace());
    }

    @Override
    public Outcome handle(Event<T> event) {
        return handler.handle(event).and(EventLog.heard(topic, event, traceId()));
    }

    private Optional<String> traceId() {
        return Optional.<Span>ofNullable(tracer.currentSpan())
                .map(span -> span.context().traceId());
    }
}
