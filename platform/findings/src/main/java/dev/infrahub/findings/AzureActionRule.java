package dev.infrahub.findings;

import dev.infrahub.json.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A request to Azure's API that is sent during apply: a resource in the plan, and in truth something that is done to another one. */
final class AzureActionRule implements ChangeRule {

    static final String TYPE = "azapi_resource_action";

    private static final String DELETES =
            "During apply it deletes something in Azure that the plan shows nowhere else.";
    private static final String ACTS =
            "During apply it has Azure do something to a resource: no plan says what that does.";

    private static final String AT_DESTRUCTION = "destroy";

    /** Begins the name of an action that changes nothing. */
    private static final String ASKS = "list";

    @Override
    public List<Finding> judge(Subject subject) {
        boolean opened = !subject.within().isEmpty();
        return subject.change().type().equals(TYPE) && !opened
                ? sent(subject)
                        .flatMap(AzureActionRule::told)
                        .map(told -> Rule.RUNS_CODE.yes(Severity.HIGH, subject.address(), told))
                        .stream()
                        .toList()
                : List.of();
    }

    @Override
    public List<Finding> standing(Subject subject) {
        return List.of();
    }

    @Override
    public Set<Rule> reading(String type) {
        return Set.of();
    }

    /** Whether what is sent now sets what stands in a body, as a resource of its own would. */
    static boolean patches(Subject subject) {
        Value after = subject.values().after();
        String method = method(after);
        return subject.sets()
                && !isAtDestruction(after)
                && (method.equals("PUT") || method.equals("PATCH"))
                && action(after).isEmpty();
    }

    private static Optional<Value> sent(Subject subject) {
        Value before = subject.values().before();
        Value after = subject.values().after();
        if (subject.sets() && !isAtDestruction(after)) {
            return Optional.of(after);
        }
        return subject.change().action().destroys() && isAtDestruction(before) ? Optional.of(before) : Optional.empty();
    }

    private static boolean isAtDestruction(Value values) {
        return values.at("when").text().filter(AT_DESTRUCTION::equals).isPresent();
    }

    private static Optional<String> told(Value values) {
        return switch (method(values)) {
            case "GET", "HEAD" -> Optional.empty();
            case "DELETE" -> Optional.of(DELETES);
            default -> action(values).startsWith(ASKS) ? Optional.empty() : Optional.of(ACTS);
        };
    }

    private static String method(Value values) {
        return values.at("method").text().orElse("POST").toUpperCase(Locale.ROOT);
    }

    private static String action(Value values) {
        return values.at("action").text().orElse("");
    }
}
