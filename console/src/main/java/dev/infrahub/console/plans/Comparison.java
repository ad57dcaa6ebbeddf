package dev.infrahub.console.plans;

import dev.infrahub.console.plans.Plan.Counts;
import dev.infrahub.console.plans.Plan.Reason;
import dev.infrahub.console.plans.Plan.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two plans side by side: what differs.
 *
 * @param earlier empty where there is none to compare with
 * @param more how many resources differ that are not shown
 */
public record Comparison(
        Plan later,
        Optional<Plan> earlier,
        List<Count> counts,
        List<Pair> changed,
        List<Resource> added,
        List<Resource> gone,
        int same,
        int more,
        List<Reason> newReasons,
        List<Reason> goneReasons) {

    /** So that no page is heavier than a reader is patient. */
    static final int MOST = 100;

    /** Of what is done to resources. */
    private static final String TO = "To ";

    /** How much of something each of them does. */
    public record Count(String what, int earlier, int later) {

        public boolean differs() {
            return earlier != later;
        }

        /** What differs, in words. */
        public String words() {
            String is = what.startsWith(TO) ? later + " " + what.toLowerCase(Locale.ROOT) : what + " " + later;
            return is + " instead of " + earlier;
        }
    }

    /** One resource, as both plans treat it. */
    public record Pair(Resource earlier, Resource later) {}

    static Comparison alone(Plan plan) {
        return new Comparison(
                plan, Optional.empty(), List.of(), List.of(), List.of(), List.of(), 0, 0, List.of(), List.of());
    }

    static Comparison of(Plan earlier, Plan later) {
        Map<String, Resource> was = byAddress(earlier);
        Map<String, Resource> is = byAddress(later);
        List<Pair> changed = new ArrayList<>();
        int same = 0;
        for (Resource resource : is.values()) {
            Resource before = was.get(resource.address());
            if (before != null && isSame(before, resource)) {
                same++;
            } else if (before != null) {
                changed.add(new Pair(before, resource));
            }
        }
        List<Resource> added = without(is, was);
        List<Resource> gone = without(was, is);
        return new Comparison(
                later,
                Optional.of(earlier),
                counts(earlier, later),
                first(changed),
                first(added),
                first(gone),
                same,
                left(changed) + left(added) + left(gone),
                first(reasonsOf(later, earlier)),
                first(reasonsOf(earlier, later)));
    }

    private static Map<String, Resource> byAddress(Plan plan) {
        Map<String, Resource> resources = new LinkedHashMap<>();
        Numbered.touched(plan)
                .forEach(one -> resources.putIfAbsent(one.resource().address(), one.resource()));
        return resources;
    }

    private static boolean isSame(Resource one, Resource other) {
        return one.action().equals(other.action())
                && one.changedAttributes().equals(other.changedAttributes())
                && one.values().equals(other.values())
                && one.replaceBecause().equals(other.replaceBecause());
    }

    private static List<Resource> without(Map<String, Resource> these, Map<String, Resource> those) {
        return these.values().stream()
                .filter(resource -> !those.containsKey(resource.address()))
                .toList();
    }

    private static List<Reason> reasonsOf(Plan one, Plan other) {
        Set<Reason> known = Set.copyOf(other.risk().reasons());
        return one.risk().reasons().stream()
                .filter(reason -> !known.contains(reason))
                .toList();
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(MOST, all.size()));
    }

    private static int left(List<?> all) {
        return Math.max(0, all.size() - MOST);
    }

    private static List<Count> counts(Plan earlier, Plan later) {
        Counts was = earlier.summary().changes();
        Counts is = later.summary().changes();
        return List.of(
                new Count("To destroy", was.delete(), is.delete()),
                new Count("To replace", was.replace(), is.replace()),
                new Count("To update", was.update(), is.update()),
                new Count("To create", was.create(), is.create()),
                new Count("To move", was.move(), is.move()),
                new Count("To import", was.imported(), is.imported()),
                new Count("To forget", was.forget(), is.forget()),
                new Count("Unknown", was.unknown(), is.unknown()),
                new Count("Unchanged", was.noOp(), is.noOp()),
                new Count("Risk score", earlier.riskScore(), later.riskScore()),
                new Count(
                        "Dependents",
                        earlier.risk().blastRadius().dependents(),
                        later.risk().blastRadius().dependents()));
    }

    /** The counts that are not the same in both. */
    public List<Count> differing() {
        return counts.stream().filter(Count::differs).toList();
    }

    /** Whether nothing differs of what is told of both, which is not all: values that are hidden, cut or new are not. */
    public boolean isToldTheSame() {
        return changed.isEmpty() && added.isEmpty() && gone.isEmpty() && newReasons.isEmpty() && goneReasons.isEmpty();
    }

    /** Whether both do the same, told or not. */
    public boolean isOfTheSame() {
        return later.fingerprint() != null
                && earlier.map(Plan::fingerprint)
                        .filter(later.fingerprint()::equals)
                        .isPresent();
    }
}
