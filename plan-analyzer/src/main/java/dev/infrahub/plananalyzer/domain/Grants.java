package dev.infrahub.plananalyzer.domain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is granted before and after a change; only what is new is a risk of the change. */
final class Grants {

    private Grants() {}

    /** Something granted that a rule speaks about. */
    record Grant(Rule rule, Severity severity, String detail) {}

    static List<Finding> added(Subject subject, Set<Grant> before, Set<Grant> after) {
        Set<Grant> added = new LinkedHashSet<>(after);
        added.removeAll(before);
        List<Finding> findings = new ArrayList<>();
        added.forEach(grant -> findings.add(grant.rule().yes(grant.severity(), subject.address(), grant.detail())));
        return findings;
    }
}
