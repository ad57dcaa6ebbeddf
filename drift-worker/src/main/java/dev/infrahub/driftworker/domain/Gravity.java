package dev.infrahub.driftworker.domain;

import dev.infrahub.driftworker.domain.DriftAnalysis.Reason;
import dev.infrahub.findings.AttributePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a resource no rule hides though no table names it: what the rules about changes call high or critical.
 *
 * <p>A difference is grave by itself, or together with others. Each judgement looks at the whole resource, so of many differences
 * that a rule would hide all count together: rather too much is told then than too little.
 */
final class Gravity {

    private static final int MOST_BY_THEMSELVES = 16;

    private final Compared resource;
    private final Set<AttributePath> hidden;
    private final Set<Reason> without;

    private Gravity(Compared resource, Set<AttributePath> hidden) {
        this.resource = resource;
        this.hidden = hidden;
        this.without = grave(hidden);
    }

    /**
     * @param hideable what some rule would hide
     * @return of those that stay told, what says that they are grave
     */
    static Map<AttributePath, Reason> of(Compared resource, Collection<AttributePath> hideable) {
        return hideable.isEmpty() ? Map.of() : new Gravity(resource, new LinkedHashSet<>(hideable)).found();
    }

    private Map<AttributePath, Reason> found() {
        List<Reason> all = added(Set.of());
        Map<AttributePath, Reason> found = new LinkedHashMap<>();
        if (all.isEmpty()) {
            return found;
        }
        if (hidden.size() <= MOST_BY_THEMSELVES) {
            hidden.forEach(one -> added(but(one)).stream().findFirst().ifPresent(reason -> found.put(one, reason)));
        }
        List<Reason> together = new ArrayList<>(all);
        if (!found.isEmpty()) {
            together.removeAll(added(besides(found.keySet())));
        }
        together.stream().findFirst().ifPresent(reason -> hidden.forEach(one -> found.putIfAbsent(one, reason)));
        return found;
    }

    private Set<AttributePath> but(AttributePath one) {
        return besides(Set.of(one));
    }

    private Set<AttributePath> besides(Set<AttributePath> some) {
        Set<AttributePath> others = new LinkedHashSet<>(hidden);
        others.removeAll(some);
        return others;
    }

    /** What is grave when only these are hidden, and is not when all are; the gravest first. */
    private List<Reason> added(Set<AttributePath> hiding) {
        List<Reason> added = new ArrayList<>(grave(hiding));
        added.removeIf(without::contains);
        added.sort(Comparator.comparing(Reason::risk).reversed());
        return added;
    }

    private Set<Reason> grave(Set<AttributePath> hiding) {
        Set<Reason> grave = new LinkedHashSet<>();
        Meaning.of(resource.change(), Reverted.of(resource.values(), hiding), Set.of()).stream()
                .filter(reason -> reason.risk().compareTo(Risk.HIGH) >= 0)
                .forEach(grave::add);
        return grave;
    }
}
