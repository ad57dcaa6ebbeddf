package dev.infrahub.console.drift;

import java.time.Instant;
import java.util.List;

/** What drifted in the same way, wherever it did. */
public record Cause(
        String fingerprint,
        String type,
        String cause,
        String risk,
        Instant since,
        List<String> modules,
        int resources) {}
