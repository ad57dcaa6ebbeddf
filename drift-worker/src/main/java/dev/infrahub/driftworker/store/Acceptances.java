package dev.infrahub.driftworker.store;

import dev.infrahub.driftworker.domain.Agreements.Acceptance;
import dev.infrahub.driftworker.domain.ModuleKey;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.proofs.AcceptedDrift;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.List;

/** Drift that the board accepted. Rows stay: whether it was withdrawn is in them. */
public final class Acceptances {

    private Acceptances() {}

    /** What was withdrawn stays so, whichever is heard first. */
    public static Write add(String change, AcceptedDrift accepted, List<String> by, Instant at) {
        return Write.of(
                """
                insert into drift_acceptances (client, change_request_id, module, address, attribute, change, until, why,
                                               approved_by, approved_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                on conflict (client, change_request_id) do update set
                    approved_by = excluded.approved_by, approved_at = excluded.approved_at""",
                accepted.client(),
                change,
                accepted.module(),
                accepted.address(),
                accepted.attribute(),
                accepted.change(),
                accepted.until(),
                accepted.why(),
                String.join(", ", by),
                at);
    }

    /** It counts no more. */
    public static Write end(String change, AcceptedDrift accepted, List<String> by, Instant at) {
        return Write.of(
                """
                insert into drift_acceptances (client, change_request_id, module, address, attribute, change, until, why,
                                               revoked_by, revoked_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                on conflict (client, change_request_id) do update set
                    revoked_by = excluded.revoked_by, revoked_at = excluded.revoked_at""",
                accepted.client(),
                change,
                accepted.module(),
                accepted.address(),
                accepted.attribute(),
                accepted.change(),
                accepted.until(),
                accepted.why(),
                String.join(", ", by),
                at);
    }

    /** Those of the module that count at the time. */
    public static List<Acceptance> of(Lookups lookups, ModuleKey module, Instant at) {
        return lookups.all(Write.of("""
                        select * from drift_acceptances
                        where client = $1 and module = $2 and until > $3 and revoked_at is null
                        order by approved_at, change_request_id""", module.client(), module.module(), at), Acceptances::read);
    }

    private static Acceptance read(Row row) {
        return new Acceptance(
                Columns.text(row, "change_request_id"),
                Columns.text(row, "module"),
                Columns.text(row, "address"),
                Columns.text(row, "attribute"),
                Columns.text(row, "change"),
                Columns.value(row, "until", Instant.class),
                Columns.text(row, "approved_by"),
                Columns.text(row, "why"));
    }
}
