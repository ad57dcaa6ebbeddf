package dev.infrahub.driftworker.store;

import dev.infrahub.driftworker.domain.DriftAnalysis.Status;
import dev.infrahub.driftworker.domain.ModuleKey;
import dev.infrahub.driftworker.domain.OpenDrift;
import dev.infrahub.driftworker.domain.Risk;
import dev.infrahub.driftworker.domain.ScanKey;
import dev.infrahub.driftworker.domain.Standing;
import dev.infrahub.driftworker.domain.Standing.Attempt;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How each module stands by all scans of it. */
public final class Modules {

    private Modules() {}

    public static Optional<Standing> standing(Lookups lookups, ModuleKey module) {
        return lookups.first(
                Write.of(
                        "select version, standing from drift_modules where client = $1 and module = $2",
                        module.client(),
                        module.module()),
                Modules::read);
    }

    /** Counts no row where it does not stand any more as it was seen: a scan that came meanwhile counts first. */
    public static Write replace(ModuleKey module, Standing standing) {
        return Write.of("""
                insert into drift_modules (client, module, version, standing)
                values ($1, $2, $3, $4::jsonb)
                on conflict (client, module) do update set version = excluded.version, standing = excluded.standing
                where drift_modules.version = excluded.version - 1""", module.client(), module.module(), standing.version(), text(standing));
    }

    private static String text(Standing standing) {
        Json text = new Json()
                .with("last", text(standing.last().scan()))
                .with("status", standing.last().status().spelling())
                .with("open", standing.open().stream().map(Modules::text).toList());
        standing.told().ifPresent(scan -> text.with("told", text(scan)));
        standing.whole().ifPresent(scan -> text.with("whole", text(scan)));
        return text.text();
    }

    private static Json text(ScanKey scan) {
        return new Json().with("at", scan.at().toString()).with("id", scan.id());
    }

    private static Json text(OpenDrift open) {
        return new Json()
                .with("seen", text(open.seen()))
                .with("since", open.since().toString())
                .with("address", open.address())
                .with("type", open.type())
                .with("deposed", open.deposed())
                .with("change", open.change())
                .withTexts("attributes", open.attributes())
                .with("state", open.state())
                .with("cause", open.cause())
                .with("risk", open.risk().spelling())
                .with("fingerprint", open.fingerprint());
    }

    private static Standing read(Row row) {
        Value standing = Value.ofJson(Columns.text(row, "standing")).orElseThrow();
        return new Standing(
                Columns.value(row, "version", Long.class),
                new Attempt(scan(standing.at("last")), Status.valueOf(constant(standing, "status"))),
                Optional.of(standing.at("told")).filter(one -> !one.isNull()).map(Modules::scan),
                Optional.of(standing.at("whole")).filter(one -> !one.isNull()).map(Modules::scan),
                standing.at("open").each().stream().map(Modules::open).toList());
    }

    private static OpenDrift open(Value open) {
        return new OpenDrift(
                scan(open.at("seen")),
                Instant.parse(text(open, "since")),
                text(open, "address"),
                text(open, "type"),
                open.at("deposed").text().orElse(null),
                text(open, "change"),
                texts(open.at("attributes")),
                text(open, "state"),
                text(open, "cause"),
                Risk.valueOf(constant(open, "risk")),
                text(open, "fingerprint"));
    }

    private static ScanKey scan(Value scan) {
        return new ScanKey(Instant.parse(text(scan, "at")), text(scan, "id"));
    }

    private static List<String> texts(Value items) {
        return items.each().stream().flatMap(item -> item.text().stream()).toList();
    }

    private static String text(Value object, String name) {
        return object.at(name).text().orElseThrow();
    }

    private static String constant(Value object, String name) {
        return text(object, name).toUpperCase(Locale.ROOT);
    }
}
