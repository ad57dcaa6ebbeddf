package dev.infrahub.cabsigner.domain;

import dev.infrahub.json.Json;
import dev.infrahub.proofs.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which changes a compliance report is about: those that were put before the board in the period.
 *
 * @param client {@link #ALL} for every client
 * @param module null for every module
 * @param from inclusive; null for the beginning
 * @param to exclusive
 */
public record ReportQuery(
        String client, @Nullable String module, @Nullable Instant from, Instant to) {

    public static final String ALL = "*";

    boolean covers(Row opening) {
        return (client.equals(ALL) || client.equals(opening.text("client")))
                && (module == null || module.equals(opening.text("module")))
                && opening.time("at")
                        .filter(at -> (from == null || !at.isBefore(from)) && at.isBefore(to))
                        .isPresent();
    }

    Json period() {
        return new Json().with("from", from == null ? null : Json.time(from)).with("to", to);
    }
}
