package dev.infrahub.gateway.terraform;

import dev.infrahub.http.constraints.ClientName;
import dev.infrahub.http.constraints.Text;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is said beside a log: members of the JSON object or, where the body is the log itself, query parameters. */
public record LogMembers(
        @Nullable @Text(max = 100) String platform,
        @Nullable String pipelineName,
        @Nullable String stage,
        @Nullable String module,

        @Nullable @ClientName String client) {

    static final Set<String> NAMES = Set.of("platform", "pipelineName", "stage", "module", "client");
}
