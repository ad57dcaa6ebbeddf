package dev.infrahub.plananalyzer.domain;

import dev.infrahub.json.Value;
import dev.infrahub.terraform.Action;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What guards something else and is destroyed: judged as if its settings went to their unsafe values. */
record GuardRule(GuardedAttributes table) implements ChangeRule {

    /** Being there is what guards, whatever its settings. */
    private static final String ITSELF = "-";

    @Override
    public List<Finding> judge(Subject subject) {
        if (!subject.is(Action.DELETE) || subject.change().deposed() != null) {
            return List.of();
        }
        return table.of(subject.type()).stream()
                .filter(entry -> entry.on().contains(GuardedAttributes.On.DELETE) && guards(entry, subject))
                .map(entry -> entry.rule().yes(entry.severity(), subject.address(), sentence(entry)))
                .toList();
    }

    @Override
    public List<Finding> standing(Subject subject) {
        return List.of();
    }

    @Override
    public Set<Rule> reading(String type) {
        return Set.of();
    }

    /** What it names as that which it guards. */
    static Set<String> guarded(Subject subject) {
        return GuardedAttributes.TABLE.of(subject.type()).stream()
                .filter(entry -> !entry.of().isEmpty())
                .flatMap(entry -> subject.before(entry.of()).stream())
                .flatMap(value -> value.text().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A setting that was unsafe before guarded nothing. */
    private static boolean guards(GuardedAttributes.Entry entry, Subject subject) {
        if (entry.path().equals(ITSELF)) {
            return true;
        }
        List<Value> before = subject.before(entry.path());
        return switch (entry.unsafe()) {
            case "denies" -> before.stream().anyMatch(GuardRule::denies);
            case "emptied" -> !AttributeRule.isEmpty(before);
            default -> !AttributeRule.isUnsafe(entry.unsafe(), before);
        };
    }

    private static boolean denies(Value document) {
        return document.text().flatMap(Value::ofJson).stream()
                .flatMap(policy -> policy.at("Statement").each().stream())
                .anyMatch(statement -> statement.at("Effect").equals(new Value.Text("Deny")));
    }

    private static String sentence(GuardedAttributes.Entry entry) {
        return entry.path().equals(ITSELF)
                ? entry.sentence() + "."
                : "%s (%s).".formatted(entry.sentence(), entry.path());
    }
}
