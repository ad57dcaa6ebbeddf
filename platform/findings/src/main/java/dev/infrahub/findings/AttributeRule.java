package dev.infrahub.findings;

import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import dev.infrahub.terraform.Action;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Attributes that got a worse value than before, row by row of the table. */
record AttributeRule(GuardedAttributes table) implements ChangeRule {

    private static final String NO_SNAPSHOT =
            "Try the new version on another cluster first: only a new cluster has the old one again.";

    private static final int LONGEST_NUMBER = 20;
    private static final BigDecimal FOR_EVER = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Speak about the step from one value to another; no value is unsafe in itself. */
    private static final Set<String> COMPARISONS =
            Set.of("lower", "shorter", "emptied", "fewer", "tls", "other", "denies", "gone", "set");

    /** Begins the words from the safest on: what was one of them and is a later one, or none, fell. */
    private static final String FALLS = "falls=";

    /** What stands open is worth telling; that a protection was never there is how many things are meant to be. */
    private static final Set<Rule> EXPOSING = Set.of(Rule.PUBLIC_ACCESS, Rule.ENCRYPTION_WEAKENED);

    @Override
    public List<Finding> judge(Subject subject) {
        if (!subject.sets()) {
            return List.of();
        }
        return table.of(subject.type()).stream()
                .filter(entry -> entry.on().stream().anyMatch(on -> applies(on, subject)))
                .flatMap(entry -> judge(entry, subject).stream())
                .toList();
    }

    @Override
    public List<Finding> standing(Subject subject) {
        return table.of(subject.type()).stream()
                .filter(entry -> EXPOSING.contains(entry.rule()))
                .filter(entry -> isUnsafe(entry.unsafe(), subject.before(entry.path()))
                        && isUnsafe(entry.unsafe(), subject.after(entry.path())))
                .map(entry ->
                        entry.rule().yes(entry.severity(), subject.address(), Rule.ALREADY + state(entry, subject)))
                .toList();
    }

