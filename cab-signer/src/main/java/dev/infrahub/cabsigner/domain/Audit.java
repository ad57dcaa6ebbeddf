package dev.infrahub.cabsigner.domain;

import dev.infrahub.proofs.Json;
import dev.infrahub.proofs.Row;
import dev.infrahub.proofs.SignedTreeHead;
import dev.infrahub.terraform.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether everything about a change is what it was when it was signed. Needs what is stored and nothing else.
 *
 * <p>The log's entries, once their hashes lead to the roots, are what rows are held against; what the approvers signed is
 * believed when their signatures verify. Each kind of row has its own audit; what they find comes together here.
 */
public final class Audit {

    private final String changeRequestId;
    private final Row records;
    private final Findings findings = new Findings();
    private final LogAudit log;
    private final ChangeAudit change;
    private final DecisionAudit decisions;
    private final ReportAudit implementation;
    private final ReportAudit review;

    private Audit(String changeRequestId, Row records) {
        this.changeRequestId = changeRequestId;
        this.records = records;
        this.log = LogAudit.of(rows("leaves"), value("log").each(), findings);
        this.change = new ChangeAudit(changeRequestId, log, findings);
        this.decisions = new DecisionAudit(changeRequestId, log, findings);
        this.implementation = ReportAudit.ofImplementation(changeRequestId, log, findings);
        this.review = ReportAudit.ofReview(changeRequestId, log, findings);
    }

    /**
     * What was found.
     *
     * @param known whether the client has such a change request
     * @param valid whether it is approved, or was when it was implemented, and nothing was changed
     * @param reason what is wrong; null when valid
     * @param document the decisions, for whoever verifies them again; null when unknown
     */
    public record Result(
            boolean known,
            boolean valid,
            @Nullable String reason,
            @Nullable String document) {

        static final Result UNKNOWN = new Result(false, false, "There is no such change request.", null);
    }

    /** @param records everything kept about the change, as one JSON text */
    public static Result of(String changeRequestId, String client, String records) {
        return new Audit(changeRequestId, Row.ofJson(records)).result(client);
    }

    private Result result(String client) {
        Optional<Row> about = change.opening().or(() -> rows("changes").stream().findFirst());
        if (about.isEmpty() || !about.get().text("client").equals(client)) {
            return Result.UNKNOWN;
        }
        Course.Leaves leaves = leaves(about.get());
        Course course = Course.of(leaves);
        decisions.look(rows("decisions"));
        leaves.opening().ifPresent(opening -> new RuleAudit(opening, leaves, findings).look());
        new ChainAudit(new Row(Json.members(value("chain"))), rows("neighbours"), leaves.decisions(), log, findings)
                .look(records.number("count"));
        change.look(rows("changes"), course);
        implementation.look(rows("implementations"));
        review.look(rows("reviews"));
        new EvidenceAudit(changeRequestId, log, findings).look(rows("evidence"));
        Optional<SignedTreeHead> treeHead = new TreeHeadAudit(log, findings).look(rows("tree_heads"));
        if (!log.isDamaged()) {
            decisions.lookAtApproval(rows("approvals"), approving(leaves, course));
        }
        return result(course.state(), document(leaves, course, treeHead));
    }

    private Course.Leaves leaves(Row about) {
        return new Course.Leaves(
                change.opening(),
                Math.max(about.number("approvalsNeeded"), about.number("approvals_needed")),
                decisions.genuine(),
                change.expiry(),
                implementation.genuine().map(ReportAudit.Reported::entry),
                review.genuine().map(ReportAudit.Reported::entry));
    }

    /** The decision whose row among the approvals there must be; of what was revoked or rejected there is none. */
    private static Optional<DecisionAudit.Genuine> approving(Course.Leaves leaves, Course course) {
        return switch (course.state()) {
            case APPROVED, IMPLEMENTED, EXPIRED -> leaves.approving();
            case PENDING, REJECTED, REVOKED -> Optional.empty();
        };
    }

    private Result result(State state, String document) {
        if (!findings.isEmpty()) {
            return new Result(true, false, String.join("; ", findings.sentences()) + ".", document);
        }
        return state.isGood()
                ? new Result(true, true, null, document)
                : new Result(true, false, "The change request is " + state.spelling() + ".", document);
    }

    private String document(Course.Leaves leaves, Course course, Optional<SignedTreeHead> treeHead) {
        Row opening = leaves.opening().orElseGet(() -> new Row(Map.of()));
        return new AuditDocument(changeRequestId, log, treeHead)
                .of(course.state(), opening, leaves.decisions(), implementation.genuine(), review.genuine());
    }

    private Value value(String name) {
        return records.members().getOrDefault(name, Value.Special.NULL);
    }

    private List<Row> rows(String name) {
        return Row.list(value(name));
    }
}
