package dev.infrahub.events;

import dev.infrahub.schemas.Topic;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * What should happen, as data: rows to write and events to publish, in one transaction or not at all.
 *
 * @param conditions run first; where one of them counts no row nothing happens, and the handler is asked again
 */
public record Outcome(List<Write> conditions, List<Write> writes, List<Publication<?>> publications) {

    public Outcome {
        conditions = List.copyOf(conditions);
        writes = List.copyOf(writes);
        publications = List.copyOf(publications);
    }

    public static Outcome nothing() {
        return write();
    }

    public static Outcome write(Write... writes) {
        return new Outcome(List.of(), List.of(writes), List.of());
    }

    /**
     * Holds only as long as what the handler saw is still so. For what must be decided on the latest state, such as the end
     * of a chain: the handler reads it, and the condition is an update of exactly that state, which makes others wait.
     */
    public Outcome onlyIf(Write condition) {
        return new Outcome(append(conditions, condition), writes, publications);
    }

    public Outcome and(Write write) {
        return new Outcome(conditions, append(writes, write), publications);
    }

    public <T extends SpecificRecord> Outcome publish(Topic<T> topic, String key, T value) {
        return new Outcome(conditions, writes, append(publications, new Publication<>(topic, key, value, true)));
    }

    /** Publishes what starts something of its own: whoever waits for this outcome does not wait for that. */
    public <T extends SpecificRecord> Outcome start(Topic<T> topic, String key, T value) {
        return new Outcome(conditions, writes, append(publications, new Publication<>(topic, key, value, false)));
    }

    private static <T> List<T> append(List<T> list, T last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }
}
