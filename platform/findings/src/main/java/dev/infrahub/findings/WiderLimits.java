package dev.infrahub.findings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Conditions under which something was granted: which of them are as wide as others is found once. */
final class WiderLimits {

    /** In sets of conditions. */
    private static final int MOST_KEPT = 1_000_000;

    private final Set<Set<Condition>> all;
    private final boolean literally;
    private final Map<Set<Condition>, List<Set<Condition>>> found = new HashMap<>();
    private int kept;

    /** @param literally whether they are too long to compare otherwise than as they are spelt */
    WiderLimits(Set<Set<Condition>> all, boolean literally) {
        this.all = all;
        this.literally = literally;
    }

    List<Set<Condition>> than(Set<Condition> limits) {
        List<Set<Condition>> known = found.get(limits);
        return known == null ? keep(limits) : known;
    }

    private List<Set<Condition>> keep(Set<Condition> limits) {
        List<Set<Condition>> wider = all.stream()
                .filter(one -> Condition.areAsWide(one, limits, literally))
                .toList();
        if (kept + wider.size() > MOST_KEPT) {
            found.clear();
            kept = 0;
        }
        kept += wider.size() + 1;
        found.put(limits, wider);
        return wider;
    }
}
