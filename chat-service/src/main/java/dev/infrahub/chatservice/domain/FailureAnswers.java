package dev.infrahub.chatservice.domain;

import static dev.infrahub.chatservice.domain.Composer.count;
import static dev.infrahub.chatservice.domain.Composer.time;

import dev.infrahub.chatservice.domain.Composer.Column;
import java.util.List;

/** Pipelines that failed, and why. */
public final class FailureAnswers {

    private FailureAnswers() {}

    /** The newest first. */
    public static Answer list(Understood asked, List<FailureFact> failures) {
        Composer composer = new Composer(asked);
        List<FailureFact> meant =
                asked.isOfNewest() ? failures.stream().limit(1).toList() : failures;
        if (meant.isEmpty()) {
            return Composer.missing(asked, "a failed pipeline" + composer.scope(), List.of());
        }
        return composer.say(
                        count(meant.size(), "failed pipeline was", "failed pipelines were") + " handed in"
                                + composer.scope() + ".",
                        meant)
                .table(
                        meant,
                        List.of(
                                new Column<>("module", failure -> Composer.code(failure.module())),
                                Composer.client(meant),
                                new Column<>("pipeline", failure -> Composer.code(failure.pipeline())),
                                new Column<>("when", failure -> time(failure.at())),
                                new Column<>("kind", failure -> Inert.code(failure.category())),
                                new Column<>(
                                        "why",
                                        failure ->
                                                failure.why().map(Inert::code).orElse("not known")),
                                new Column<>("certainty", failure -> Inert.code(failure.confidence())),
                                new Column<>("first step", failure -> Composer.code(failure.fix()))))
                .found();
    }
}
