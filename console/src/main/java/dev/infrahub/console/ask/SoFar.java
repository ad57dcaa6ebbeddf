package dev.infrahub.console.ask;

import dev.infrahub.console.operations.Operation;
import dev.infrahub.console.remote.Told;
import dev.infrahub.console.web.Failure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was told of an answer until now.
 *
 * @param steps what was done, a line each
 */
public record SoFar(List<String> steps, Optional<Answer> answer, Optional<Failure> failure) {

    static final SoFar NOTHING = new SoFar(List.of(), Optional.empty(), Optional.empty());

    private record Step(String text) {}

    public SoFar {
        steps = List.copyOf(steps);
    }

    boolean isSettled() {
        return answer.isPresent() || failure.isPresent();
    }

    SoFar and(Told told, JsonMapper json) {
        return switch (told.name()) {
            case "progress" -> and(json.readValue(told.data(), Step.class));
            case "completed" ->
                new SoFar(
                        steps,
                        Optional.ofNullable(operation(told, json).result())
                                .map(result -> json.treeToValue(result, Answer.class)),
                        Optional.empty());
            case "failed" ->
                new SoFar(
                        steps,
                        Optional.empty(),
                        Optional.ofNullable(operation(told, json).failure()).map(why -> Failure.of(why.problem())));
            default -> this;
        };
    }

    private static Operation operation(Told told, JsonMapper json) {
        return json.readValue(told.data(), Operation.class);
    }

    private SoFar and(Step step) {
        return new SoFar(Stream.concat(steps.stream(), Stream.of(step.text())).toList(), answer, failure);
    }
}
