package dev.infrahub.gateway.secrets;

import dev.infrahub.http.constraints.ClientName;
import dev.infrahub.http.constraints.OneOf;
import dev.infrahub.http.constraints.Text;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is said beside an archive: query parameters. */
record ScanMembers(
        @Nullable String module,

        @Nullable @ClientName String client,

        @Nullable @Text(max = 100) String commit,

        @Nullable @OneOf({"true", "false"}) String complete) {

    static final Set<String> NAMES = Set.of("module", "client", "commit", "complete");

    /** An archive is all of a module where nothing is said. */
    boolean isComplete() {
        return !"false".equals(complete);
    }
}
