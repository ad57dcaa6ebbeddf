package dev.infrahub.events;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.jspecify.annotations.Nullable;

/** Observations that carry a span, and nothing of what it was begun for: that of a consumer holds on to its record. */
final class Light {

    private static final String NAME = "hub.events.work";

    private Light() {}

    /** What the work of this thread is a part of; null where it is of nothing. */
    static @Nullable Observation of(ObservationRegistry observations) {
        Observation current = observations.getCurrentObservation();
        @Nullable
        TracingContext traced =
                current == null ? null : current.getContextView().get(TracingContext.class);
        if (traced == null || traced.getSpan() == null) {
            return null;
        }
        TracingContext light = new TracingContext();
        light.setSpan(traced.getSpan());
        Observation.Context context = new Observation.Context();
        Observation observation = Observation.createNotStarted(NAME, () -> context, observations);
        context.setParentObservation(null);
        context.put(TracingContext.class, light);
        return observation;
    }
}
