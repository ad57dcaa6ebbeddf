package dev.infrahub.events;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries the current trace into headers, so that one trace spans HTTP, outbox, Kafka and every worker. */
record Trace(Tracer tracer, Propagator propagator) {

    void inject(Map<String, String> headers) {
        @Nullable Span span = tracer.currentSpan();
        if (span != null) {
            propagator.inject(span.context(), headers, (carrier, name, value) -> {
                if (carrier != null) {
                    carrier.put(name, value);
                }
            });
        }
    }
}
