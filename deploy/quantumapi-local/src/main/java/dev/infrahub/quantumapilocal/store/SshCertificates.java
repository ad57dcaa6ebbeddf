package dev.infrahub.quantumapilocal.store;

import static dev.infrahub.quantumapilocal.store.Transaction.array;
import static dev.infrahub.quantumapilocal.store.Transaction.required;
import static dev.infrahub.quantumapilocal.store.Transaction.texts;

import dev.infrahub.quantumapilocal.domain.IssuedCertificate;
import dev.infrahub.quantumapilocal.domain.IssuedCertificate.Revocation;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The register of SSH certificates. */
public final class SshCertificates {

    private SshCertificates() {}

    /** A number that no other certificate of this installation has or had. */
    public static long nextSerial(Transaction transaction) {
        return transaction
                .find("select nextval('ssh_certificate_serial') as serial", row -> required(row, "serial", Long.class))
                .orElseThrow();
    }

    public static void add(Transaction transaction, IssuedCertificate issued) {
        transaction.run(
                """
                insert into ssh_certificates (id, serial, ca_id, algorithm, identity, principals, valid_after,
                                              valid_before, certificate, reason, issued_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""",
                issued.id(),
                issued.serial(),
                issued.caId(),
                issued.algorithm(),
                issued.identity(),
                array(issued.principals()),
                issued.validAfter(),
                issued.validBefore(),
                issued.certificate(),
                issued.reason().orElse(null),
                issued.issuedAt());
    }

    /** Revokes it, if it is not already: the first reason stays. */
    public static void revoke(Transaction transaction, UUID id, Revocation revocation) {
        transaction.run("""
                update ssh_certificates set revoked_at = $2, revoked_reason = $3
                where id = $1 and revoked_at is null""", id, revocation.at(), revocation.reason());
    }

    public static Optional<IssuedCertificate> find(Transaction transaction, UUID id) {
        return transaction.find("select * from ssh_certificates where id = $1", SshCertificates::read, id);
    }

    /** The newest first. */
    public static Page<IssuedCertificate> list(Transaction transaction, Page.Window window) {
        long total = transaction
                .find("select count(*) as total from ssh_certificates", row -> required(row, "total", Long.class))
                .orElseThrow();
        return new Page<>(
                transaction.list(
                        "select * from ssh_certificates order by serial desc limit $1 offset $2",
                        SshCertificates::read,
                        window.limit(),
                        window.offset()),
                total);
    }

    /** Rising. */
    public static List<Long> revokedSerials(Transaction transaction, UUID caId) {
        return transaction.list(
                "select serial from ssh_certificates where ca_id = $1 and revoked_at is not null order by serial",
                row -> required(row, "serial", Long.class),
                caId);
    }

    private static IssuedCertificate read(Readable row) {
        return new IssuedCertificate(
                required(row, "id", UUID.class),
                required(row, "serial", Long.class),
                required(row, "ca_id", UUID.class),
                required(row, "algorithm", String.class),
                required(row, "identity", String.class),
                texts(row, "principals"),
                required(row, "valid_after", Instant.class),
                required(row, "valid_before", Instant.class),
                required(row, "certificate", String.class),
                Optional.ofNullable(row.get("reason", String.class)),
                required(row, "issued_at", Instant.class),
                Optional.ofNullable(row.get("revoked_at", Instant.class))
                        .map(at -> new Revocation(at, required(row, "revoked_reason", String.class))));
    }
}
