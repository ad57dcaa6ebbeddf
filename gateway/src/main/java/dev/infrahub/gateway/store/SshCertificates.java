package dev.infrahub.gateway.store;

import static dev.infrahub.gateway.store.Columns.required;

import dev.infrahub.events.Write;
import dev.infrahub.gateway.domain.Clients;
import dev.infrahub.gateway.domain.SshCertificate;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The register of SSH certificates, as this gateway shows it; the cab-signer's own rows decide. */
public final class SshCertificates {

    private static final String SELECT = """
            select c.*, r.reason as revoked_reason, r.revoked_by, r.revoked_at
            from ssh_certificates c left join ssh_revocations r on r.certificate_id = c.id
            """;

    private final VisibleRows rows;

    public SshCertificates(VisibleRows rows) {
        this.rows = rows;
    }

    public static Write add(SshCertificate certificate) {
        return Write.of(
                """
                insert into ssh_certificates (id, client, entity_ref, principals, algorithm, serial, key_id,
                                              public_key_fingerprint, certificate, ca_public_key, reason,
                                              change_request_id, requested_by, valid_from, valid_to, issued_at)
                values ($1::uuid, $2, $3, string_to_array($4, ','), $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
                on conflict (id) do nothing""",
                certificate.certificateId().toString(),
                certificate.client(),
                certificate.entityRef(),
                String.join(",", certificate.principals()),
                certificate.algorithm(),
                certificate.serial(),
                certificate.keyId(),
                certificate.publicKeyFingerprint(),
                certificate.certificate(),
                certificate.caPublicKey(),
                certificate.reason(),
                certificate.changeRequestId(),
                certificate.requestedBy(),
                certificate.validFrom(),
                certificate.validTo(),
                certificate.issuedAt());
    }

    public static Write revoke(UUID id, String client, SshCertificate.Revocation revocation) {
        return Write.of(
                """
                insert into ssh_revocations (certificate_id, client, reason, revoked_by, revoked_at)
                values ($1::uuid, $2, $3, $4, $5) on conflict (certificate_id) do nothing""", id.toString(), client, revocation.reason(), revocation.revokedBy(), revocation.revokedAt());
    }

    public Mono<SshCertificate> find(Clients clients, UUID id) {
        return rows.to(
                        clients,
                        visible -> visible.sql(SELECT + "where c.id = :id")
                                .bind("id", id)
                                .map(SshCertificates::read)
                                .all())
                .singleOrEmpty();
    }

    public Flux<SshCertificate> list(Clients clients, SshCertificate.Filter filter) {
        return rows.to(
                clients,
                visible -> visible.sql(SELECT + """
                        where c.client = coalesce(nullif(:client, ''), c.client)
                          and (:entity = '' or c.entity_ref = :entity)
                          and (:change = '' or c.change_request_id = :change)
                          and c.requested_by = coalesce(nullif(:by, ''), c.requested_by)
                          and c.issued_at < :before
                        order by c.issued_at desc limit :limit""")
                        .bind("client", filter.client().orElse(""))
                        .bind("entity", filter.entityRef().orElse(""))
                        .bind("change", filter.changeRequestId().orElse(""))
                        .bind("by", filter.requestedBy().orElse(""))
                        .bind("before", filter.before().orElse(Instant.parse("9999-12-31T00:00:00Z")))
                        .bind("limit", filter.limit())
                        .map(SshCertificates::read)
                        .all());
    }

    private static SshCertificate read(Readable row) {
        return new SshCertificate(
                required(row, "id", UUID.class),
                required(row, "client", String.class),
                row.get("entity_ref", String.class),
                List.of(required(row, "principals", String[].class)),
                required(row, "algorithm", String.class),
                required(row, "serial", String.class),
                required(row, "key_id", String.class),
                required(row, "public_key_fingerprint", String.class),
                required(row, "certificate", String.class),
                required(row, "ca_public_key", String.class),
                required(row, "reason", String.class),
                row.get("change_request_id", String.class),
                required(row, "requested_by", String.class),
                required(row, "valid_from", Instant.class),
                required(row, "valid_to", Instant.class),
                required(row, "issued_at", Instant.class),
                Optional.ofNullable(row.get("revoked_at", Instant.class))
                        .map(at -> new SshCertificate.Revocation(
                                required(row, "revoked_reason", String.class),
                                required(row, "revoked_by", String.class),
                                at))
                        .orElse(null));
    }
}
