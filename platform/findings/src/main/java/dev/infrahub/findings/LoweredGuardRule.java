package dev.infrahub.findings;

import dev.infrahub.json.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What guards by being there, and is switched off, emptied or shortened where it stands: judged as if it were destroyed. What a
 * switch looks like is the same in most types, see {@code lowered-guards.tsv}.
 */
public record LoweredGuardRule(GuardedAttributes table) implements ChangeRule {

    private static final Set<String> ON = marks("on");
    private static final Set<String> OFF = marks("off");
    private static final Set<String> STRONG = marks("strong");
    private static final Set<String> WEAK = marks("weak");
    private static final Set<String> KEPT = marks("kept");
    private static final Set<String> LEAST = marks("least");
    private static final Set<String> EXCEPTIONS = marks("exception");

    private static final int DEEPEST = 6;

    @Override
    public List<Finding> judge(Subject subject) {
        if (!subject.lasts() || !subject.sets()) {
            return List.of();
        }
        List<GuardedAttributes.Entry> guards = table.of(subject.type()).stream()
                .filter(entry -> entry.path().equals(GuardRule.ITSELF))
                .toList();
        if (guards.isEmpty()) {
            return List.of();
        }
        Set<String> told = table.of(subject.type()).stream()
                .map(GuardedAttributes.Entry::path)
                .collect(Collectors.toUnmodifiableSet());
        List<String> lowered = new ArrayList<>();
        subject.change()
                .changedAttributes()
                .forEach(name -> collect(
                        name,
                        name,
                        subject.values().before().at(name),
                        subject.values().after().at(name),
                        lowered));
        lowered.removeIf(told::contains);
        return lowered.isEmpty()
                ? List.of()
                : guards.stream()
                        .map(entry -> finding(entry, subject, Reasons.some(lowered)))
                        .toList();
    }

    @Override
    public List<Finding> standing(Subject subject) {
        return List.of();
    }

    /** That it notices a switch does not mean that it reads what the guard says. */
    @Override
    public Set<Rule> reading(String type) {
        return Set.of();
    }

    private static Finding finding(GuardedAttributes.Entry entry, Subject subject, String paths) {
        return entry.rule().yes(entry.severity(), subject.address(), "%s (%s).".formatted(entry.sentence(), paths));
    }

    private static void collect(String name, String path, Value before, Value after, List<String> lowered) {
        if (EXCEPTIONS.stream().anyMatch(name::contains) || before.equals(after) || Subject.isHidden(after)) {
            return;
        }
        if (isLowered(name, path, before, after)) {
            lowered.add(path);
            return;
        }
        List<Value> former = before.each();
        List<Value> now = after.each();
        for (int i = 0; i < Math.min(former.size(), now.size()); i++) {
            if (former.get(i) instanceof Value.Members(Map<String, Value> members) && depth(path) < DEEPEST) {
                Value block = now.get(i);
                members.forEach(
                        (member, value) -> collect(member, path + "." + member, value, block.at(member), lowered));
            }
        }
    }

    private static boolean isLowered(String name, String path, Value before, Value after) {
        return switch (before) {
            case Value.Bool(boolean truth) ->
                truth ? ON.contains(name) && !after.isTrue() : OFF.contains(name) && after.isTrue();
            case Value.Text(String text) ->
                after.text().map(now -> isWeaker(text, now)).orElse(false) || isLess(name, path, before, after);
            case Value.Num _ -> isLess(name, path, before, after);
            case Value.Items(var items) -> !items.isEmpty() && after.each().isEmpty();
            case Value.Members(var members) -> !members.isEmpty() && after.isNull();
            case Value.Special _ -> false;
        };
    }

    private static boolean isWeaker(String before, String now) {
        return (!is(WEAK, before) && is(WEAK, now)) || (is(STRONG, before) && !is(STRONG, now));
    }

    private static boolean is(Set<String> words, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int end = lower.indexOf('(');
        return words.contains(end < 0 ? lower : lower.substring(0, end));
    }

    /** How long something is kept, or the least that is asked for; nothing at all often means for ever. */
    private static boolean isLess(String name, String path, Value before, Value after) {
        boolean counts =
                KEPT.stream().anyMatch(path::contains) || LEAST.stream().anyMatch(name::startsWith);
        return counts
                && AttributeRule.number(before)
                        .flatMap(was -> AttributeRule.number(after).map(now -> isLess(was, now)))
                        .orElse(false);
    }

    private static boolean isLess(BigDecimal was, BigDecimal now) {
        return now.signum() > 0 && now.compareTo(was) < 0;
    }

    private static long depth(String path) {
        return path.chars().filter(c -> c == '.').count();
    }

    private static Set<String> marks(String kind) {
        return TabSeparated.rows("lowered-guards.tsv").stream()
                .filter(row -> row[0].equals(kind))
                .map(row -> row[1])
                .collect(Collectors.toUnmodifiableSet());
    }
}
