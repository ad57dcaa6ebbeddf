package dev.infrahub.gateway.terraform;

import dev.infrahub.http.Parameters;
import dev.infrahub.http.constraints.ClientName;
import dev.infrahub.http.constraints.Text;
import dev.infrahub.http.constraints.WebAddress;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is said beside a plan: members of the JSON object or, where the body is the plan itself, query parameters. */
public record PlanMembers(
        @Nullable String module,

        @Nullable @ClientName String client,

        @Nullable @Text(max = 100) String environment,

        @Nullable @Text(max = 100) String team,
        @Nullable @WebAddress @Text(max = 2000) String prUrl,
        @Nullable @Text(max = 100) String commit,
        @Nullable @WebAddress @Text(max = 2000) String runUrl,

        @Nullable String planId) {

    static final Set<String> NAMES =
            Set.of("module", "client", "environment", "team", "prUrl", "commit", "runUrl", "planId");

    Optional<UUID> analyzed() {
        return Optional.ofNullable(planId).map(id -> Parameters.uuid("planId", id));
    }
}
