package dev.infrahub.driftworker.domain;

import dev.infrahub.terraform.ChangeValues;
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
    Stream<NoiseRule> holding(Difference difference, ChangeValues values, List<Difference> differences) {
        return all.stream().filter(rule -> rule.holds(difference, values, differences));
    }
}
