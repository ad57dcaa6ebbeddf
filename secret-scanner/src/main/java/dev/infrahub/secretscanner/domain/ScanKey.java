package dev.infrahub.secretscanner.domain;

import java.time.Instant;
import java.util.Comparator;

/** When a scan was made; its id decides between two of one moment, so that all who compare them agree. */
public record ScanKey(Instant at, String id) {

    private static final Comparator<ScanKey> BY_TIME =
            Comparator.comparing(ScanKey::at).thenComparing(ScanKey::id);

    public boolean isAfter(ScanKey other) {
        return BY_TIME.compare(this, other) > 0;
    }
}
