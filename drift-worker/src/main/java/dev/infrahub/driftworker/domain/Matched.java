package dev.infrahub.driftworker.domain;

import dev.infrahub.findings.AttributePath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A difference, and all that is said of such ones.
 *
 * @param decides the row of the table of what may never be noise
 * @param holding rules of the table of noise that hold for it
 * @param owner who the client says is in charge of it
 * @param ignored the client's own rule that hides it
 */
record Matched(
        Difference difference,
        Optional<SecurityAttributes.Row> decides,
        List<NoiseRule> holding,
        Optional<Agreements.Ownership> owner,
        Optional<Agreements.Ignored> ignored) {

    static Matched of(
            Difference difference, Compared resource, NoiseRules rules, SecurityAttributes security, Scan scan) {
        String address = resource.change().address();
        List<NoiseRule> holding = rules.holding(difference, resource).toList();
        boolean computed = holding.stream().anyMatch(NoiseRule::isOfComputed);
        return new Matched(
                difference,
                security.at(difference).filter(row -> row.isByName() || !computed),
                holding,
                scan.agreements().owner(scan.module(), address, difference.path()),
                scan.agreements().ignored(scan.module(), address, difference.path()));
    }

    AttributePath path() {
        return difference.path();
    }

    /** The rule by which both sides say the very same. */
    Optional<NoiseRule> saysTheSame() {
        return holding.stream()
                .filter(rule ->
                        rule.kind() == NoiseRule.Kind.NORMALISED && rule.when().isSameMeaning())
                .findFirst();
    }

    /** Whether something might hide it that no table forbids to. */
    boolean isHideable() {
        boolean byRule = holding.stream().anyMatch(rule -> rule.kind() != NoiseRule.Kind.ROTATED);
        return decides.isEmpty() && saysTheSame().isEmpty() && (byRule || owner.isPresent() || ignored.isPresent());
    }

    /** Without whatever hides it: only what it is remains. */
    Matched overruled() {
        List<NoiseRule> rest = decides.isPresent()
                ? List.of()
                : holding.stream()
                        .filter(rule -> rule.kind() == NoiseRule.Kind.ROTATED)
                        .toList();
        return new Matched(difference, decides, rest, Optional.empty(), Optional.empty());
    }

    /** What would hide it if nothing were graver: ids of rules and owners. */
    Stream<String> hiding() {
        return Stream.of(
                        holding.stream().filter(NoiseRule::drops).map(NoiseRule::id),
                        owner.stream().map(Agreements.Ownership::id),
                        ignored.stream().map(Agreements.Ignored::id))
                .flatMap(ids -> ids);
    }
}
