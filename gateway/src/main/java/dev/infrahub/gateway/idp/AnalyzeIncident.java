package dev.infrahub.gateway.idp;

import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Reader;
import dev.infrahub.http.constraints.ClientName;
import dev.infrahub.http.constraints.Text;
import dev.infrahub.schemas.IncidentReader;
import dev.infrahub.schemas.IncidentReported;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a service.
 *
 * @param startedAt as the caller writes it
 * @param gotchaHeuristics rules of the service's own
 */
record AnalyzeIncident(
        @Nullable String serviceName,
        @Nullable @Text(max = 4000, lines = true) String serviceDescription,
        @Nullable @Size(max = 200) List<@NotNull String> dependencies,
        @Nullable @Size(max = 100) List<@NotNull String> tags,
        @Nullable @Text(max = 100_000, isChecked = false) String recentDeployments,

        @Nullable @Text(max = Integer.MAX_VALUE, isChecked = false)
        String recentErrors,

        @Nullable @Text(max = 20_000, lines = true) String gotchaHeuristics,
        @Nullable @Text(max = 1000) String alertTitle,
        @Nullable @Text(max = 100) String severity,
        @Nullable @Text(max = 100) String startedAt,
        @Nullable @ClientName String client,
        @Nullable String team) {

    IncidentReported by(Asking asking) {
        Reader reader = Reader.of(asking, client);
        return IncidentReported.newBuilder()
                .setIncidentId(UUID.randomUUID().toString())
                .setClient(asking.clients().meant(client))
                .setTeam(team)
                .setReader(IncidentReader.newBuilder()
                        .setName(reader.name())
                        .setAllClients(reader.allClients())
                        .setClients(reader.clients())
                        .setPermissions(reader.permissions())
                        .build())
                .setServiceName(serviceName)
                .setServiceDescription(serviceDescription)
                .setDependencies(Given.sifted("dependencies", dependencies))
                .setTags(Given.sifted("tags", tags))
                .setRecentDeployments(Given.siftedOrNull("recentDeployments", recentDeployments))
                .setRecentErrors(Given.siftedOrNull("recentErrors", recentErrors))
                .setGotchaHeuristics(gotchaHeuristics)
                .setAlertTitle(alertTitle)
                .setSeverity(severity)
                .setStartedAt(startedAt)
                .setReportedAt(asking.now())
                .build();
    }
}
