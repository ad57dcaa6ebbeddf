package dev.infrahub.findings;

import dev.infrahub.json.Value;
import java.util.List;

/** How often something is denied: in blocks of their own, in words, or in the statements of policies. */
final class Denials {

    private static final String DENY = "deny";

    private Denials() {}

    static long in(List<Value> values) {
        return values.stream()
                .flatMap(value -> value.each().stream())
                .mapToLong(Denials::in)
                .sum();
    }

    private static long in(Value value) {
        return value instanceof Value.Members
                ? 1
                : value.text().map(Denials::in).orElse(0L);
    }

    private static long in(String text) {
        return text.regionMatches(true, 0, DENY, 0, DENY.length())
                ? 1
                : Value.ofJson(text).stream()
                        .flatMap(policy -> policy.at("Statement").each().stream())
                        .filter(statement -> statement.at("Effect").equals(new Value.Text("Deny")))
                        .count();
    }
}
