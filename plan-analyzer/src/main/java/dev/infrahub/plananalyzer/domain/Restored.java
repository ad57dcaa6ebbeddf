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
                        name,
                        shown(subject.type(), name, subject.values().before().at(name))))
                .toList();
    }

    private static String shown(String type, String name, Value value) {
        return Telling.mayBeOfSecret(type, name) || Telling.showsSecret(name, value) ? SENSITIVE : shown(value);
    }

    private static String shown(Value value) {
        return switch (value) {
            case Value.Special.NULL -> "null";
            case Value.Special _ -> SENSITIVE;
            case Value.Bool(boolean truth) -> Boolean.toString(truth);
            case Value.Num(String number) -> number.length() <= LONGEST ? number : ELSEWHERE;
            case Value.Text(String text) -> shown(text);
            case Value.Items(var items) -> shown(items);
            case Value.Members(var members) -> members.isEmpty() ? "{}" : ELSEWHERE;
        };
    }

    private static String shown(String text) {
        if (text.length() > LONGEST) {
            return ELSEWHERE;
        }
        if (Telling.looksSecret(text)) {
            return SENSITIVE;
        }
        boolean plain = text.chars().allMatch(one -> one >= ' ' && one != '"' && one != 127);
        return plain ? "\"" + text + "\"" : ELSEWHERE;
    }

    private static String shown(List<Value> items) {
        boolean plain = items.size() <= MOST_ITEMS
                && items.stream().noneMatch(item -> item instanceof Value.Members || item instanceof Value.Items);
        return plain ? items.stream().map(Restored::shown).collect(Collectors.joining(", ", "[", "]")) : ELSEWHERE;
    }
}
