package dev.infrahub.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What a search of a text found, while its structure tells what of that is none and what else there is. */
final class FoundInText {

    private static final int LONGEST_LINE = 500;

    private final String text;

    /** By where they begin: they are apart from each other. */
    private final NavigableMap<Integer, Finding> inText = new TreeMap<>();

    private final List<Finding> added = new ArrayList<>(0);

    FoundInText(String text, List<Finding> inText) {
        this.text = text;
        inText.forEach(finding -> this.inText.put(finding.start(), finding));
    }

    void add(Rule rule, int start, int end) {
        added.add(new Finding(rule.id(), start, end));
    }

    /** What stands here is a secret, or what was found of it by a name is none. */
    void tell(boolean isSecret, Rule rule, int start, int end) {
        if (isSecret) {
            add(rule, start, end);
        } else {
            denyWhole(start, end);
        }
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
        if (start < end && !inText.isEmpty()) {
            inText.subMap(start, end).values().removeIf(FoundInText::isNamed);
        }
    }

    /** The same of what stands here without quotes, and in no comment: it is an expression. */
    void denyBare(int start, int end) {
        if (start < end && !inText.isEmpty()) {
            inText.subMap(start, end).values().removeIf(finding -> isNamed(finding) && isBare(finding.start()));
        }
    }

    private boolean isBare(int start) {
        if (start > 0 && text.charAt(start - 1) == '"') {
            return false;
        }
        int line = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - LONGEST_LINE);
        String before = text.substring(line, start);
        return before.indexOf('#') < 0 && !before.contains("//");
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
