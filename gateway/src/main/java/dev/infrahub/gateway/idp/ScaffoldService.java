package dev.infrahub.gateway.idp;

import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.http.constraints.ClientName;
import dev.infrahub.http.constraints.Text;
import dev.infrahub.schemas.ServiceRequested;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service that is asked for.
 */
record ScaffoldService(
        @Nullable @Text(max = 4000, lines = true) String description,
        @Nullable @ClientName String client,
        @Nullable String team) {

    ServiceRequested by(Asking asking) {
        return ServiceRequested.newBuilder()
                .setScaffoldId(UUID.randomUUID().toString())
                .setClient(asking.clients().meant(client))
                .setTeam(team)
                .setDescription(Given.required("description", description))
                .setRequestedAt(asking.now())
                .build();
    }
}
