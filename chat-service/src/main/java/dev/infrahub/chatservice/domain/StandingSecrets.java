package dev.infrahub.chatservice.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What credentials stand open in a module by all scans of it.
 *
 * @param revision the higher one says how it stands
 * @param open how many
 * @param findings the first of them, the gravest first
 */
public record StandingSecrets(
        String client, String module, long revision, String scanId, Instant at, int open, List<Finding> findings)
        implements Fact {

    /** Where a credential stands; never what it is. */
    public record Finding(String rule, String title, String severity, String path, int line, Instant since) {}

    @Override
    public Source source() {
        return new Source(
                        "secret-scan",
                        scanId,
                        "Scan of " + module + " for credentials: " + open + " open",
                        Optional.of(client),
                        Optional.of(at))
                .about(module);
    }
}
