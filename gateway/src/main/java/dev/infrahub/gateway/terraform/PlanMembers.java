package dev.infrahub.gateway.terraform;

import dev.infrahub.http.Parameters;
import dev.infrahub.http.constraints.ClientName;
import dev.infrahub.http.constraints.Text;
import dev.infrahub.http.constraints.WebAddress;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is said beside a plan: members of the JSON object or, where the body is the plan itself, query parameters. */
@Schema(name = "PlanRequest", description = "A plan, given as plan, planOutput or planId")
public record PlanMembers(
        @Schema(description = "The Terraform root module that was planned; required unless planId is given") @Nullable
        String module,

        @Schema(description = "The tenant; the caller's only one, or 'default', when absent") @Nullable @ClientName
        String client,

        @Schema(description = "For example production; raises the risk where it should") @Nullable @Text(max = 100)
        String environment,

        @Nullable @Text(max = 100) String team,
        @Nullable @WebAddress @Text(max = 2000) String prUrl,
        @Nullable @Text(max = 100) String commit,
        @Nullable @WebAddress @Text(max = 2000) String runUrl,

        @Schema(description = "A plan that was analysed before, in place of one", format = "uuid") @Nullable
        String planId) {

    static final Set<String> NAMES =
            Set.of("module", "client", "environment", "team", "prUrl", "commit", "runUrl", "planId");

    Optional<UUID> analyzed() {
        return Optional.ofNullable(planId).map(id -> Parameters.uuid("planId", id));
    }
}
