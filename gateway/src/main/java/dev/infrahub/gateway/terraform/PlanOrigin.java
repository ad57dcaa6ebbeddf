package dev.infrahub.gateway.terraform;

import java.util.Optional;

/** Where a plan belongs and where it comes from. */
public record PlanOrigin(
        String client,
        String module,
        Optional<String> environment,
        Optional<String> team,
        Optional<String> prUrl,
        Optional<String> commit,
        Optional<String> runUrl) {

    /** The client of a caller that names none. */
    public static final String DEFAULT_CLIENT = "default";

    /** What stays in order: the plans of one module of one client. */
    public String key() {
        return client + "/" + module;
    }
}
