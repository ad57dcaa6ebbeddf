package dev.infrahub.chatservice;

import dev.infrahub.chatservice.domain.FailureFact;
import dev.infrahub.chatservice.store.Failures;
import dev.infrahub.chatservice.store.Modules;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.PipelineDiagnosed;
import java.util.Optional;

/** It was found out why a pipeline failed: keep the cause. */
final class HearFailure implements Handler<PipelineDiagnosed> {

    /** Of a log in which nothing failed. */
    private static final String NOTHING = "none";

    @Override
    public Outcome handle(Event<PipelineDiagnosed> event) {
        PipelineDiagnosed diagnosed = event.value();
        if (diagnosed.getCategory().equals(NOTHING)) {
            return Outcome.nothing();
        }
        Outcome outcome = Outcome.write(Failures.put(new FailureFact(
                diagnosed.getClient(),
                diagnosed.getDiagnosisId(),
                Optional.ofNullable(diagnosed.getModule()),
                Optional.ofNullable(diagnosed.getPipelineName()),
                Optional.ofNullable(diagnosed.getStage()),
                diagnosed.getDiagnosedAt(),
                diagnosed.getCategory(),
                Optional.ofNullable(diagnosed.getCause()),
                Optional.ofNullable(diagnosed.getProbableCause()),
                diagnosed.getConfidence(),
                diagnosed.getSuggestedFix().stream().findFirst())));
        String module = diagnosed.getModule();
        return module == null ? outcome : outcome.and(Modules.put(diagnosed.getClient(), module));
    }
}
