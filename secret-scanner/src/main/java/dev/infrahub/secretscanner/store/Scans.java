package dev.infrahub.secretscanner.store;

import dev.infrahub.events.Write;
import dev.infrahub.secretscanner.domain.ModuleScan;
import dev.infrahub.secretscanner.domain.Standing.Turn;
import dev.infrahub.secretscanner.domain.State;
import org.jspecify.annotations.Nullable;

/** Every scan, also those that came late. */
public final class Scans {

    private Scans() {}

    public static Write add(String client, @Nullable String module, ModuleScan scan, Turn turn) {
        return Write.of(
                """
                insert into secret_scans (scan_id, client, module, commit, scanned_at, complete, revision, files, skipped,
                                          findings, appeared, resolved, suppressed, schedule)
                values ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
                on conflict (client, scan_id) do nothing""",
                scan.key().id(),
                client,
                module,
                scan.commit().orElse(null),
                scan.key().at(),
                scan.complete(),
                turn.revision(),
                scan.digests().size(),
                scan.skipped().size(),
                scan.detections().size() - count(turn, State.ALLOWED),
                count(turn, State.NEW),
                turn.resolved().size(),
                count(turn, State.ALLOWED),
                scan.schedule().map(one -> one.status().text()).orElse(null));
    }

    private static int count(Turn turn, State state) {
        return (int) turn.told().stream().filter(one -> one.state() == state).count();
    }
}
