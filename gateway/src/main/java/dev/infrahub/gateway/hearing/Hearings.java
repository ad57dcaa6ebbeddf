package dev.infrahub.gateway.hearing;

import dev.infrahub.events.Subscription;
import dev.infrahub.gateway.facts.Shape;
import dev.infrahub.gateway.operations.Answers;
import dev.infrahub.gateway.operations.OperationKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Everything that the gateway hears and answers with. */
public record Hearings(List<Hearing<?>> all) {

    public Hearings {
        all = List.copyOf(all);
    }

    public List<? extends Subscription<?>> subscriptions() {
        return all.stream().map(Hearing::subscription).toList();
    }

    /** @throws IllegalStateException where a kind of operation is answered by none, or by two */
    public Answers answers() {
        Map<OperationKind, Shape> shapes = new EnumMap<>(OperationKind.class);
        for (Hearing<?> hearing : all) {
            hearing.answers().forEach((kind, shape) -> {
                if (shapes.put(kind, shape) != null) {
                    throw new IllegalStateException("two events answer " + kind);
                }
            });
        }
        for (OperationKind kind : OperationKind.values()) {
            if (!shapes.containsKey(kind)) {
                throw new IllegalStateException("no event answers " + kind);
            }
        }
        return new Answers(shapes);
    }
}
