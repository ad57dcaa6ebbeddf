package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.ClientFact;
import dev.infrahub.chatservice.domain.Filter;
import dev.infrahub.chatservice.domain.Kind;
import dev.infrahub.chatservice.domain.Measure;
import dev.infrahub.chatservice.domain.ModuleFact;
import dev.infrahub.chatservice.domain.ModuleFact.Owned;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Write;
import io.r2dbc.spi.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Modules that anything was heard of, and what the catalog says of them. */
public final class Modules {

    private Modules() {}

    public static Write put(String client, String module) {
        return Write.of(
                "insert into heard_modules (client, module) values ($1, $2) on conflict do nothing", client, module);
    }

    /**
     * What the catalog says of them.
     *
     * @param isAll whether what it says of others is no longer so
     */
    public static List<Write> owned(Collection<ModuleFact> modules, boolean isAll) {
        List<Write> writes = new ArrayList<>();
        for (ModuleFact module : modules) {
            Owned owned = module.owned().orElseThrow();
            writes.add(Write.of(
                    """
                    insert into catalog_modules (client, module, entity_ref, owner, system)
                    values ($1, $2, $3, $4, $5)
                    on conflict (client, module) do update set
                        entity_ref = excluded.entity_ref, owner = excluded.owner, system = excluded.system""",
                    module.client(),
                    module.module(),
                    owned.entityRef(),
                    owned.owner().orElse(null),
                    owned.system().orElse(null)));
            writes.add(put(module.client(), module.module()));
        }
        if (isAll) {
            writes.add(Write.of(
                    "delete from catalog_modules where entity_ref <> all (string_to_array($1, E'\\n'))",
                    modules.stream()
                            .map(module -> module.owned().orElseThrow().entityRef())
                            .collect(Collectors.joining("\n"))));
        }
        return writes;
    }

    /** With when each was looked at; of what the reader may not read there is nothing. */
    public static List<ModuleFact> of(Rows rows, Filter filter) {
        String newest = "select m.client, m.module, c.entity_ref, c.owner, c.system, "
                + newest(rows, Kind.DRIFT, "scanned_at", "heard_drift_scans", "s.status <> 'failed'") + " drift_scan, "
                + newest(rows, Kind.SECRET, "scanned_at", "heard_secret_scans", "true") + " secret_scan, "
                + newest(rows, Kind.PLAN, "heard_at", "heard_plans", "true") + " plan"
                + " from heard_modules m left join catalog_modules c on c.client = m.client and c.module = m.module";
        return rows.all(
                "modules",
                new Where(newest, rows.reach(), filter, "m.client").modules("m.module"),
                "order by m.client, m.module",
                Modules::read);
    }

    private static String newest(Rows rows, Kind kind, String at, String table, String condition) {
        return rows.reach().may(kind)
                ? "(select max(" + at + ") from " + table + " s where s.client = m.client and s.module = m.module and "
                        + condition + ")"
                : "null::timestamptz";
    }

    private static ModuleFact read(Row row) {
        return new ModuleFact(
                Columns.text(row, "client"),
                Columns.text(row, "module"),
                Parts.time(row, "drift_scan"),
                Parts.time(row, "secret_scan"),
                Parts.time(row, "plan"),
                Parts.text(row, "entity_ref")
                        .map(ref -> new Owned(ref, Parts.text(row, "owner"), Parts.text(row, "system"))));
    }

    private record Counted(String client, long count) {}

    /** Clients in numbers: those that the reader may read. What happened counts within the period of the filter. */
    public static List<ClientFact> counts(Rows rows, Filter filter) {
        Map<String, Map<Measure, Long>> counts = new TreeMap<>();
        for (Measure measure : Measure.values()) {
            for (Counted counted : count(rows, filter, measure)) {
                counts.computeIfAbsent(counted.client(), _ -> new EnumMap<>(Measure.class))
                        .put(measure, counted.count());
            }
        }
        return counts.entrySet().stream()
                .map(one -> new ClientFact(one.getKey(), one.getValue()))
                .toList();
    }

    private static List<Counted> count(Rows rows, Filter filter, Measure measure) {
        Where where = switch (measure) {
            case MODULES -> select(rows, filter, "count(*)", "heard_modules");
            case DRIFTED ->
                filter.period().isEmpty()
                        ? select(rows, filter, "count(*)", "heard_drift_standing")
                                .and("open > 0")
                        : select(rows, filter, "count(distinct module)", "heard_drift_scans")
                                .and("drifted")
                                .during("scanned_at");
            case FINDINGS -> select(rows, filter, "sum(open)", "heard_secret_standing");
            case WAITING -> select(rows, filter, "count(*)", "heard_changes").and("state = 'pending'");
            case PLANS -> select(rows, filter, "count(*)", "heard_plans").during("heard_at");
            case CHANGES -> select(rows, filter, "count(*)", "heard_changes").during("requested_at");
            case FAILURES -> select(rows, filter, "count(*)", "heard_failures").during("failed_at");
        };
        String order = "group by client order by client";
        return measure.kind()
                .map(kind -> rows.of(kind, "clients", where, order, Modules::counted))
                .orElseGet(() -> rows.all("clients", where, order, Modules::counted));
    }

    private static Where select(Rows rows, Filter filter, String what, String table) {
        return new Where("select client, " + what + "::bigint counted from " + table, rows.reach(), filter, "client")
                .modules("module");
    }

    private static Counted counted(Row row) {
        return new Counted(Columns.text(row, "client"), Columns.value(row, "counted", Long.class));
    }
}
