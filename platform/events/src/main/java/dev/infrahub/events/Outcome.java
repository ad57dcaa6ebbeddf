package dev.infrahub.events;

import dev.infrahub.schemas.Topic;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** What should happen, as data: rows to write and events to publish, in one transaction or not at all. */
public record Outcome(List<Write> writes, List<Publication<?>> publications) {

    public Outcome {
        writes = List.copyOf(writes);
        publications = List.copyOf(publications);
    }

    public static Outcome nothing() {
        return new Outcome(List.of(), List.of());
    }

    public static Outcome write(Write... writes) {
        return new Outcome(List.of(writes), List.of());
    }

    public <T extends SpecificRecord> Outcome publish(Topic<T> topic, String key, T value) {
        return new Outcome(
                writes,
                Stream.concat(publications.stream(), Stream.of(new Publication<>(topic, key, value)))
                        .toList());
    }
}
