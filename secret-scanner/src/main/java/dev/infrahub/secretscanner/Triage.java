package dev.infrahub.secretscanner;

import dev.infrahub.ai.Claims;
import dev.infrahub.schemas.SecretFinding;
import dev.infrahub.schemas.SecretScanCompleted;
import dev.infrahub.secretscanner.domain.State;
import dev.infrahub.secretscanner.domain.TestFiles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a model is told of the new findings of a scan, and what may be said of which. Of a credential its kind is told and where it
 * stands, and nothing of what it is.
 *
 * @param told the new findings, the gravest first, by their places in the answer
 */
record Triage(SecretScanCompleted completed, Map<Integer, SecretFinding> told) {

    /** So many sources fit behind a fact of all of them. */
    private static final int MOST_TOLD = 20;

    private static final int LONGEST_NAME = 200;

    /** The source of what is of the scan as a whole. */
    private static final int SCAN = 0;

    static Triage of(SecretScanCompleted completed) {
        Map<Integer, SecretFinding> told = new TreeMap<>();
        List<SecretFinding> findings = completed.getFindings();
        for (int n = 0; n < findings.size() && told.size() < MOST_TOLD; n++) {
            if (State.NEW.text().equals(findings.get(n).getState())) {
                told.put(n + 1, findings.get(n));
            }
        }
        return new Triage(completed, told);
    }

    List<String> facts() {
        List<String> facts = new ArrayList<>();
        int all = completed.getCounts().getNew$();
        facts.add("new credentials: " + all + named("module", completed.getModule()) + sources(Set.of(SCAN)));
        told.forEach((place, finding) -> facts.add(fact(finding) + sources(Set.of(place))));
        told.values().stream()
                .map(SecretFinding::getRecommendation)
                .distinct()
                .forEach(remedy -> facts.add("to do: " + remedy
                        + sources(places(finding -> finding.getRecommendation().equals(remedy)))));
        if (all > told.size()) {
            facts.add("new credentials that are not told here: " + (all - told.size()) + sources(Set.of(SCAN)));
        }
        return facts;
    }

    private static String fact(SecretFinding finding) {
        return "new: " + finding.getTitle() + ", severity " + finding.getSeverity() + ", line " + finding.getLine()
                + named("file", finding.getPath())
                + (TestFiles.isOne(finding.getPath()) ? ", which by its name is one of tests" : "");
    }

    Claims claims() {
        Map<String, Set<Integer>> standings = new HashMap<>();
        Set<Integer> all = new TreeSet<>(told.keySet());
        all.add(SCAN);
        TriageTerms.OF_ALL.forEach(term -> standings.put(term, all));
        TriageTerms.OF_NONE.forEach(term -> standings.put(term, Set.of()));
        Set<Integer> ofTests = places(finding -> TestFiles.isOne(finding.getPath()));
        TriageTerms.OF_TESTS.forEach(term -> standings.put(term, ofTests));
        TriageTerms.SEVERITIES.forEach(
                severity -> standings.put(severity, places(finding -> severity.equals(finding.getSeverity()))));
        return Claims.cited(standings);
    }

    private Set<Integer> places(Predicate<SecretFinding> which) {
        return told.entrySet().stream()
                .filter(one -> which.test(one.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As code, which is one name whatever stands in it. What would end the code is not told. */
    private static String named(String what, @Nullable String name) {
        if (name == null) {
            return "";
        }
        boolean isTold = name.length() <= LONGEST_NAME && name.indexOf('`') < 0;
        return isTold ? ", " + what + " `" + name + "`" : ", " + what + " with a name that is not told";
    }

    private static String sources(Collection<Integer> places) {
        return places.stream().map(place -> "[" + place + "]").collect(Collectors.joining("", " ", ""));
    }
}
