package dev.infrahub.bench.corpora;

import dev.infrahub.scanning.Baseline;
import dev.infrahub.scanning.Scan;
import dev.infrahub.scanning.ScanLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The engine of {@code ./hub scan}, as that uses it. */
public final class HubScanner {

    private HubScanner() {}

    public static List<Found> in(List<Labelled> texts) {
        Scan scan = new Scan(Baseline.empty().hashes(), ScanLimits.OF_COMMANDS);
        texts.forEach(one -> scan.file(one.path(), one.text().getBytes(StandardCharsets.UTF_8)));
        return scan.result().detections().stream()
                .filter(one -> one.allowedBy().isEmpty())
                .map(one -> new Found(one.path(), one.place().line(), one.ruleId(), one.redacted()))
                .toList();
    }
}
