package dev.infrahub.driftworker.domain;

import dev.infrahub.terraform.ChangeValues;
import java.util.List;
import java.util.stream.Stream;

/** The table of what is no news, in its order. */
record NoiseRules(List<NoiseRule> all) {

    static final NoiseRules TABLE = new NoiseRules(
            TabSeparated.rows("noise-rules.tsv").stream().map(NoiseRule::of).toList());

    /** Those that hold for what differs in a resource, the strongest first: where nothing was changed, nothing else counts. */
    Stream<NoiseRule> holding(String type, Difference difference, ChangeValues values, List<Difference> differences) {
        return all.stream().filter(rule -> rule.isOf(type) && rule.holds(difference, values, differences));
    }
}
