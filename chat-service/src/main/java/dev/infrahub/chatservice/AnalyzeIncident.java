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

/** An incident was reported: say what its errors and deployments show, and what the hub heard of its modules; nothing is kept. */
final class AnalyzeIncident implements Handler<IncidentReported> {

    private final HeardLately heard;
    private final Workplace workplace;
    private final IncidentWords words;
    private final Clock clock;

    AnalyzeIncident(HeardLately heard, Workplace workplace, IncidentWords words, Clock clock) {
        this.heard = heard;
        this.workplace = workplace;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Event<IncidentReported> event) {
        IncidentReported reported = event.value();
        Incident incident = incident(reported);
        Analysis analysis = workplace.spend(reported.getClient(), "incident", () -> IncidentAnalyst.analyze(incident));
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
