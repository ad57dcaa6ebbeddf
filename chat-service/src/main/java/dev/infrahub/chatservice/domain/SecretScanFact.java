package dev.infrahub.chatservice.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A scan for credentials.
 *
 * @param complete whether it looked at all files
 * @param gone where credentials stood, the first of them
 */
public record SecretScanFact(
        String client,
        String scanId,
        Optional<String> module,
        Instant at,
        boolean complete,
        int findings,
        int appeared,
        int resolved,
        List<Gone> gone)
        implements Fact {

    /** A credential that stands there no more. */
    public record Gone(String rule, String path) {}

    @Override
    public Source source() {
        Source scan = new Source(
                "secret-scan",
                scanId,
                "Scan of " + module.orElse("files") + " for credentials: " + appeared + " new, " + resolved
                        + " resolved",
                Optional.of(client),
                Optional.of(at));
        return module.map(scan::about).orElse(scan);
    }
}
