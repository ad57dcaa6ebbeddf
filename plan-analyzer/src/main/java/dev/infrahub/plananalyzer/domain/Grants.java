package dev.infrahub.plananalyzer.domain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is granted before and after a change; only what is new is a risk of the change. */
record Grants(Set<Grant> before, Set<Grant> after) {

    /** Something granted that a rule speaks about. */
    record Grant(Rule rule, Severity severity, String detail) {}

    List<Finding> added(Subject subject) {
        Set<Grant> added = new LinkedHashSet<>(after);
        added.removeAll(before);
        return findings(subject, added, "");
    }

    List<Finding> kept(Subject subject) {
        Set<Grant> kept = new LinkedHashSet<>(after);
        kept.retainAll(before);
        return findings(subject, kept, Rule.ALREADY);
    }

    private static List<Finding> findings(Subject subject, Set<Grant> grants, String prefix) {
        List<Finding> findings = new ArrayList<>();
        grants.forEach(
                grant -> findings.add(grant.rule().yes(grant.severity(), subject.address(), prefix + grant.detail())));
        return findings;
    }
}
