package dev.infrahub.events;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * Carries the current trace into headers, so that one trace spans HTTP, outbox, Kafka and every worker. Ids alone: what callers
 * write beside them is theirs and may be anything.
 */
record Trace(Tracer tracer, Propagator propagator) {

    /** Of the W3C's Trace Context: version, ids and flags, all in hexadecimal. */
    private static final String IDS = "traceparent";

    /** Runs within the observation that a reactive caller has in its context; elsewhere the thread has it already. */
    <T> T within(ContextView context, Supplier<T> action) {
        Observation observation = context.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
        if (observation == null) {
            return action.get();
        }
        try (Observation.Scope _ = observation.openScope()) {
            return action.get();
        }
    }

    void inject(Map<String, String> headers) {
        @Nullable Span span = tracer.currentSpan();
        if (span != null) {
            propagator.inject(span.context(), headers, (carrier, name, value) -> {
                if (carrier != null && name.equals(IDS)) {
                    carrier.put(name, value);
                }
            });
        }
    }
}
