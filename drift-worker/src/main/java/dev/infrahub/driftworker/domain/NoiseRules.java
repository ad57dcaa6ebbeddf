package dev.infrahub.driftworker.domain;

import java.util.List;
import java.util.stream.Stream;

/** The table of what is no news, in its order. */
record NoiseRules(List<NoiseRule> all) {

    static final NoiseRules TABLE = new NoiseRules(
            TabSeparated.rows("noise-rules.tsv").stream().map(NoiseRule::of).toList());

    /** Those that speak of a type. */
    NoiseRules of(String type) {
        return new NoiseRules(all.stream().filter(rule -> rule.isOf(type)).toList());
    }

    /** Those that hold for what differs in a resource of their type. */
    Stream<NoiseRule> holding(Difference difference, Compared resource) {
        return all.stream().filter(rule -> rule.holds(difference, resource));
    }
}
