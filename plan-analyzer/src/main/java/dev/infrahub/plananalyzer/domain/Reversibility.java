package dev.infrahub.plananalyzer.domain;

/** How far a change can be undone after apply. */
public enum Reversibility {
    /** The old configuration brings back all that was. */
    REVERSIBLE("reversible"),
    /** The old configuration brings back the resource; what was in it only comes out of a copy taken before apply. */
    WITH_DATA("reversible-with-data"),
    /** Something of it cannot be had back. */
    IRREVERSIBLE("irreversible");

    private final String spelling;

    Reversibility(String spelling) {
        this.spelling = spelling;
    }

    /** As events and answers spell it. */
    public String spelling() {
        return spelling;
    }
}
