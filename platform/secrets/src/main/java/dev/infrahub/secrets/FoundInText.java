package dev.infrahub.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What a search of a text found, while its structure tells what of that is none and what else there is. */
final class FoundInText {

    /** By where they begin: they are apart from each other. */
    private final NavigableMap<Integer, Finding> inText = new TreeMap<>();

    private final List<Finding> added = new ArrayList<>(0);

    FoundInText(List<Finding> inText) {
        inText.forEach(finding -> this.inText.put(finding.start(), finding));
    }

    void add(Rule rule, int start, int end) {
        added.add(new Finding(rule.id(), start, end));
    }

    /** How many were added. */
    int count() {
        return added.size();
    }

    /** Whether a search found one that begins here. */
    boolean isAny(int start, int end) {
        return !inText.subMap(start, end).isEmpty();
    }

    /** What begins here was found by a name, and is no value. */
    void deny(int start, int end) {
        if (start < end) {
            inText.subMap(start, end).values().removeIf(FoundInText::isNamed);
        }
    }

    /** The same of what is found as all of a value, or as more than its beginning. */
    void denyWhole(int start, int least) {
        Finding finding = inText.get(start);
        if (finding != null && finding.end() >= least && isNamed(finding)) {
            inText.remove(start);
        }
    }

    private static boolean isNamed(Finding finding) {
        return finding.ruleId().equals(Rules.NAMED.id());
    }

    /** What was found here is of this rule. */
    void tellAs(Rule rule, int start, int end) {
        inText.subMap(start, end).values().forEach(finding -> add(rule, finding.start(), finding.end()));
    }

    /** In order and apart from each other. */
    List<Finding> all() {
        List<Finding> all = new ArrayList<>(inText.values());
        all.addAll(added);
        return Layers.apart(all);
    }
}
