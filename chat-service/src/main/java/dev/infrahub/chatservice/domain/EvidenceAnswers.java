package dev.infrahub.chatservice.domain;

import static dev.infrahub.chatservice.domain.Composer.count;
import static dev.infrahub.chatservice.domain.Composer.time;

import dev.infrahub.chatservice.domain.Composer.Column;
import java.util.List;

/** What evidence was sealed. */
public final class EvidenceAnswers {

    private EvidenceAnswers() {}

    /** The newest first. */
    public static Answer list(Understood asked, List<EvidenceFact> evidence) {
        Composer composer = new Composer(asked);
        if (evidence.isEmpty()) {
            return Composer.missing(asked, "sealed evidence" + composer.scope(), List.of());
        }
        return composer.say(
                        count(evidence.size(), "piece of evidence was", "pieces of evidence were") + " sealed"
                                + composer.scope() + ".",
                        evidence)
                .table(
                        evidence,
                        List.of(
                                new Column<>("evidence", one -> Inert.code(one.evidenceId())),
                                new Column<>("change", one -> Inert.code(one.changeId())),
                                Composer.client(evidence),
                                new Column<>("sealed", one -> time(one.sealedAt())),
                                new Column<>("SHA-256", one -> Inert.code(one.hash())),
                                new Column<>("leaf", one -> Long.toString(one.leaf()))))
                .found();
    }
}
