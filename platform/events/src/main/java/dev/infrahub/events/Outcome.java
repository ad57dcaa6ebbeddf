package dev.infrahub.events;

import dev.infrahub.faults.Fault;
import dev.infrahub.faults.RefusalKind;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * What should happen, as data: rows to write and events to publish, in one transaction or not at all. One of them, or a
 * refusal, answers whoever waits.
 *
 * @param conditions run first; where one of them counts no row nothing happens, and the handler is asked again
 */
public record Outcome(
        List<Write> conditions, List<Write> writes, List<Publication<?>> publications, Optional<Refusal> refusal) {

    /** @throws IllegalStateException for a second answer */
    public Outcome {
        conditions = List.copyOf(conditions);
        writes = List.copyOf(writes);
        publications = List.copyOf(publications);
        long answers = publications.stream()
                .filter(publication -> publication.relation() == Relation.ANSWERS)
                .count();
        if (answers + refusal.stream().count() > 1) {
            throw new IllegalStateException("an outcome answers once");
        }
    }

    public static Outcome nothing() {
        return write();
    }

    public static Outcome write(Write... writes) {
        return new Outcome(List.of(), List.of(writes), List.of(), Optional.empty());
    }

    /**
     * Holds only as long as what the handler saw is still so. For what must be decided on the latest state, such as the end
     * of a chain: the handler reads it, and the condition is an update of exactly that state, which makes others wait.
     */
    public Outcome onlyIf(Write condition) {
        return new Outcome(append(conditions, condition), writes, publications, refusal);
    }

    public Outcome and(Write write) {
        return new Outcome(conditions, append(writes, write), publications, refusal);
    }

    /** Publishes what settles the request. */
    public <T extends SpecificRecord> Outcome answer(Topic<T> topic, String key, T value) {
        return publish(new Publication<>(topic, key, value, Relation.ANSWERS));
    }

    /** Publishes what came of the request beside its answer. */
    public <T extends SpecificRecord> Outcome publish(Topic<T> topic, String key, T value) {
        return publish(new Publication<>(topic, key, value, Relation.BELONGS));
    }

    /** Publishes what starts something of its own: whoever waits for this outcome does not wait for that. */
    public <T extends SpecificRecord> Outcome start(Topic<T> topic, String key, T value) {
        return publish(new Publication<>(topic, key, value, Relation.STARTS));
    }

    /** Answers no, for a reason that trying again does not change. Where nobody waits, nobody is told. */
    public Outcome refuse(String code, String detail, RefusalKind kind) {
        return refuse(new Refusal(code, detail, kind, false));
    }

    /** Answers that it could not be done; what else is in the outcome happens all the same. */
    public Outcome refuse(Fault fault) {
        return refuse(Refusal.of(fault));
    }

    private Outcome refuse(Refusal no) {
        if (refusal.isPresent()) {
            throw new IllegalStateException("an outcome answers once");
        }
        return new Outcome(conditions, writes, publications, Optional.of(no));
    }

    private Outcome publish(Publication<?> publication) {
        return new Outcome(conditions, writes, append(publications, publication), refusal);
    }

    /** With the refusal as the event that tells whoever waits for this event. */
    Outcome told(Topic<?> topic, Event<?> event) {
        Outcome plain = new Outcome(conditions, writes, publications, Optional.empty());
        return refusal.flatMap(no -> event.operation()
                        .map(operation -> plain.answer(
                                Topics.OPERATION_FAILED, event.key(), no.told(operation, topic, event.id()))))
                .orElse(plain);
    }

    /** The same as the outcome of what somebody else than the hub said: it settles nobody's request. */
    Outcome answeringNobody() {
        List<Publication<?>> told = publications.stream()
                .<Publication<?>>map(publication ->
                        publication.relation() == Relation.ANSWERS ? belonging(publication) : publication)
                .toList();
        return new Outcome(conditions, writes, told, refusal);
    }

    private static <T extends SpecificRecord> Publication<T> belonging(Publication<T> publication) {
        return new Publication<>(publication.topic(), publication.key(), publication.value(), Relation.BELONGS);
    }

    private static <T> List<T> append(List<T> list, T last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }
}
