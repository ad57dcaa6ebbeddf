package dev.infrahub.plananalyzer.domain;

import dev.infrahub.findings.Subject;
import dev.infrahub.findings.Telling;
import dev.infrahub.json.Value;
import dev.infrahub.terraform.Action;
import java.util.List;
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
        return attributes.stream()
                .limit(MOST)
                .map(name -> new Analysis.Restored(
                        name, shown(name, subject.values().before().at(name))))
                .toList();
    }

    private static String shown(String name, Value value) {
        boolean isSecret = Telling.mayBeSecret(List.of(name), value) || Telling.showsSecret(name, value);
        return isSecret ? SENSITIVE : written(name, value);
    }

    private static String written(String name, Value value) {
        return switch (value) {
            case Value.Special.NULL -> "null";
            case Value.Special _ -> SENSITIVE;
            case Value.Bool(boolean truth) -> Boolean.toString(truth);
            case Value.Num(String number) -> number.length() <= LONGEST ? number : ELSEWHERE;
            case Value.Text(String text) -> written(name, text);
            case Value.Items(var items) -> written(name, items);
            case Value.Members(var members) -> members.isEmpty() ? "{}" : ELSEWHERE;
        };
    }

    private static String written(String name, String text) {
        if (text.length() > LONGEST) {
            return ELSEWHERE;
        }
        if (Telling.looksSecret(name, text)) {
            return SENSITIVE;
        }
        boolean plain = text.chars().allMatch(one -> one >= ' ' && one != '"' && one != 127);
        return plain ? "\"" + text + "\"" : ELSEWHERE;
    }

    private static String written(String name, List<Value> items) {
        boolean plain = items.size() <= MOST_ITEMS
                && items.stream().noneMatch(item -> item instanceof Value.Members || item instanceof Value.Items);
        return plain
                ? items.stream().map(item -> written(name, item)).collect(Collectors.joining(", ", "[", "]"))
                : ELSEWHERE;
    }
}
