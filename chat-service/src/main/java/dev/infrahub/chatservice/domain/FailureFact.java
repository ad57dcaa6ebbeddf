package dev.infrahub.chatservice.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A pipeline that failed.
 *
 * @param cause name of the known failure
 * @param why in a sentence
 * @param fix the first step
 */
public record FailureFact(
        String client,
        String diagnosisId,
        Optional<String> module,
        Optional<String> pipeline,
        Optional<String> stage,
        Instant at,
        String category,
        Optional<String> cause,
        Optional<String> why,
        String confidence,
        Optional<String> fix)
        implements Fact {

    @Override
    public Source source() {
        return new Source(
                "diagnosis",
                diagnosisId,
                "Failed pipeline" + module.map(" of "::concat).orElse("") + ": " + category,
                Optional.of(client),
                Optional.of(at));
    }
}
