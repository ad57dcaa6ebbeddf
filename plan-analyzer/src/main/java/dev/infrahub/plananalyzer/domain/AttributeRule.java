package dev.infrahub.plananalyzer.domain;

import dev.infrahub.terraform.Action;
import dev.infrahub.terraform.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Attributes that got a worse value than before, row by row of the table. */
record AttributeRule(GuardedAttributes table) implements ChangeRule {

    private static final Pattern TLS = Pattern.compile("(?i).*?TLS[^0-9]*1[._-]?([0-3])?.*");

    @Override
    public List<Finding> judge(Subject subject) {
        if (!subject.sets()) {
            return List.of();
        }
        return table.of(subject.type()).stream()
                .filter(entry -> applies(entry.on(), subject))
                .flatMap(entry -> judge(entry, subject).stream())
                .toList();
    }

    private static boolean applies(GuardedAttributes.On on, Subject subject) {
        return switch (on) {
            case CREATE -> true;
            case CHANGE -> !subject.isNew();
            case UPDATE -> subject.is(Action.UPDATE);
        };
    }

    private static Optional<Finding> judge(GuardedAttributes.Entry entry, Subject subject) {
        List<Value> before = subject.isNew() ? List.of() : subject.before(entry.path());
        List<Value> after = subject.after(entry.path());
        if (before.equals(after)) {
            return Optional.empty();
        }
        if (after.stream().anyMatch(Subject::isHidden)) {
            // What was never set, or was no better before, leaves no question open.
            return isEmpty(before) || isUnsafe(entry.unsafe(), before)
                    ? Optional.empty()
                    : Optional.of(entry.rule().unknown(subject.address(), entry.path()));
        }
        return gotWorse(entry.unsafe(), before, after)
                ? Optional.of(entry.rule()
                        .yes(entry.severity(), subject.address(), entry.sentence() + " (" + entry.path() + ")."))
                : Optional.empty();
    }

    private static boolean gotWorse(String unsafe, List<Value> before, List<Value> after) {
        return switch (unsafe) {
            case "lower" ->
                number(after)
                        .flatMap(now -> number(before).map(was -> now.compareTo(was) < 0))
                        .orElse(false);
            case "emptied" -> isEmpty(after) && !isEmpty(before);
            case "tls" ->
                tls(after).flatMap(now -> tls(before).map(was -> now < was)).orElse(false);
            case "other" -> !isEmpty(before) && !isEmpty(after);
            default -> isUnsafe(unsafe, after) && !isUnsafe(unsafe, before);
        };
    }

    private static boolean isUnsafe(String unsafe, List<Value> values) {
        return switch (unsafe) {
            case "true" -> values.stream().anyMatch(Value::isTrue);
            case "false" -> values.stream().anyMatch(Value::isFalse);
            case "lower", "emptied", "tls", "other" -> false;
            default -> {
                List<String> words = List.of(unsafe.substring(1).split(",", -1));
                yield values.stream().flatMap(value -> value.text().stream()).anyMatch(words::contains);
            }
        };
    }

    private static boolean isEmpty(List<Value> values) {
        return values.stream()
                .allMatch(value ->
                        value.each().isEmpty() || value.equals(new Value.Text("")) || value.equals(new Value.Num("0")));
    }

    /** Zero means "for ever" where retention is concerned, and "never" where backups are; both are left to 'emptied'. */
    private static Optional<BigDecimal> number(List<Value> values) {
        return values.size() == 1 && values.getFirst() instanceof Value.Num(String number) && number.length() < 20
                ? Optional.of(new BigDecimal(number))
                : Optional.empty();
    }

    private static Optional<Integer> tls(List<Value> values) {
        if (values.size() != 1) {
            return Optional.empty();
        }
        return values.getFirst()
                .text()
                .map(TLS::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1)));
    }
}
