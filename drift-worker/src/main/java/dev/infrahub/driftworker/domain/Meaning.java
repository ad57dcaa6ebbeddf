package dev.infrahub.driftworker.domain;

import dev.infrahub.terraform.ChangeValues;
import dev.infrahub.terraform.ResourceChange;
import java.util.List;

/** What the rules about changes say of drift, as if it were one that somebody planned. */
final class Meaning {

    private Meaning() {}

    static List<DriftAnalysis.Reason> of(ResourceChange change, ChangeValues values) {
        return List.of();
    }
}
