package dev.infrahub.console.plans;

import dev.infrahub.console.plans.Plan.Reason;
import dev.infrahub.console.plans.Plan.Resource;
import dev.infrahub.console.web.Failure;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The page of a plan.
 *
 * @param modules what is touched, by where it is; at most {@link #MOST} resources
 * @param left how many are not shown
 * @param failure why it was not put before the board
 */
public record ShownPlan(
        Plan plan,
        List<Resource> destroyed,
        Map<String, List<Numbered>> modules,
        int left,
        List<Reason> reasons,
        Optional<Failure> failure) {

    /** So that no page is heavier than a reader is patient. */
    static final int MOST = 250;

    private static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low");

    static ShownPlan of(Plan plan, Optional<Failure> failure) {
        List<Numbered> touched = Numbered.touched(plan);
        return new ShownPlan(
                plan,
                touched.stream()
                        .map(Numbered::resource)
                        .filter(Resource::isDestroyed)
                        .limit(MOST)
                        .toList(),
                shown(touched).stream()
                        .collect(Collectors.groupingBy(
                                one -> ModulePath.of(one.resource().address()), TreeMap::new, Collectors.toList())),
                Math.max(0, touched.size() - MOST),
                plan.risk().reasons().stream()
                        .sorted(Comparator.comparingInt(reason -> rank(reason.severity())))
                        .limit(MOST)
                        .toList(),
                failure);
    }

    /** Those that have a place on the page. */
    static List<Numbered> shown(List<Numbered> touched) {
        return touched.stream()
                .sorted(Comparator.comparingInt(one -> gravity(one.resource())))
                .limit(MOST)
                .toList();
    }

    /** What is destroyed first, then what changes, then what comes. */
    private static int gravity(Resource resource) {
        return switch (resource.action()) {
            case "delete" -> 0;
            case "replace" -> 1;
            case "update" -> 2;
            case "forget" -> 3;
            case "create" -> 4;
            default -> 5;
        };
    }

    private static int rank(String severity) {
        int rank = SEVERITIES.indexOf(severity);
        return rank < 0 ? SEVERITIES.size() : rank;
    }

    /** What is known of a resource that is destroyed, in the words of the rule. */
    public Optional<String> why(Resource resource) {
        return reasons.stream()
                .filter(reason -> resource.address().equals(reason.address())
                        && reason.rule().startsWith("data."))
                .map(Reason::detail)
                .findFirst();
    }
}
