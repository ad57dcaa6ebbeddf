package dev.infrahub.driftworker.store;

import dev.infrahub.driftworker.domain.ModuleKey;
import dev.infrahub.driftworker.domain.ScanKey;
import dev.infrahub.driftworker.domain.Standing;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How each module stands after its newest scan that told something. */
public final class Modules {

    private Modules() {}

    public static Optional<Standing> standing(Lookups lookups, ModuleKey module) {
        return lookups.first(
                Write.of(
                        "select scanned_at, scan_id, open from drift_modules where client = $1 and module = $2",
                        module.client(),
                        module.module()),
                Modules::read);
    }

    /** Counts no row where it does not stand any more as it was seen: a scan that came meanwhile counts first. */
    public static Write replace(ModuleKey module, Optional<Standing> seen, Standing standing) {
        return seen.map(before -> Write.of(
                        """
                        update drift_modules set scanned_at = $3, scan_id = $4, open = $5::jsonb
                        where client = $1 and module = $2 and scanned_at = $6 and scan_id = $7""",
                        module.client(),
                        module.module(),
                        standing.scan().at(),
                        standing.scan().id(),
                        open(standing),
                        before.scan().at(),
                        before.scan().id()))
                .orElseGet(() -> Write.of(
                        """
                        insert into drift_modules (client, module, scanned_at, scan_id, open)
                        values ($1, $2, $3, $4, $5::jsonb) on conflict do nothing""",
                        module.client(),
                        module.module(),
                        standing.scan().at(),
                        standing.scan().id(),
                        open(standing)));
    }

    private static String open(Standing standing) {
        Json open = new Json();
        standing.since().forEach((key, since) -> open.with(key, since.toString()));
        return open.text();
    }

    private static Standing read(Row row) {
        Map<String, Instant> since = new LinkedHashMap<>();
        Json.members(Columns.text(row, "open"))
                .forEach((key, at) -> since.put(key, Instant.parse(((Value.Text) at).value())));
        return new Standing(
                new ScanKey(Columns.value(row, "scanned_at", Instant.class), Columns.text(row, "scan_id")), since);
    }
}
