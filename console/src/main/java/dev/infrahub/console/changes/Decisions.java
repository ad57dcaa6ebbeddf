package dev.infrahub.console.changes;

import dev.infrahub.console.changes.Verification.Signed;
import java.util.List;

/** What was decided on a change, found now. */
public record Decisions(Change change, Verification verification, List<Entry> entries) {

    /** A decision: what was signed, read and byte for byte. */
    public record Entry(Signed signed, Verification.Decision decision) {}
}
