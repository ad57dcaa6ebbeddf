package dev.infrahub.cabsigner.domain;

import dev.infrahub.cabsigner.domain.DecisionAudit.Genuine;
import dev.infrahub.json.Json;
import dev.infrahub.proofs.Row;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of a report, held against the log.
 *
 * @param about its opening as the log has it, or else its row
 * @param refusals how many decisions were not taken
 * @param failures how many could not be signed
 * @param unverified sequences of the decisions whose signatures do not verify
 * @param problems what was changed, in sentences
 */
record Audited(
        ChangeKey change,
        Row about,
        Course.Leaves leaves,
        Course course,
        int refusals,
        int failures,
        List<Long> unverified,
        List<String> problems) {

    String client() {
        return about.text("client");
    }

    String riskLevel() {
        return said("riskLevel", "risk_level");
    }

    /** By the genuine opening, for a column that says so may be what was changed. */
    boolean isOf(ReportQuery query) {
        return leaves.opening().map(query::covers).orElse(!about.members().isEmpty());
    }

    int signatures() {
        return leaves.decisions().size();
    }

    /** A row of the report: what was asked and decided, and whether it can be proved. */
    Json json() {
        Optional<Genuine> approving = leaves.approving();
        Json json = new Json()
                .with("changeRequestId", change.id())
                .with("client", client())
                .with("module", about.text("module"))
                .with("environment", optional("environment", "environment"))
                .with("riskLevel", riskLevel())
                .with("changeType", said("changeType", "change_type"))
                .with("state", course.state().spelling())
                .with("requestedBy", said("requestedBy", "requested_by"))
                .with("requestedAt", said("requestedAt", "requested_at"))
                .with("planHash", said("planHash", "plan_hash"))
                .with("fingerprint", optional("fingerprint", "fingerprint"))
                .with("approvalsNeeded", leaves.needed())
                .withTexts(
                        "approvedBy",
                        leaves.decisions().stream()
                                .filter(decision -> decision.is(Verdict.APPROVE))
                                .map(Genuine::by)
                                .toList())
                .with(
                        "approvedAt",
                        approving
                                .map(decision -> decision.payload().text("approvedAt"))
                                .orElse(null))
                .with(
                        "decisions",
                        leaves.decisions().stream().map(this::decision).toList())
                .withTexts("problems", problems);
        number(json, "sequence", approving.map(Genuine::sequence));
        number(json, "leafIndex", approving.map(Genuine::leafIndex));
        return leaves.decisions().isEmpty()
                ? json.with("signatureValid", (String) null)
                : json.with("signatureValid", unverified.isEmpty());
    }

    private Json decision(Genuine decision) {
        return new Json()
                .with("decision", decision.payload().text("decision"))
                .with("by", decision.by())
                .with("byName", decision.payload().text("approvedByName"))
                .with("proof", decision.payload().value("proof"))
                .with("at", decision.payload().text("approvedAt"))
                .with("comment", decision.payload().value("comment").text().orElse(null))
                .with("sequence", decision.sequence())
                .with("leafIndex", decision.leafIndex())
                .with("signatureValid", !unverified.contains(decision.sequence()));
    }

    private static void number(Json json, String name, Optional<Long> value) {
        value.ifPresentOrElse(number -> json.with(name, number), () -> json.with(name, (String) null));
    }

    private String said(String member, String column) {
        return about.text(about.value(member).isNull() ? column : member);
    }

    private @Nullable String optional(String member, String column) {
        String said = said(member, column);
        return said.isEmpty() ? null : said;
    }
}
