package dev.infrahub.gateway.ssh;

import dev.infrahub.gateway.facts.Facts;
import dev.infrahub.gateway.facts.Shape;
import dev.infrahub.gateway.hearing.Hearing;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.views.View;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.schemas.SshCertificateIssued;
import dev.infrahub.schemas.SshCertificateRevoked;
import dev.infrahub.schemas.SshCertificateVerified;
import dev.infrahub.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is heard about SSH certificates. */
public final class SshHearings {

    /** What is kept of a certificate's end. */
    static final Shape ENDED = Shape.of(SshCertificateRevoked.class)
            .only("certificateId", "client", "algorithm", "serial", "reason", "revokedBy", "revokedAt");

    private SshHearings() {}

    public static List<Hearing<?>> all() {
        return List.of(
                Hearing.of(Topics.SSH_CERTIFICATE_ISSUED)
                        .keeping(told -> List.of(certificate(told)))
                        .answering(OperationKind.ISSUE_SSH_CERTIFICATE),
                Hearing.of(Topics.SSH_CERTIFICATE_REVOKED)
                        // hosts get the new list from the moment on at which whoever asked is told
                        .keeping(told -> List.of(revocation(told), authority(told, told.getRevocations())))
                        .answering(OperationKind.REVOKE_SSH_CERTIFICATE),
                Hearing.of(Topics.SSH_AUTHORITY_UPDATED)
                        .keeping(told -> List.of(authority(told, told.getRevocations())))
                        .answering(OperationKind.READ_SSH_AUTHORITY),
                Hearing.of(Topics.SSH_CERTIFICATE_VERIFIED)
                        .answering(
                                OperationKind.VERIFY_SSH_CERTIFICATE,
                                Shape.of(SshCertificateVerified.class).parsing("document", "proof")));
    }

    private static View certificate(SshCertificateIssued told) {
        return View.of(
                ViewKind.SSH_CERTIFICATE,
                told.getCertificateId(),
                told.getClient(),
                told.getIssuedAt(),
                Facts.json(told));
    }

    /** A view of its own: it may be told before the certificate. */
    private static View revocation(SshCertificateRevoked told) {
        return View.of(
                ViewKind.SSH_REVOCATION,
                told.getCertificateId(),
                told.getClient(),
                told.getRevokedAt(),
                ENDED.apply(Facts.json(told)));
    }

    /** Of two lists, the one of the longer log is the later. */
    private static View authority(SpecificRecord told, ByteBuffer revocations) {
        JsonNode facts = Facts.json(told);
        byte[] list = new byte[revocations.remaining()];
        revocations.duplicate().get(list);
        Instant at = Instant.parse(facts.path("revocationsAt").asString());
        String algorithm = facts.path("algorithm").asString();
        ObjectNode brief = JsonNodeFactory.instance
                .objectNode()
                .put("algorithm", algorithm)
                .put("publicKey", facts.path("caPublicKey").asString());
        return View.ofAll(ViewKind.SSH_AUTHORITY, algorithm, at, brief)
                .revision(facts.path("logSize").asLong(), at.toEpochMilli())
                .document(list);
    }
}
