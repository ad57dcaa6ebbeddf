package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.EvidenceFact;
import dev.infrahub.chatservice.domain.Filter;
import dev.infrahub.chatservice.domain.Kind;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Write;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.List;

/** Sealed evidence. */
public final class Evidence {

    private Evidence() {}

    public static Write put(EvidenceFact evidence) {
        return Write.of(
                """
                insert into heard_evidence (client, evidence_id, change_id, evidence_hash, sealed_at, leaf)
                values ($1, $2, $3, $4, $5, $6)
                on conflict (client, evidence_id) do nothing""",
                evidence.client(),
                evidence.evidenceId(),
                evidence.changeId(),
                evidence.hash(),
                evidence.sealedAt(),
                evidence.leaf());
    }

    /** The newest first; of a module is what its change is of. */
    public static List<EvidenceFact> of(Rows rows, Filter filter) {
        return rows.of(
                Kind.EVIDENCE,
                "pieces of evidence",
                new Where(
                                "select e.* from heard_evidence e left join heard_changes c on c.client = e.client"
                                        + " and c.change_id = e.change_id",
                                rows.reach(),
                                filter,
                                "e.client")
                        .modules("c.module")
                        .environments("c.environment")
                        .changes("e.change_id")
                        .during("e.sealed_at"),
                "order by e.sealed_at desc, e.evidence_id",
                Evidence::read);
    }

    private static EvidenceFact read(Row row) {
        return new EvidenceFact(
                Columns.text(row, "client"),
                Columns.text(row, "evidence_id"),
                Columns.text(row, "change_id"),
                Columns.text(row, "evidence_hash"),
                Columns.value(row, "sealed_at", Instant.class),
                Columns.value(row, "leaf", Long.class));
    }
}
