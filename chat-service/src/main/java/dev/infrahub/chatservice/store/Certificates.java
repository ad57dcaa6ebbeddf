package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.CertificateFact;
import dev.infrahub.chatservice.domain.Filter;
import dev.infrahub.chatservice.domain.Kind;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Write;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.List;

/** SSH certificates. */
public final class Certificates {

    private Certificates() {}

    public static Write issue(CertificateFact certificate) {
        return Write.of(
                """
                insert into heard_certificates (client, certificate_id, entity_ref, principals, requested_by, change_id,
                                                valid_from, valid_to, issued_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                on conflict (client, certificate_id) do update set
                    entity_ref = excluded.entity_ref, principals = excluded.principals, requested_by = excluded.requested_by,
                    change_id = excluded.change_id, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
                    issued_at = excluded.issued_at""",
                certificate.client(),
                certificate.certificateId(),
                certificate.entityRef().orElse(null),
                certificate.principals(),
                certificate.requestedBy(),
                certificate.changeId().orElse(null),
                certificate.validFrom(),
                certificate.validTo(),
                certificate.issuedAt());
    }

    /** Before it was issued too, as far as is heard. */
    public static Write revoke(String client, String certificateId, String by, Instant at) {
        return Write.of("""
                insert into heard_certificates (client, certificate_id, revoked_by, revoked_at) values ($1, $2, $3, $4)
                on conflict (client, certificate_id) do update set
                    revoked_by = excluded.revoked_by, revoked_at = excluded.revoked_at
                where heard_certificates.revoked_at is null""", client, certificateId, by, at);
    }

    /** The newest first. */
    public static List<CertificateFact> of(Rows rows, Filter filter) {
        return rows.of(
                Kind.CERTIFICATE,
                "SSH certificates",
                new Where("select * from heard_certificates", rows.reach(), filter, "client")
                        .changes("change_id")
                        .people("requested_by")
                        .during("issued_at", "revoked_at")
                        .and("issued_at is not null"),
                "order by issued_at desc, certificate_id",
                Certificates::read);
    }

    private static CertificateFact read(Row row) {
        return new CertificateFact(
                Columns.text(row, "client"),
                Columns.text(row, "certificate_id"),
                Parts.text(row, "entity_ref"),
                Columns.text(row, "principals"),
                Columns.text(row, "requested_by"),
                Parts.text(row, "change_id"),
                Columns.value(row, "valid_from", Instant.class),
                Columns.value(row, "valid_to", Instant.class),
                Columns.value(row, "issued_at", Instant.class),
                Parts.time(row, "revoked_at"),
                Parts.text(row, "revoked_by"));
    }
}
