package dev.infrahub.gateway.secrets;

import dev.infrahub.scanning.Place;
import dev.infrahub.scanning.RuleNote;
import dev.infrahub.scanning.Sarif;
import dev.infrahub.scanning.Skipped;
import dev.infrahub.scanning.Skipped.Reason;
import dev.infrahub.schemas.SecretFinding;
import dev.infrahub.schemas.SecretScanCompleted;
import java.util.Optional;

/** The answer to a scan as SARIF. */
final class SecretsSarif {

    private SecretsSarif() {}

    static String of(SecretScanCompleted told) {
        return Sarif.log(
                told.getFindings().stream().map(SecretsSarif::result).toList(),
                told.getSkipped().stream()
                        .map(one -> new Skipped(one.getPath(), Reason.of(one.getReason())))
                        .toList());
    }

    private static Sarif.Result result(SecretFinding one) {
        return new Sarif.Result(
                RuleNote.of(one.getRuleId()),
                one.getPath(),
                new Place(one.getLine(), one.getColumn(), one.getEndLine(), one.getEndColumn()),
                one.getRedacted(),
                Optional.of(one.getFingerprint()),
                switch (one.getState()) {
                    case "new" -> Optional.of(true);
                    case "known" -> Optional.of(false);
                    default -> Optional.empty();
                });
    }
}
