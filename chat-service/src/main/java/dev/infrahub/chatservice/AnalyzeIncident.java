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
import java.time.Clock;
import java.util.Optional;

/** An incident was reported: say what its errors and deployments show, and what the hub heard of its modules; nothing is kept. */
final class AnalyzeIncident implements Handler<IncidentReported> {

    private final HeardLately heard;
    private final IncidentWords words;
    private final Clock clock;

    AnalyzeIncident(HeardLately heard, IncidentWords words, Clock clock) {
        this.heard = heard;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Event<IncidentReported> event) {
        IncidentReported reported = event.value();
        Analysis analysis = IncidentAnalyst.analyze(incident(reported));
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

    private Incident incident(IncidentReported reported) {
        return new Incident(
                Optional.ofNullable(reported.getServiceName()),
                Optional.ofNullable(reported.getAlertTitle()),
                Optional.ofNullable(reported.getSeverity()),
                Optional.ofNullable(reported.getStartedAt()),
                reported.getReportedAt(),
                Optional.ofNullable(reported.getRecentDeployments()),
                Optional.ofNullable(reported.getRecentErrors()),
                Optional.ofNullable(reported.getGotchaHeuristics()),
                reported.getDependencies(),
                heard.of(reported));
    }
}
