package dev.infrahub.findings;

import dev.infrahub.json.Value;
import dev.infrahub.terraform.Action;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What guards something else and is destroyed: judged as if its settings went to their unsafe values. */
public record GuardRule(GuardedAttributes table) implements ChangeRule {

    /** Being there is what guards, whatever its settings. */
    static final String ITSELF = "-";

    private static final String KEEP = "Keep it, or have the owner of what it guards confirm that it may go.";

    @Override
    public List<Finding> judge(Subject subject) {
        if (!subject.is(Action.DELETE) || subject.change().deposed() != null) {
            return List.of();
        }
        return table.of(subject.type()).stream()
                .filter(entry -> entry.on().contains(GuardedAttributes.On.DELETE) && guards(entry, subject))
                .map(entry -> finding(entry, subject.address()))
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
    public static Set<String> guarded(Subject subject) {
        return GuardedAttributes.TABLE.of(subject.type()).stream()
                .filter(entry -> !entry.of().isEmpty())
                .flatMap(entry -> subject.before(entry.of()).stream())
                .flatMap(value -> value.each().stream())
                .flatMap(value -> name(value).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Some providers number what they make. */
    private static Optional<String> name(Value value) {
        return value instanceof Value.Num(String number) ? Optional.of(number) : value.text();
    }

    /** A setting that was unsafe before guarded nothing. */
    private static boolean guards(GuardedAttributes.Entry entry, Subject subject) {
        if (entry.path().equals(ITSELF)) {
            return true;
        }
        List<Value> before = subject.before(entry.path());
        return switch (entry.unsafe()) {
            case "denies" -> Denials.in(before) > 0;
            case "set" -> AttributeRule.isEmpty(before);
            case "emptied" -> !AttributeRule.isEmpty(before);
            default -> !AttributeRule.isUnsafe(entry.unsafe(), before);
        };
    }

    static Finding finding(GuardedAttributes.Entry entry, String address) {
        String sentence = entry.path().equals(ITSELF) || entry.unsafe().equals("set")
                ? entry.sentence() + "."
                : "%s (%s).".formatted(entry.sentence(), entry.path());
        Finding finding = entry.rule().yes(entry.severity(), address, sentence);
        return entry.rule() == Rule.PROTECTION_WEAKENED ? finding.advising(KEEP) : finding;
    }
}
