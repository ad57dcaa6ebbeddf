package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.DriftFact;
import dev.infrahub.chatservice.domain.DriftedResource;
import dev.infrahub.chatservice.domain.Filter;
import dev.infrahub.chatservice.domain.Kind;
import dev.infrahub.chatservice.domain.StandingDrift;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Write;
import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Scans for drift, and how modules stand by them. */
public final class Drift {

    private Drift() {}

    public static Write put(DriftFact scan) {
        return Write.of(
                """
                insert into heard_drift_scans (client, scan_id, module, environment, scanned_at, status, drifted,
                                               resource_count, risk, resources)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb)
                on conflict (client, scan_id) do nothing""",
                scan.client(),
                scan.scanId(),
                scan.module(),
                scan.environment().orElse(null),
                scan.at(),
                scan.status(),
                scan.drifted(),
                scan.count(),
                scan.risk(),
                Parts.list(scan.resources(), Drift::json));
    }

    /** What has the higher version counts, whichever is heard first. */
    public static Write put(StandingDrift standing) {
        return Write.of(
                """
                insert into heard_drift_standing (client, module, version, scan_id, told_at, open, risk, resources)
                values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb)
                on conflict (client, module) do update set
                    version = excluded.version, scan_id = excluded.scan_id, told_at = excluded.told_at, open = excluded.open,
                    risk = excluded.risk, resources = excluded.resources
                where heard_drift_standing.version < excluded.version""",
                standing.client(),
                standing.module(),
                standing.version(),
                standing.scanId(),
                standing.toldAt(),
                standing.open(),
                standing.risk(),
                Parts.list(standing.resources(), Drift::json));
    }

    /** The newest first. */
    public static List<DriftFact> scans(Rows rows, Filter filter) {
        return rows.of(
                Kind.DRIFT,
                "scans for drift",
                new Where("select * from heard_drift_scans", rows.reach(), filter, "client")
                        .modules("module")
                        .environments("environment")
                        .risks("risk")
                        .during("scanned_at"),
                "order by scanned_at desc, scan_id",
                Drift::scan);
    }

    /** The newest first. Of an environment is what its scan is of. */
    public static List<StandingDrift> standing(Rows rows, Filter filter) {
        return rows.of(
                Kind.DRIFT,
                "modules that were scanned for drift",
                new Where(
                                "select s.* from heard_drift_standing s left join heard_drift_scans d on d.client = s.client"
                                        + " and d.scan_id = s.scan_id",
                                rows.reach(),
                                filter,
                                "s.client")
                        .modules("s.module")
                        .environments("d.environment")
                        .risks("s.risk"),
                "order by s.told_at desc, s.module",
                Drift::standing);
    }

    private static Json json(DriftedResource resource) {
        Json json = new Json()
                .with("address", resource.address())
                .with("change", resource.change())
                .with("risk", resource.risk())
                .with("cause", resource.cause());
        resource.since().ifPresent(since -> json.with("since", since.toString()));
        return json;
    }

    private static DriftedResource resource(Value json) {
        return new DriftedResource(
                Parts.text(json, "address"),
                Parts.text(json, "change"),
                Parts.text(json, "risk"),
                Parts.text(json, "cause"),
                Optional.of(Parts.text(json, "since"))
                        .filter(since -> !since.isEmpty())
                        .map(Instant::parse));
    }

    private static DriftFact scan(Row row) {
        return new DriftFact(
                Columns.text(row, "client"),
                Columns.text(row, "scan_id"),
                Columns.text(row, "module"),
                Parts.text(row, "environment"),
                Columns.value(row, "scanned_at", Instant.class),
                Columns.text(row, "status"),
                Columns.value(row, "drifted", Boolean.class),
                Columns.value(row, "resource_count", Integer.class),
                Columns.text(row, "risk"),
                Parts.read(row, "resources", Drift::resource));
    }

    private static StandingDrift standing(Row row) {
        return new StandingDrift(
                Columns.text(row, "client"),
                Columns.text(row, "module"),
                Columns.value(row, "version", Long.class),
                Columns.text(row, "scan_id"),
                Columns.value(row, "told_at", Instant.class),
                Columns.value(row, "open", Integer.class),
                Columns.text(row, "risk"),
                Parts.read(row, "resources", Drift::resource));
    }
}
