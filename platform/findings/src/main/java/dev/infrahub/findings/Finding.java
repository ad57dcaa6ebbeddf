package dev.infrahub.findings;

import dev.infrahub.terraform.ReferenceGraph;
import org.jspecify.annotations.Nullable;

/**
 * What one rule has to say; a rule that says nothing has passed.
 *
 * @param advice what lowers the risk
 * @param question what a verdict of unknown hangs on; null where the rule could tell
 */
public record Finding(
        Rule rule,
        Severity severity,
        @Nullable String address,
        String detail,
        String advice,
        @Nullable Question question) {

    private static final int BYTES = 384;
    private static final int BYTES_A_CHARACTER = 4;

    /** Why a value tells nothing. */
    enum Unseen {
        /** Nobody knows it yet. */
        LATER("known only after apply"),
        /** It is marked. */
        SENSITIVE("hidden as sensitive"),
        /** It is cut off, misspelt, or something else. */
        UNREADABLE("written in a way that no rule can read"),
        /** It is left to a default that lets everyone in, unless something else stands before it. */
        DEFAULT("left to its default, which names no network"),
        /** It says what limits in a language that nobody here reads, and says it otherwise than before. */
        REWRITTEN("another one than before, and no rule compares the two"),
        /** It lets anyone in under a condition that nobody here knows. */
        CONDITION("open to anyone under a condition that may limit who or not");

        private final String told;

        Unseen(String told) {
            this.told = told;
        }
    }

    /**
     * A value that could not be judged.
     *
     * @param path the attribute's path
     * @param unseen why not
     * @param presumed whether the question is open where the plan does not show its configuration
     * @param answeredBy a resource type that is judged itself where the value comes from it; empty where there is none
     */
    record Question(String path, Unseen unseen, boolean presumed, String answeredBy) {

        /** What is unknown without being configured by a reference is a default that the provider computes. */
        boolean isOpen(String address, ReferenceGraph references) {
            if (unseen != Unseen.LATER) {
                return true;
            }
            if (references.isEmpty()) {
                return presumed;
            }
            return references.setsByReference(address, Subject.attribute(path))
                    && references.dependenciesOf(address).stream().noneMatch(this::isAnsweredBy);
        }

        private boolean isAnsweredBy(String dependency) {
            return !answeredBy.isEmpty()
                    && (dependency.startsWith(answeredBy + ".") || dependency.contains("." + answeredBy + "."));
        }

        String detail() {
            return "Cannot be judged: '%s' is %s.".formatted(path, unseen.told);
        }
    }

    /** What it takes of memory, with the reason and the line of the summary that are made of it, and their event. */
    public long bytes() {
        return BYTES + (long) BYTES_A_CHARACTER * detail.length();
    }

    public Finding with(Severity other) {
        return new Finding(rule, other, address, detail, advice, question);
    }

    /** With one sentence more. */
    public Finding adding(String sentence) {
        return new Finding(rule, severity, address, detail + sentence, advice, question);
    }

    Finding advising(String other) {
        return new Finding(rule, severity, address, detail, other, question);
    }

    public Verdict verdict() {
        return question == null ? Verdict.YES : Verdict.UNKNOWN;
    }

    public boolean unknown() {
        return verdict() == Verdict.UNKNOWN;
    }

    /** Whether it stands once the whole plan has been read. */
    public boolean stands(ReferenceGraph references) {
        return question == null || address == null || question.isOpen(address, references);
    }
}