    @Override
    public Set<Rule> reading(String type) {
        return table.of(type).stream()
                .filter(entry -> !entry.on().equals(Set.of(GuardedAttributes.On.DELETE)))
                .filter(entry -> !entry.unsafe().equals("denies"))
                .map(GuardedAttributes.Entry::rule)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String state(GuardedAttributes.Entry entry, Subject subject) {
        String value = subject.after(entry.path()).stream()
                .filter(one -> isUnsafe(entry.unsafe(), List.of(one)))
                .findFirst()
                .flatMap(Value::text)
                .orElse(entry.unsafe());
        return "'%s' is %s.".formatted(entry.path(), value);
    }

    private static boolean applies(GuardedAttributes.On on, Subject subject) {
        return switch (on) {
            case CREATE -> true;
            case NEW -> subject.isNew();
            case CHANGE -> !subject.isNew();
            case UPDATE -> subject.is(Action.UPDATE);
            case DELETE -> false;
        };
    }

    private static Optional<Finding> judge(GuardedAttributes.Entry entry, Subject subject) {
        List<Value> before = subject.isNew() ? List.of() : subject.before(entry.path());
        List<Value> after = subject.after(entry.path());
        boolean hides = after.stream().anyMatch(Subject::isHidden);
        if (hides && unsafeIn(entry.unsafe(), after) <= unsafeIn(entry.unsafe(), before)) {
            return isQuestion(entry, subject, before)
                    ? Optional.of(subject.unknown(entry.rule(), entry.path(), !isEmpty(before)))
                    : Optional.empty();
        }
        if (before.equals(after)) {
            return Optional.empty();
        }
        if (gotWorse(entry.unsafe(), before, after)) {
            return Optional.of(finding(entry, subject));
        }
        return isRewritten(entry, before, after)
                ? Optional.of(subject.unknown(entry.rule(), entry.path(), Finding.Unseen.REWRITTEN))
                : Optional.empty();
    }

    /** Whether what limits is there before and after and another one; fewer of a list limit no less, and what a block is called limits nothing. */
    private static boolean isRewritten(GuardedAttributes.Entry entry, List<Value> before, List<Value> after) {
        return entry.rule() == Rule.IAM_LOOSENED
                && !isEmpty(before)
                && !isEmpty(after)
                && !limits(before).containsAll(limits(after));
    }

    private static Set<Value> limits(List<Value> values) {
        return values.stream()
                .flatMap(value -> value instanceof Value.Items(var items)
                        ? items.stream().map(AttributeRule::limit)
                        : value.each().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Of a block that has an expression that can be read, that alone: a title and a description are for people. */
    private static Value limit(Value item) {
        Value expression = item.at("expression");
        return expression instanceof Value.Text ? expression : item;
    }

    private static Finding finding(GuardedAttributes.Entry entry, Subject subject) {
        Finding finding = entry.rule()
                .yes(
                        entry.severity(),
                        subject.address(),
                        "%s (%s).".formatted(entry.sentence(), where(entry, subject)));
        boolean ofCluster = entry.rule() == Rule.ONE_WAY_CHANGE
                && StatefulTypes.TABLE.isOf(subject.type(), StatefulTypes.Kind.CLUSTER);
        return ofCluster ? finding.advising(NO_SNAPSHOT) : finding;
    }

    /** Which of several blocks it is. */
    private static String where(GuardedAttributes.Entry entry, Subject subject) {
        Predicate<Value> unsafe = value -> isUnsafe(entry.unsafe(), List.of(value));
        Places now = Places.of(subject.values().after(), entry.path(), unsafe);
        Value former = subject.isNew() ? Value.Special.NULL : subject.values().before();
        return now.isEmpty()
                ? entry.path()
                : now.beyond(Places.of(former, entry.path(), unsafe)).words();
    }

    /** What does not change, was no better before, or has nothing to be compared with, leaves no question open. */
    private static boolean isQuestion(GuardedAttributes.Entry entry, Subject subject, List<Value> before) {
        boolean comparable = switch (entry.unsafe()) {
            case "denies" -> Denials.in(before) > 0;
            default -> !isComparison(entry.unsafe()) || !isEmpty(before);
        };
        return subject.changes(entry.path()) && comparable && !isUnsafe(entry.unsafe(), before);
    }

    private static boolean gotWorse(String unsafe, List<Value> before, List<Value> after) {
        return switch (unsafe) {
            case "lower" -> isLess(number(after), number(before));
            case "shorter" -> isLess(time(after), time(before));
            case "emptied" -> isEmpty(after) && !isEmpty(before);
            case "fewer" -> !items(after).containsAll(items(before));
            case "denies" -> Denials.in(after) < Denials.in(before);
            case "tls" ->
                tls(after).flatMap(now -> tls(before).map(was -> now < was)).orElse(false);
            case "set" -> false;
            case "other" -> !isEmpty(before) && !isEmpty(after);
            default ->
                unsafe.startsWith(FALLS)
                        ? fell(Parts.of(unsafe.substring(FALLS.length()), ','), before, after)
                        : unsafeIn(unsafe, after) > unsafeIn(unsafe, before)
                                || (isTakenAway(unsafe, before, after) && !isUnsafe(unsafe, before));
        };
    }

    private static boolean fell(List<String> words, List<Value> before, List<Value> after) {
        int was = place(words, before);
        int now = place(words, after);
        return was >= 0 && (now < 0 || now > was);
    }

    private static int place(List<String> words, List<Value> values) {
        return values.stream()
                .flatMap(value -> word(value).stream())
                .mapToInt(words::indexOf)
                .max()
                .orElse(-1);
    }

    private static Optional<String> word(Value value) {
        return value instanceof Value.Bool(boolean truth) ? Optional.of(Boolean.toString(truth)) : value.text();
    }

    private static Set<Value> items(List<Value> values) {
        return values.stream().flatMap(value -> value.each().stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isComparison(String unsafe) {
        return COMPARISONS.contains(unsafe) || unsafe.startsWith(FALLS);
    }

    /** What was on and is not set any more is off. */
    private static boolean isTakenAway(String unsafe, List<Value> before, List<Value> after) {
        return unsafe.equals("false") && before.stream().anyMatch(Value::isTrue) && isEmpty(after);
    }

    static boolean isUnsafe(String unsafe, List<Value> values) {
        return unsafeIn(unsafe, values) > 0;
    }

    /** How many of them are: one block more is one more. */
    private static long unsafeIn(String unsafe, List<Value> values) {
        if (isComparison(unsafe)) {
            return 0;
        }
        List<String> words = Parts.of(unsafe.substring(1), ',');
        return values.stream()
                .filter(value -> switch (unsafe) {
                    case "true" -> value.isTrue();
                    case "false" -> value.isFalse();
                    default ->
                        value.each().stream()
                                .flatMap(item -> item.text().stream())
                                .anyMatch(words::contains);
                })
                .count();
    }

    static boolean isEmpty(List<Value> values) {
        return values.stream()
                .allMatch(value ->
                        value.each().isEmpty() || value.equals(new Value.Text("")) || value.equals(new Value.Num("0")));
    }

    private static boolean isLess(Optional<BigDecimal> now, Optional<BigDecimal> was) {
        return now.isPresent() && was.isPresent() && now.get().compareTo(was.get()) < 0;
    }

    /** Zero, or less, keeps for ever. */
    private static Optional<BigDecimal> time(List<Value> values) {
        return number(values).map(days -> days.signum() > 0 ? days : FOR_EVER);
    }

    /** Of several the smallest: it decides first. */
    private static Optional<BigDecimal> number(List<Value> values) {
        return values.stream().flatMap(value -> number(value).stream()).min(BigDecimal::compareTo);
    }

    /** Also where it stands as a text. */
    static Optional<BigDecimal> number(Value value) {
        String text = value instanceof Value.Num(String number)
                ? number
                : value.text().orElse("");
        try {
            return text.isEmpty() || text.length() >= LONGEST_NUMBER
                    ? Optional.empty()
                    : Optional.of(new BigDecimal(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> tls(List<Value> values) {
        return values.size() == 1 ? values.getFirst().text().flatMap(TlsVersion::oldestAccepted) : Optional.empty();
    }
}
