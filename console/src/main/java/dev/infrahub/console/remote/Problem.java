package dev.infrahub.console.remote;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why the gateway says no, as its problem JSON tells. */
public record Problem(
        int status,
        String code,
        String detail,
        @Nullable String field,
        @Nullable String traceId,
        @Nullable List<String> differences) {

    public Problem {
        differences = differences == null ? List.of() : List.copyOf(differences);
    }

    public List<String> allDifferences() {
        return differences == null ? List.of() : differences;
    }
}
