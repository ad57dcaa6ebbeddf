package dev.infrahub.cabsigner.store;

import dev.infrahub.cabsigner.domain.SshCertificate;
import dev.infrahub.cabsigner.domain.SshLog;
import dev.infrahub.cabsigner.domain.SshRequest;
import dev.infrahub.cabsigner.domain.SshRevocation;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.ssh.SshAlgorithm;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The register of SSH certificates, and of those that were revoked. Rows are added, never changed. */
public final class SshCertificates {

    private SshCertificates() {}

    /** Of a certificate in the register, what revoking it needs. */
    public record Registered(UUID id, String client, SshAlgorithm algorithm, String serial, UUID quantumApiId) {}

    public static Optional<Registered> find(Lookups lookups, UUID id) {
        return lookups.first(
                Write.of("select * from ssh_certificates where certificate_id = $1::uuid", id.toString()),
                row -> new Registered(
                        id,
                        Columns.text(row, "client"),
                        SshAlgorithm.of(Columns.text(row, "algorithm")).orElseThrow(),
                        Columns.text(row, "serial"),
                        Columns.value(row, "quantumapi_id", UUID.class)));
    }

    /**
     * A certificate that was issued for a change whose approval is withdrawn.
     *
     * @param withdrawnBy who revoked the approval
     */
    public record Withdrawn(UUID certificateId, String client, String changeRequestId, String withdrawnBy) {}

    /** One of those that somebody could log in with at this moment or later. */
    public static Optional<Withdrawn> withdrawn(Lookups lookups, Instant now) {
        return lookups.first(
                Write.of("""
                        select certificate_id, client, change_request_id, approved_by
                        from ssh_certificates
                        join change_requests using (client, change_request_id)
                        join cab_decisions using (client, change_request_id)
                        where state = 'revoked' and decision = 'revoke' and valid_to > $1
                          and certificate_id not in (select certificate_id from ssh_revocations)
                        order by ssh_certificates.leaf_index limit 1""", now),
                row -> new Withdrawn(
                        Columns.value(row, "certificate_id", UUID.class),
                        Columns.text(row, "client"),
                        Columns.text(row, "change_request_id"),
                        Columns.text(row, "approved_by")));
    }

    public static Optional<SshRevocation> revocation(Lookups lookups, UUID id) {
        return lookups.first(
                Write.of("select * from ssh_revocations where certificate_id = $1::uuid", id.toString()),
                SshCertificates::revocation);
    }

    private static SshRevocation revocation(Row row) {
        return new SshRevocation(
                Columns.value(row, "certificate_id", UUID.class),
                Columns.text(row, "client"),
                Columns.text(row, "reason"),
                Columns.text(row, "revoked_by"),
                Columns.value(row, "revoked_at", Instant.class),
                Columns.value(row, "leaf_index", Long.class));
    }

    public static Write add(SshCertificate certificate) {
        SshRequest request = certificate.request();
        return Write.of(
                """
                insert into ssh_certificates (certificate_id, client, entity_ref, principals, algorithm, key_id, serial,
                                              quantumapi_id, public_key_fingerprint, certificate, ca_public_key, reason,
                                              change_request_id, requested_by, roles, requested_at, valid_from,
                                              valid_to, issued_at, leaf_index)
                values ($1::uuid, $2, $3, $4, $5, $6, $7, $8::uuid, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
                        $20)""",
                certificate.id().toString(),
                request.client(),
                request.entityRef(),
                SshLog.list(certificate.principals()),
                request.algorithm().text(),
                certificate.keyId(),
                certificate.serial(),
                certificate.quantumApiId().toString(),
                request.publicKey().fingerprint(),
                certificate.certificate(),
                certificate.caPublicKey(),
                request.reason(),
                request.changeRequestId(),
                request.requestedBy(),
                SshLog.list(request.roles()),
                request.requestedAt(),
                certificate.validFrom(),
                certificate.validTo(),
                certificate.issuedAt(),
                certificate.leafIndex());
    }

    public static Write revoke(SshRevocation revocation, UUID event) {
        return Write.of(
                """
                insert into ssh_revocations (certificate_id, client, reason, revoked_by, revoked_at, leaf_index, event_id)
                values ($1::uuid, $2, $3, $4, $5, $6, $7::uuid)""",
                revocation.certificateId().toString(),
                revocation.client(),
                revocation.reason(),
                revocation.revokedBy(),
                revocation.revokedAt(),
                revocation.leafIndex(),
                event.toString());
    }
}
