package dev.infrahub.plananalyzer.domain;

import dev.infrahub.findings.Secrecy;
import dev.infrahub.findings.Subject;
import dev.infrahub.json.Value;
import dev.infrahub.terraform.Action;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The old values that a rollback sets again: short ones, and none that is or looks secret. */
final class Restored {

    private static final int MOST = 12;
    private static final int LONGEST = 60;
    private static final int MOST_ITEMS = 4;

    private static final String SENSITIVE = "(sensitive)";
    private static final String ELSEWHERE = "(see the old configuration)";

    private Restored() {}

    static List<Analysis.Restored> of(Subject subject, List<String> attributes) {
        if (!subject.showsValues() || !(subject.is(Action.UPDATE) || subject.is(Action.REPLACE))) {
            return List.of();
        }
        Value before = subject.values().before();
        Function<String, Secrecy> secrecy = Secrecy.ofAttributes(before);
        return attributes.stream()
                .limit(MOST)
                .map(name -> new Analysis.Restored(name, shown(secrecy.apply(name), before.at(name))))
                .toList();
    }

    private static String shown(Secrecy secrecy, Value value) {
        return secrecy.hidesAnyOf(value) ? SENSITIVE : written(value);
    }

    private static String written(Value value) {
        return switch (value) {
            case Value.Special.NULL -> "null";
            case Value.Special _ -> SENSITIVE;
            case Value.Bool(boolean truth) -> Boolean.toString(truth);
            case Value.Num(String number) -> number.length() <= LONGEST ? number : ELSEWHERE;
            case Value.Text(String text) -> written(text);
            case Value.Items(var items) -> written(items);
            case Value.Members(var members) -> members.isEmpty() ? "{}" : ELSEWHERE;
        };
    }

    private static String written(String text) {
        if (text.length() > LONGEST) {
            return ELSEWHERE;
        }
        boolean plain = text.chars().allMatch(one -> one >= ' ' && one != '"' && one != 127);
        return plain ? "\"" + text + "\"" : ELSEWHERE;
    }

    private static String written(List<Value> items) {
        boolean plain = items.size() <= MOST_ITEMS
                && items.stream().noneMatch(item -> item instanceof Value.Members || item instanceof Value.Items);
        return plain
                ? items.stream().map(item -> written(item)).collect(Collectors.joining(", ", "[", "]"))
                : ELSEWHERE;
    }
}
