package dev.infrahub.secretscanner.store;

import static dev.infrahub.events.Columns.text;
import static dev.infrahub.events.Columns.value;

import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.json.Json;
import dev.infrahub.scanning.Detection;
import dev.infrahub.scanning.Place;
import dev.infrahub.secretscanner.domain.Known;
import dev.infrahub.secretscanner.domain.Look;
import dev.infrahub.secretscanner.domain.ModuleKey;
import dev.infrahub.secretscanner.domain.ModuleScan;
import dev.infrahub.secretscanner.domain.Resolved;
import dev.infrahub.secretscanner.domain.ScanKey;
import dev.infrahub.secretscanner.domain.Schedule;
import dev.infrahub.secretscanner.domain.Standing;
import dev.infrahub.secretscanner.domain.Standing.Turn;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How each module stands. */
public final class Modules {

    private Modules() {}

    public static Standing standing(Lookups lookups, ModuleKey module) {
        return lookups.atOnce(at -> head(at, module)
                .map(head -> new Standing(
                        head.revision(),
                        head.complete(),
                        head.schedule(),
                        looks(at, module),
                        known(at, module),
                        lately(at, module)))
                .orElse(Standing.NONE));
    }

    /** What is kept of the module as a whole. */
    private record Head(long revision, Optional<ScanKey> complete, Optional<Schedule> schedule) {}

    private static Optional<Head> head(Lookups lookups, ModuleKey module) {
        return lookups.first(
                of("select * from secret_modules where client = $1 and module = $2", module),
                row -> new Head(value(row, "revision", Long.class), complete(row), schedule(row)));
    }

    private static Optional<Schedule> schedule(Row row) {
        return Optional.ofNullable(row.get("schedule_status", String.class))
                .map(status -> new Schedule(
                        Schedule.Status.valueOf(status),
                        value(row, "schedule_at", Instant.class),
                        Optional.ofNullable(row.get("schedule_due", Instant.class)),
                        Optional.ofNullable(row.get("schedule_code", String.class))
                                .map(code -> new Schedule.Failure(code, text(row, "schedule_reason")))));
    }

    private static Optional<ScanKey> complete(Row row) {
        return Optional.ofNullable(row.get("complete_at", Instant.class))
                .map(at -> new ScanKey(at, text(row, "complete_id")));
    }

