package dev.infrahub.events;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * Carries the current trace into headers, so that one trace spans HTTP, outbox, Kafka and every worker. Ids alone: what callers
 * write beside them is theirs and may be anything.
 */
record Trace(Tracer tracer, Propagator propagator) {

    /** Of the W3C's Trace Context: version, ids and flags, all in hexadecimal. */
    static final String IDS = "traceparent";

    private static final int ID_BEGINS = 3;
    private static final int ID_LENGTH = 32;

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

    /** The trace's id in those ids, where they are some. */
    static Optional<String> id(String ids) {
        int end = ID_BEGINS + ID_LENGTH;
        return Optional.of(ids)
                .filter(text -> text.length() > end && text.charAt(end) == '-')
                .map(text -> text.substring(ID_BEGINS, end))
                .filter(id -> id.chars().allMatch(one -> (one >= '0' && one <= '9') || (one >= 'a' && one <= 'f')));
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
