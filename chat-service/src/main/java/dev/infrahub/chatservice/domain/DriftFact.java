package dev.infrahub.chatservice.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A scan for drift.
 *
 * @param status complete, incomplete or failed
 * @param count of resources that drifted
 * @param resources the first of them, the gravest first
 */
public record DriftFact(
        String client,
        String scanId,
        String module,
        Optional<String> environment,
        Instant at,
        String status,
        boolean drifted,
        int count,
        String risk,
        List<DriftedResource> resources)
        implements Fact {

    @Override
    public Source source() {
        return new Source(
                        "drift",
                        scanId,
                        "Scan of " + module + ": " + (drifted ? count + " drifted" : status + ", no drift"),
                        Optional.of(client),
                        Optional.of(at))
                .about(module);
    }
}
