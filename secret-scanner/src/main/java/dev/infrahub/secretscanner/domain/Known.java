package dev.infrahub.secretscanner.domain;

import dev.infrahub.scanning.Detection;
import java.time.Instant;

/** A credential where the newest look at its file saw it, and since when looks have. */
public record Known(Detection detection, Instant since) {

    public String fingerprint() {
        return detection.fingerprint();
    }

    public String path() {
        return detection.path();
    }

    /** Whether nothing allows it. */
    public boolean isOpen() {
        return detection.allowedBy().isEmpty();
    }
}
