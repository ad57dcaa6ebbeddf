package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.Filter;
import dev.infrahub.chatservice.domain.Kind;
import dev.infrahub.chatservice.domain.SecretScanFact;
import dev.infrahub.chatservice.domain.StandingSecrets;
import dev.infrahub.chatservice.domain.StandingSecrets.Finding;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Write;
import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.List;

/** Scans for credentials, and how modules stand by them. */
public final class Secrets {

    private Secrets() {}

    public static Write put(SecretScanFact scan) {
        return Write.of(
                """
                insert into heard_secret_scans (client, scan_id, module, scanned_at, complete, findings, appeared, resolved, gone)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb)
                on conflict (client, scan_id) do nothing""",
                scan.client(),
                scan.scanId(),
                scan.module().orElse(null),
                scan.at(),
                scan.complete(),
                scan.findings(),
                scan.appeared(),
                scan.resolved(),
                Parts.list(
                        scan.gone(),
                        gone -> new Json().with("rule", gone.rule()).with("path", gone.path())));
    }

    /** What has the higher revision counts, whichever is heard first. */
    public static Write put(StandingSecrets standing) {
        return Write.of(
                """
                insert into heard_secret_standing (client, module, revision, scan_id, scanned_at, open, findings)
                values ($1, $2, $3, $4, $5, $6, $7::jsonb)
                on conflict (client, module) do update set
                    revision = excluded.revision, scan_id = excluded.scan_id, scanned_at = excluded.scanned_at,
                    open = excluded.open, findings = excluded.findings
                where heard_secret_standing.revision < excluded.revision""",
                standing.client(),
                standing.module(),
                standing.revision(),
                standing.scanId(),
                standing.at(),
                standing.open(),
                Parts.list(
                        standing.findings(),
                        finding -> new Json()
                                .with("rule", finding.rule())
                                .with("title", finding.title())
                                .with("severity", finding.severity())
                                .with("path", finding.path())
                                .with("line", Integer.toString(finding.line()))
                                .with("since", finding.since().toString())));
    }

    /** The newest first. */
    public static List<SecretScanFact> scans(Rows rows, Filter filter) {
        return rows.of(
                Kind.SECRET,
                "scans for credentials",
                new Where("select * from heard_secret_scans", rows.reach(), filter, "client")
                        .modules("module")
                        .during("scanned_at"),
                "order by scanned_at desc, scan_id",
                Secrets::scan);
    }

    /** Those with most that is open first. */
    public static List<StandingSecrets> standing(Rows rows, Filter filter) {
        return rows.of(
                Kind.SECRET,
                "modules that were scanned for credentials",
                new Where("select * from heard_secret_standing", rows.reach(), filter, "client").modules("module"),
                "order by open desc, client, module",
                Secrets::standing);
    }

    private static SecretScanFact scan(Row row) {
        return new SecretScanFact(
                Columns.text(row, "client"),
                Columns.text(row, "scan_id"),
                Parts.text(row, "module"),
                Columns.value(row, "scanned_at", Instant.class),
                Columns.value(row, "complete", Boolean.class),
                Columns.value(row, "findings", Integer.class),
                Columns.value(row, "appeared", Integer.class),
                Columns.value(row, "resolved", Integer.class),
                Parts.read(
                        row,
                        "gone",
                        gone -> new SecretScanFact.Gone(Parts.text(gone, "rule"), Parts.text(gone, "path"))));
    }

    private static StandingSecrets standing(Row row) {
        return new StandingSecrets(
                Columns.text(row, "client"),
                Columns.text(row, "module"),
                Columns.value(row, "revision", Long.class),
                Columns.text(row, "scan_id"),
                Columns.value(row, "scanned_at", Instant.class),
                Columns.value(row, "open", Integer.class),
                Parts.read(row, "findings", Secrets::finding));
    }

    private static Finding finding(Value json) {
        return new Finding(
                Parts.text(json, "rule"),
                Parts.text(json, "title"),
                Parts.text(json, "severity"),
                Parts.text(json, "path"),
                Integer.parseInt(Parts.text(json, "line")),
                Instant.parse(Parts.text(json, "since")));
    }
}
