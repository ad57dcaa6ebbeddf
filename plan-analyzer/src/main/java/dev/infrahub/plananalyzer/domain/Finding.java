package dev.infrahub.plananalyzer.domain;

import org.jspecify.annotations.Nullable;

/** What one rule has to say; a rule that says nothing has passed. */
record Finding(Rule rule, Severity severity, @Nullable String address, String detail, boolean unknown) {

    Finding with(Severity other) {
        return new Finding(rule, other, address, detail, unknown);
    }

    Analysis.Reason reason() {
        return new Analysis.Reason(rule.id(), severity, address, detail);
    }
}
