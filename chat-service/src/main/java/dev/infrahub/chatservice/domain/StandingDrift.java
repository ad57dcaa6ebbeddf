package dev.infrahub.chatservice.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a module stands by all scans for drift.
 *
 * @param version the higher one says how it stands
 * @param scanId the newest that told something
 * @param open how many resources
 */
public record StandingDrift(
        String client,
        String module,
        long version,
        String scanId,
        Instant toldAt,
        int open,
        String risk,
        List<DriftedResource> resources)
        implements Fact {

    @Override
    public Source source() {
        return new Source(
                        "drift",
                        scanId,
                        "Scan of " + module + ": " + open + " drifted resources open",
                        Optional.of(client),
                        Optional.of(toldAt))
                .about(module);
    }
}
