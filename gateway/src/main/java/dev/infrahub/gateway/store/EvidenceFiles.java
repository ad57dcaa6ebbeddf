package dev.infrahub.gateway.store;

import static dev.infrahub.gateway.store.Columns.required;

import dev.infrahub.events.Write;
import dev.infrahub.gateway.domain.Clients;
import dev.infrahub.gateway.domain.Evidence;
import dev.infrahub.gateway.domain.VerificationLinks;
import dev.infrahub.gateway.domain.VerificationLinks.Opens;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sealed evidence, as this gateway serves it. */
public final class EvidenceFiles {

    private static final String COLUMNS = """
        id, client, change_request_id, evidence_hash, signature, key_id, key_version, algorithm, public_key,
        key_fingerprint, sealed_at, leaf_index\
        """;

    private final VisibleRows rows;
    private final VerificationLinks links;

    public EvidenceFiles(VisibleRows rows, VerificationLinks links) {
        this.rows = rows;
        this.links = links;
    }

    /** Evidence is never changed: what is there stays. */
    public static Write add(Evidence evidence, String envelope) {
        return Write.of(
                "insert into evidence (" + COLUMNS + """
                , envelope) values ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                on conflict do nothing\
                """,
                evidence.evidenceId().toString(),
                evidence.client(),
                evidence.changeRequestId(),
                evidence.evidenceHash(),
                evidence.signature(),
                evidence.keyId(),
                evidence.keyVersion(),
                evidence.algorithm(),
                evidence.publicKey(),
                evidence.keyFingerprint(),
                evidence.sealedAt(),
                evidence.leafIndex(),
                envelope);
    }

    /** The file. */
    public Mono<String> envelope(Clients clients, UUID id) {
        return rows.to(
                        clients,
                        visible -> visible.sql("select envelope from evidence where id = :id")
                                .bind("id", id)
                                .map(row -> required(row, "envelope", String.class))
                                .all())
                .singleOrEmpty();
    }

    public Flux<Evidence> list(Clients clients, Evidence.Filter filter) {
        return rows.to(
                clients,
                visible -> visible.sql("select " + COLUMNS + """

                         from evidence
                        where client = coalesce(nullif(:client, ''), client)
                          and change_request_id = coalesce(nullif(:change, ''), change_request_id)
                          and sealed_at < :before
                        order by sealed_at desc limit :limit""")
                        .bind("client", filter.client().orElse(""))
                        .bind("change", filter.changeRequestId().orElse(""))
                        .bind("before", filter.before().orElse(Instant.parse("9999-12-31T00:00:00Z")))
                        .bind("limit", filter.limit())
                        .map(this::read)
                        .all());
    }

    private Evidence read(Readable row) {
        UUID id = required(row, "id", UUID.class);
        return new Evidence(
                id,
                required(row, "change_request_id", String.class),
                required(row, "client", String.class),
                required(row, "evidence_hash", String.class),
                required(row, "signature", String.class),
                required(row, "key_id", String.class),
                required(row, "key_version", Integer.class),
                required(row, "algorithm", String.class),
                required(row, "public_key", String.class),
                required(row, "key_fingerprint", String.class),
                required(row, "sealed_at", Instant.class),
                required(row, "leaf_index", Long.class),
                links.path(Opens.EVIDENCE, id.toString()));
    }
}
