package dev.infrahub.secretscanner.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * A credential that stood in a file until a scan saw it gone.
 *
 * @param line where the last look saw it
 * @param since the first look that saw it
 * @param at the scan that saw it gone
 * @param commit that scan was of
 */
public record Resolved(
        String ruleId, String path, int line, String fingerprint, Instant since, Instant at, Optional<String> commit) {

    static final Comparator<Resolved> LATEST_FIRST = Comparator.comparing(Resolved::at)
            .reversed()
            .thenComparing(Resolved::path)
            .thenComparingInt(Resolved::line)
            .thenComparing(Resolved::fingerprint);

    static Resolved by(ModuleScan scan, Known known) {
        return new Resolved(
                known.detection().ruleId(),
                known.path(),
                known.detection().place().line(),
                known.fingerprint(),
                known.since(),
                scan.key().at(),
                scan.commit());
    }
}
