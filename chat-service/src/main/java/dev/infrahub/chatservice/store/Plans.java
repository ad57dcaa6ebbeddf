package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.Filter;
import dev.infrahub.chatservice.domain.Kind;
import dev.infrahub.chatservice.domain.PlanFact;
import dev.infrahub.chatservice.domain.PlanFact.Destroyed;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Write;
import dev.infrahub.json.Json;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Plans that were heard of. */
public final class Plans {

    private Plans() {}

    /** The first time that it is heard of is its time. */
    public static Write put(PlanFact plan) {
        return Write.of(
                """
                insert into heard_plans (client, plan_id, module, environment, heard_at, risk, score, requires_cab, data_loss,
                                         created, updated, deleted, replaced, reason, commit, destroyed)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16::jsonb)
                on conflict (client, plan_id) do nothing""",
                plan.client(),
                plan.planId(),
                plan.module(),
                plan.environment().orElse(null),
                plan.heardAt(),
                plan.risk(),
                plan.score(),
                plan.requiresCab(),
                plan.dataLoss(),
                plan.counts().created(),
                plan.counts().updated(),
                plan.counts().deleted(),
                plan.counts().replaced(),
                plan.reason().orElse(null),
                plan.commit().orElse(null),
                Parts.list(
                        plan.destroyed(),
                        one -> new Json().with("address", one.address()).with("action", one.action())));
    }

    /** The newest first. */
    public static List<PlanFact> of(Rows rows, Filter filter) {
        return rows.of(
                Kind.PLAN,
                "plans",
                select(rows, filter)
                        .modules("module")
                        .environments("environment")
                        .risks("risk")
                        .during("heard_at"),
                "order by heard_at desc, plan_id",
                Plans::read);
    }

    public static List<PlanFact> byIds(Rows rows, Filter filter, Collection<String> ids) {
        return rows.of(
                Kind.PLAN,
                "plans",
                select(rows, filter).oneOf("plan_id", ids),
                "order by heard_at desc, plan_id",
                Plans::read);
    }

    private static Where select(Rows rows, Filter filter) {
        return new Where("select * from heard_plans", rows.reach(), filter, "client");
    }

    private static PlanFact read(Row row) {
        return new PlanFact(
                Columns.text(row, "client"),
                Columns.text(row, "plan_id"),
                Columns.text(row, "module"),
                Parts.text(row, "environment"),
                Columns.value(row, "heard_at", Instant.class),
                Columns.text(row, "risk"),
                Columns.value(row, "score", Integer.class),
                Columns.value(row, "requires_cab", Boolean.class),
                Columns.text(row, "data_loss"),
                new PlanFact.Counts(
                        Columns.value(row, "created", Integer.class),
                        Columns.value(row, "updated", Integer.class),
                        Columns.value(row, "deleted", Integer.class),
                        Columns.value(row, "replaced", Integer.class)),
                Parts.text(row, "reason"),
                Parts.text(row, "commit"),
                Parts.read(
                        row, "destroyed", one -> new Destroyed(Parts.text(one, "address"), Parts.text(one, "action"))));
    }
}
