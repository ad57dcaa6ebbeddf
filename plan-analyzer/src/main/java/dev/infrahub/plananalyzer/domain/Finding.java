package dev.infrahub.plananalyzer.domain;

import dev.infrahub.json.Parts;
import dev.infrahub.terraform.ReferenceGraph;
import org.jspecify.annotations.Nullable;

/**
 * What one rule has to say; a rule that says nothing has passed.
 *
 * @param advice what lowers the risk
 * @param question what a verdict of unknown hangs on; null where the rule could tell
 */
record Finding(
        Rule rule,
        Severity severity,
        @Nullable String address,
        String detail,
        String advice,
        @Nullable Question question) {

    private static final int BYTES = 384;
    private static final int BYTES_A_CHARACTER = 4;

    /**
     * A value that could not be seen.
     *
     * @param path the attribute's path
     * @param sensitive whether it is hidden; otherwise it is known only after apply
     * @param presumed whether the question is open where the plan does not show its configuration
     * @param answeredBy a resource type that is judged itself where the value comes from it; empty where there is none
     */
    record Question(String path, boolean sensitive, boolean presumed, String answeredBy) {

        /** What is unknown without being configured by a reference is a default that the provider computes. */
        boolean isOpen(String address, ReferenceGraph references) {
            if (sensitive) {
                return true;
            }
            if (references.isEmpty()) {
                return presumed;
            }
            return references.setsByReference(address, Parts.first(path, '.'))
                    && references.dependenciesOf(address).stream().noneMatch(this::isAnsweredBy);
        }

        private boolean isAnsweredBy(String dependency) {
            return !answeredBy.isEmpty()
                    && (dependency.startsWith(answeredBy + ".") || dependency.contains("." + answeredBy + "."));
        }

        String detail() {
            return "Cannot be judged: '%s' is %s."
                    .formatted(path, sensitive ? "hidden as sensitive" : "known only after apply");
        }
    }

    /** What it takes of memory, with the reason and the line of the summary that are made of it, and their event. */
    long bytes() {
        return BYTES + (long) BYTES_A_CHARACTER * detail.length();
    }

    Finding with(Severity other) {
        return new Finding(rule, other, address, detail, advice, question);
    }

    Finding advising(String other) {
        return new Finding(rule, severity, address, detail, other, question);
    }

    Verdict verdict() {
        return question == null ? Verdict.YES : Verdict.UNKNOWN;
    }

    boolean unknown() {
        return verdict() == Verdict.UNKNOWN;
    }

    /** Whether it stands once the whole plan has been read. */
    boolean stands(ReferenceGraph references) {
        return question == null || address == null || question.isOpen(address, references);
    }

    Analysis.Reason reason() {
        return new Analysis.Reason(rule.id(), severity, verdict(), address, detail);
    }
}