    private static Map<String, Look> looks(Lookups lookups, ModuleKey module) {
        return lookups
                .all(
                        of("""
                        select path, digest, scanned_at, scan_id from secret_files
                        where client = $1 and module = $2""", module),
                        row -> Map.entry(
                                text(row, "path"),
                                new Look(
                                        new ScanKey(value(row, "scanned_at", Instant.class), text(row, "scan_id")),
                                        text(row, "digest"))))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static List<Known> known(Lookups lookups, ModuleKey module) {
        return lookups.all(of("""
                select * from secret_findings
                where client = $1 and module = $2 order by path, line, "column", fingerprint""", module), Modules::known);
    }

    private static Known known(Row row) {
        return new Known(
                new Detection(
                        text(row, "rule_id"),
                        text(row, "path"),
                        new Place(
                                value(row, "line", Integer.class),
                                value(row, "column", Integer.class),
                                value(row, "end_line", Integer.class),
                                value(row, "end_column", Integer.class)),
                        text(row, "redacted"),
                        text(row, "fingerprint"),
                        Optional.ofNullable(row.get("allowed_by", String.class))),
                value(row, "since", Instant.class));
    }

    private static List<Resolved> lately(Lookups lookups, ModuleKey module) {
        return lookups.all(
                of("select * from secret_resolved where client = $1 and module = $2", module),
                row -> new Resolved(
                        text(row, "rule_id"),
                        text(row, "path"),
                        value(row, "line", Integer.class),
                        text(row, "fingerprint"),
                        value(row, "since", Instant.class),
                        value(row, "resolved_at", Instant.class),
                        Optional.ofNullable(row.get("commit", String.class))));
    }

    private static Write of(String query, ModuleKey module) {
        return Write.of(query, module.client(), module.module());
    }

    /** Counts no row where it does not stand any more as it was seen: a scan that came meanwhile counts first. */
    public static Write replace(ModuleKey module, Standing seen, Turn turn) {
        Optional<Schedule> schedule = turn.schedule();
        Optional<Schedule.Failure> failure = schedule.flatMap(Schedule::failure);
        return Write.of(
                """
                insert into secret_modules (client, module, revision, complete_at, complete_id,
                                            schedule_status, schedule_at, schedule_due, schedule_code, schedule_reason)
                values ($1, $2, $3, $4::timestamptz, $5, $6, $7::timestamptz, $8::timestamptz, $9, $10)
                on conflict (client, module) do update set
                    revision = excluded.revision, complete_at = excluded.complete_at, complete_id = excluded.complete_id,
                    schedule_status = excluded.schedule_status, schedule_at = excluded.schedule_at,
                    schedule_due = excluded.schedule_due, schedule_code = excluded.schedule_code,
                    schedule_reason = excluded.schedule_reason
                where secret_modules.revision = $11""",
                module.client(),
                module.module(),
                turn.revision(),
                spelt(turn.complete().map(ScanKey::at)),
                turn.complete().map(ScanKey::id).orElse(null),
                schedule.map(one -> one.status().name()).orElse(null),
                spelt(schedule.map(Schedule::at)),
                spelt(schedule.flatMap(Schedule::dueBy)),
                failure.map(Schedule.Failure::code).orElse(null),
                failure.map(Schedule.Failure::reason).orElse(null),
                seen.revision());
    }

    private static @Nullable String spelt(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }

    /** The files that are there no more. */
    public static Write forgetFiles(ModuleKey module, Collection<String> paths) {
        return Write.of(
                "delete from secret_files where client = $1 and module = $2 and path = any($3)",
                module.client(),
                module.module(),
                paths.toArray(String[]::new));
    }

    /** The newest look at each of these files. */
    public static Write putFiles(ModuleKey module, ModuleScan scan, Collection<String> paths) {
        return Write.of(
                """
                insert into secret_files (client, module, path, digest, scanned_at, scan_id)
                select $1, $2, file.path, file.digest, $5, $6 from unnest($3::text[], $4::text[]) as file (path, digest)
                on conflict (client, module, path) do update set
                    digest = excluded.digest, scanned_at = excluded.scanned_at, scan_id = excluded.scan_id""",
                module.client(),
                module.module(),
                paths.toArray(String[]::new),
                paths.stream().map(scan.digests()::get).toArray(String[]::new),
                scan.key().at(),
                scan.key().id());
    }

    public static Write forget(ModuleKey module, Collection<String> fingerprints) {
        return Write.of(
                "delete from secret_findings where client = $1 and module = $2 and fingerprint = any($3)",
                module.client(),
                module.module(),
                fingerprints.toArray(String[]::new));
    }

    /** As the newest look saw them. */
    public static Write put(ModuleKey module, List<Known> known) {
        Json rows = new Json().with("rows", known.stream().map(Modules::row).toList());
        return Write.of("""
                insert into secret_findings (client, module, fingerprint, rule_id, path, line, "column", end_line, end_column,
                                             redacted, allowed_by, since)
                select $1, $2, x.fingerprint, x.rule_id, x.path, x.line, x."column", x.end_line, x.end_column, x.redacted,
                       x.allowed_by, x.since
                from jsonb_to_recordset($3::jsonb -> 'rows') as x (
                    fingerprint text, rule_id text, path text, line int, "column" int, end_line int, end_column int,
                    redacted text, allowed_by text, since timestamptz)
                on conflict (client, module, fingerprint) do update set
                    rule_id = excluded.rule_id, line = excluded.line, "column" = excluded."column",
                    end_line = excluded.end_line, end_column = excluded.end_column, redacted = excluded.redacted,
                    allowed_by = excluded.allowed_by""", module.client(), module.module(), rows.text());
    }

    private static Json row(Known known) {
        Detection detection = known.detection();
        return new Json()
                .with("fingerprint", detection.fingerprint())
                .with("rule_id", detection.ruleId())
                .with("path", detection.path())
                .with("line", detection.place().line())
                .with("column", detection.place().column())
                .with("end_line", detection.place().endLine())
                .with("end_column", detection.place().endColumn())
                .with("redacted", detection.redacted())
                .with("allowed_by", detection.allowedBy().orElse(null))
                .with("since", known.since());
    }

    /** All but these. */
    public static Write forgetResolved(ModuleKey module, List<Resolved> lately) {
        return Write.of(
                "delete from secret_resolved where client = $1 and module = $2 and fingerprint <> all($3)",
                module.client(),
                module.module(),
                lately.stream().map(Resolved::fingerprint).toArray(String[]::new));
    }

    public static Write putResolved(ModuleKey module, List<Resolved> lately) {
        Json rows = new Json().with("rows", lately.stream().map(Modules::row).toList());
        return Write.of("""
                insert into secret_resolved (client, module, fingerprint, rule_id, path, line, since, resolved_at, commit)
                select $1, $2, x.fingerprint, x.rule_id, x.path, x.line, x.since, x.resolved_at, x.commit
                from jsonb_to_recordset($3::jsonb -> 'rows') as x (
                    fingerprint text, rule_id text, path text, line int, since timestamptz, resolved_at timestamptz,
                    commit text)
                on conflict (client, module, fingerprint) do update
                set since = excluded.since, resolved_at = excluded.resolved_at, commit = excluded.commit""", module.client(), module.module(), rows.text());
    }

    private static Json row(Resolved resolved) {
        return new Json()
                .with("fingerprint", resolved.fingerprint())
                .with("rule_id", resolved.ruleId())
                .with("path", resolved.path())
                .with("line", resolved.line())
                .with("since", resolved.since())
                .with("resolved_at", resolved.at())
                .with("commit", resolved.commit().orElse(null));
    }
}
