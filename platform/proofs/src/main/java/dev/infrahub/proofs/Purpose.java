package dev.infrahub.proofs;

import java.nio.charset.StandardCharsets;

/**
 * What a signature is for: its context by FIPS 204, section 5.2, keeps it from passing for anything else.
 */
public enum Purpose {
    /** A decision of the change advisory board. */
    APPROVAL("infrahub/approval"),
    /** How long the transparency log is, and its root. */
    TREE_HEAD("infrahub/tree-head"),
    /** A compliance report. */
    REPORT("infrahub/report"),
    /**
     * A DSSE envelope. DSSE's own encoding says what is signed, so the context is empty: every verifier of DSSE and of FIPS
     * 204 can be used.
     */
    ENVELOPE("");

    private final String context;

    Purpose(String context) {
        this.context = context;
    }

    public String context() {
        return context;
    }

    byte[] bytes() {
        return context.getBytes(StandardCharsets.UTF_8);
    }
}
