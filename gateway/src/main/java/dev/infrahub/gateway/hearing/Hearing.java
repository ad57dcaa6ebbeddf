package dev.infrahub.gateway.hearing;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Subscription;
import dev.infrahub.events.Subscription.Pace;
import dev.infrahub.events.Write;
import dev.infrahub.gateway.facts.Facts;
import dev.infrahub.gateway.facts.Shape;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.operations.Operations;
import dev.infrahub.gateway.operations.Operations.Asked;
import dev.infrahub.gateway.views.View;
import dev.infrahub.gateway.views.Views;
import dev.infrahub.schemas.Topic;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the gateway makes of the events of one topic: which views it keeps of them, and how it answers those who asked for
 * one. Without more said it keeps nothing, and answers with the event's facts.
 */
public final class Hearing<T extends SpecificRecord> implements Handler<T> {

    private final Topic<T> topic;
    private final Map<OperationKind, Shape> answers = new EnumMap<>(OperationKind.class);
    private Pace pace = Pace.SINGLE;
    private Function<Event<T>, List<View>> views = _ -> List.of();
    private BiFunction<Asked, T, Write> settle =
            (operation, told) -> Operations.answer(operation, Facts.json(told).toString());

    private Hearing(Topic<T> topic) {
        this.topic = topic;
    }

    public static <T extends SpecificRecord> Hearing<T> of(Topic<T> topic) {
        return new Hearing<>(topic);
    }

    /** By several consumers: for topics that carry the load. */
    public Hearing<T> concurrent() {
        pace = Pace.CONCURRENT;
        return this;
    }

    public Hearing<T> keeping(Function<T, List<View>> kept) {
        return keepingOf(event -> kept.apply(event.value()));
    }

    /** Where it counts who asked for what is told. */
    public Hearing<T> keepingOf(Function<Event<T>, List<View>> kept) {
        views = kept;
        return this;
    }

    /** All facts answer operations of these kinds. */
    public Hearing<T> answering(OperationKind... kinds) {
        for (OperationKind kind : kinds) {
            answering(kind, Shape.of(topic.type()));
        }
        return this;
    }

    public Hearing<T> answering(OperationKind kind, Shape shape) {
        answers.put(kind, shape);
        return this;
    }

    /** Settles otherwise than with the event's facts: with what a view says, or a document. */
    public Hearing<T> settling(BiFunction<Asked, T, Write> how) {
        settle = how;
        return this;
    }

    @Override
    public Outcome handle(Event<T> event) {
        Outcome kept = Outcome.write(views.apply(event).stream().map(Views::put).toArray(Write[]::new));
        return event.answered()
                .map(operation -> kept.and(settle.apply(asked(operation, event.value()), event.value())))
                .orElse(kept);
    }

    private Asked asked(UUID operation, T told) {
        return new Asked(operation, answers.keySet(), Facts.client(told));
    }

    Subscription<T> subscription() {
        return new Subscription<>(topic, this, pace);
    }

    Map<OperationKind, Shape> answers() {
        return answers;
    }
}
