package dev.infrahub.plananalyzer;

import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlannedResource;
import dev.infrahub.schemas.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** An event that its topic takes: without values and references where it would be too large with them, which it says then. */
final class FittingEvent {

    static final String LIMIT =
            "What changes from what to what, and what refers to what, is not told: with it the answer would be too large.";

    /** For what is put in later: the words of a model, and what Kafka needs. */
    private static final int ROOM = 256 * 1024;

    private FittingEvent() {}

    static PlanAnalyzed of(PlanAnalyzed event) {
        return of(event, Topics.PLAN_ANALYZED.maxMessageBytes() - ROOM);
    }

    static PlanAnalyzed of(PlanAnalyzed event, long most) {
        return bytes(event) <= most ? event : without(event);
    }

    private static PlanAnalyzed without(PlanAnalyzed event) {
        List<String> limits = new ArrayList<>(event.getLimits());
        limits.add(LIMIT);
        return PlanAnalyzed.newBuilder(event)
                .setLimits(limits)
                .setReferences(List.of())
                .setResources(event.getResources().stream()
                        .map(resource -> PlannedResource.newBuilder(resource)
                                .setValues(List.of())
                                .build())
                        .toList())
                .build();
    }

    private static long bytes(PlanAnalyzed event) {
        Counted counted = new Counted();
        try {
            PlanAnalyzed.getEncoder().encode(event, counted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counted.bytes;
    }

    /** Keeps nothing. */
    private static final class Counted extends OutputStream {

        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] many, int from, int count) {
            bytes += count;
        }
    }
}
