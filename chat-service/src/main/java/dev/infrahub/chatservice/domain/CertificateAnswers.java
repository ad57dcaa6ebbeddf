package dev.infrahub.chatservice.domain;

import static dev.infrahub.chatservice.domain.Composer.count;
import static dev.infrahub.chatservice.domain.Composer.time;

import dev.infrahub.chatservice.domain.Composer.Column;
import java.time.Instant;
import java.util.List;

/** SSH certificates: whose they are, and whether they are good. */
public final class CertificateAnswers {

    private CertificateAnswers() {}

    /** The newest first. */
    public static Answer list(Understood asked, List<CertificateFact> certificates, Instant now) {
        Composer composer = new Composer(asked);
        List<CertificateFact> meant = certificates.stream()
                .filter(one -> !asked.has(Concept.REVOKE) || one.revokedAt().isPresent())
                .filter(one -> !asked.has(Concept.OPEN) || standing(one, now).equals("good"))
                .toList();
        String which = asked.has(Concept.REVOKE) ? "revoked " : asked.has(Concept.OPEN) ? "good " : "";
        if (meant.isEmpty()) {
            return Composer.missing(asked, "a " + which + "SSH certificate" + composer.scope(), List.of());
        }
        return composer.say(
                        count(meant.size(), which + "SSH certificate", which + "SSH certificates") + composer.scope()
                                + ".",
                        meant)
                .table(
                        meant,
                        List.of(
                                new Column<>("asked by", one -> Inert.code(one.requestedBy())),
                                Composer.client(meant),
                                new Column<>("logs in to", one -> Composer.code(one.entityRef())),
                                new Column<>("as", one -> Inert.code(one.principals())),
                                new Column<>("change", one -> Composer.code(one.changeId())),
                                new Column<>("issued", one -> time(one.issuedAt())),
                                new Column<>("good until", one -> time(one.validTo())),
                                new Column<>("standing", one -> standing(one, now))))
                .found();
    }

    private static String standing(CertificateFact one, Instant now) {
        return one.revokedAt().isPresent() ? "revoked" : one.validTo().isAfter(now) ? "good" : "run out";
    }
}
