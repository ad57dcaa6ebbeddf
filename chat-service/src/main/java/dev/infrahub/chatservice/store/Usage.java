package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.Filter;
import dev.infrahub.chatservice.domain.Kind;
import dev.infrahub.chatservice.domain.UsageFact;
import dev.infrahub.events.Columns;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.List;

/** What language models were used for. */
public final class Usage {

    private Usage() {}

    /** By client, action and model; what cost most first. */
    public static List<UsageFact> of(Rows rows, Filter filter) {
        return rows.of(
                Kind.USAGE,
                "uses of language models",
                new Where("""
                        select client, action, model, count(*) calls, sum(input_tokens::bigint + output_tokens)::bigint tokens,
                               sum(cost_micros)::bigint micros, max(used_at) last
                        from ai_usage_log""", rows.reach(), filter, "client").during("used_at"),
                "group by client, action, model order by micros desc, client, action, model",
                Usage::read);
    }

    private static UsageFact read(Row row) {
        return new UsageFact(
                Columns.text(row, "client"),
                Columns.text(row, "action"),
                Columns.text(row, "model"),
                Columns.value(row, "calls", Long.class),
                Columns.value(row, "tokens", Long.class),
                Columns.value(row, "micros", Long.class),
                Columns.value(row, "last", Instant.class));
    }
}
