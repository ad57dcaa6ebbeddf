package dev.infrahub.chatservice;

import dev.infrahub.chatservice.domain.incident.Analysis;
import dev.infrahub.chatservice.domain.incident.Incident;
import dev.infrahub.chatservice.domain.incident.IncidentAnalyst;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.IncidentAnalyzed;
import dev.infrahub.schemas.IncidentReported;
import dev.infrahub.schemas.Topics;
import dev.infrahub.workplace.Workplace;
import java.time.Clock;
import java.util.Optional;

/** An incident was reported: say what its errors and deployments show, and tell; nothing is kept. */
final class AnalyzeIncident implements Handler<IncidentReported> {

    private final Workplace workplace;
    private final IncidentWords words;
    private final Clock clock;

    AnalyzeIncident(Workplace workplace, IncidentWords words, Clock clock) {
        this.workplace = workplace;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Event<IncidentReported> event) {
        IncidentReported reported = event.value();
        Analysis analysis =
                workplace.spend(reported.getClient(), "incident", () -> IncidentAnalyst.analyze(incident(reported)));
        IncidentWords.Said said = words.about(reported, analysis);
        IncidentAnalyzed analyzed = IncidentAnalyzed.newBuilder()
                .setIncidentId(reported.getIncidentId())
                .setClient(reported.getClient())
                .setAnalysis(said.analysis())
                .setAnalyzedAt(clock.instant())
                .setAi(said.use())
                .build();
        return Outcome.nothing().answer(Topics.INCIDENT_ANALYZED, event.key(), analyzed);
    }

    private static Incident incident(IncidentReported reported) {
        return new Incident(
                Optional.ofNullable(reported.getServiceName()),
                Optional.ofNullable(reported.getAlertTitle()),
                Optional.ofNullable(reported.getSeverity()),
                Optional.ofNullable(reported.getStartedAt()),
                reported.getReportedAt(),
                Optional.ofNullable(reported.getRecentDeployments()),
                Optional.ofNullable(reported.getRecentErrors()),
                Optional.ofNullable(reported.getGotchaHeuristics()),
                reported.getDependencies());
    }
}
