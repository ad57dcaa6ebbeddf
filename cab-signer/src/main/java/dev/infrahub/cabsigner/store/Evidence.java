package dev.infrahub.cabsigner.store;

import dev.infrahub.cabsigner.domain.SealedEvidence;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.proofs.Dsse;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The sealed evidence. */
public final class Evidence {

    private Evidence() {}

    public static Write add(SealedEvidence evidence) {
        return Write.of(
                """
                insert into evidence (evidence_id, change_request_id, client, content_hash, envelope, key_id,
                                      key_version, sealed_at, leaf_index, event_id)
                values ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10::uuid)""",
                evidence.id().toString(),
                evidence.changeRequestId(),
                evidence.client(),
                evidence.contentHash(),
                evidence.envelope().text(),
                evidence.keyId(),
                evidence.keyVersion(),
                evidence.sealedAt(),
                evidence.leafIndex(),
                evidence.eventId().toString());
    }

    /** What was sealed of this content before. */
    public static Optional<SealedEvidence> find(Lookups lookups, String contentHash) {
        return lookups.first(Write.of("select * from evidence where content_hash = $1", contentHash), Evidence::read);
    }

    private static SealedEvidence read(Row row) {
        return new SealedEvidence(
                Columns.text(row, "change_request_id"),
                Columns.text(row, "client"),
                Columns.text(row, "content_hash"),
                Dsse.ofJson(Columns.text(row, "envelope"))
                        .orElseThrow(() -> new IllegalStateException("evidence.envelope was changed")),
                Columns.text(row, "key_id"),
                Columns.value(row, "key_version", Integer.class),
                Columns.value(row, "sealed_at", Instant.class),
                Columns.value(row, "event_id", UUID.class),
                Columns.value(row, "leaf_index", Long.class));
    }
}
