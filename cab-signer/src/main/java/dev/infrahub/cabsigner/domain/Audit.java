package dev.infrahub.cabsigner.domain;

import dev.infrahub.cabsigner.domain.DecisionAudit.Genuine;
import dev.infrahub.json.Json;
import dev.infrahub.proofs.Row;
import dev.infrahub.proofs.SignedTreeHead;
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

    private final ChangeKey key;
    private final Row records;
    private final Findings findings = new Findings();
    private final LogPass pass;
    private final LogAudit log;
    private final ChangeAudit request;
    private final DecisionAudit decisions;
    private final ActivityAudit implementation;
    private final ActivityAudit review;

    private Audit(ChangeKey key, Row records, LogPass pass) {
        this.key = key;
        this.records = records;
        this.pass = pass;
        this.log = LogAudit.of(key, pass, records.rows("leaves"), findings);
        this.request = new ChangeAudit(key, log, findings);
        this.decisions = new DecisionAudit(key, log, findings);
        this.implementation = ActivityAudit.ofImplementation(key, log, findings);
        this.review = ActivityAudit.ofReview(key, log, findings);
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

    /** @param records everything kept about the change, and the hashes of the log, as one JSON text */
    public static Result of(ChangeKey change, String records) {
        Row all = Row.ofJson(records);
        LogPass pass = LogAudit.pass(all.rows("leaves"), all.value("log").each());
        return new Audit(change, all, pass).result();
    }

    /**
     * One change of many, by a pass that was over the log already.
     *
     * @param records everything kept about the change, as one JSON text
     * @param chain the row of the chain's end
     */
    static Audited ofMany(ChangeKey change, String records, Row chain, LogPass pass) {
        Audit audit = new Audit(change, Row.ofJson(records), pass);
        Row about = audit.about().orElseGet(() -> new Row(Map.of()));
        Course.Leaves leaves = audit.leaves(about);
        Course course = Course.of(leaves);
        audit.look(leaves, course, chain);
        return new Audited(
                change,
                about,
                leaves,
                course,
                audit.log.entries("refusal", change).size(),
                audit.log.entries("failure", change).size(),
                audit.decisions.unverified(),
                audit.findings.sentences());
    }

    private Result result() {
        Optional<Row> about = about();
        if (about.isEmpty()) {
            return Result.UNKNOWN;
        }
        Course.Leaves leaves = leaves(about.get());
        Course course = Course.of(leaves);
        Row chain = new Row(Json.members(records.value("chain")));
        pass.findings().sentences().forEach(findings::add);
        look(leaves, course, chain).head(records.number("count"));
        Optional<SignedTreeHead> treeHead = new TreeHeadAudit(pass, findings).look(records.rows("tree_heads"));
        return result(course.state(), document(leaves, course, treeHead));
    }

    private Optional<Row> about() {
        return request.opening()
                .or(() -> records.rows("changes").stream()
                        .filter(row -> !log.isOfAnother(row.number("leaf_index")))
                        .findFirst());
    }

    /** The change's own rows, and its links in the chain. */
    private ChainAudit look(Course.Leaves leaves, Course course, Row head) {
        decisions.look(records.rows("decisions"));
        leaves.opening().ifPresent(opening -> new RuleAudit(opening, leaves, findings).look());
        ChainAudit chain = new ChainAudit(head, records.rows("neighbours"), leaves.decisions(), log, findings);
        chain.links();
        request.look(records.rows("changes"), course);
        implementation.look(records.rows("implementations"));
        review.look(records.rows("reviews"));
        new EvidenceAudit(key, log, findings).look(records.rows("evidence"));
        if (!log.isDamaged()) {
            decisions.lookAtApproval(records.rows("approvals"), approving(leaves, course));
        }
        return chain;
    }

    private Course.Leaves leaves(Row about) {
        return new Course.Leaves(
                request.opening(),
                Math.max(about.number("approvalsNeeded"), about.number("approvals_needed")),
                decisions.genuine(),
                request.expiry(),
                implementation.genuine().map(ActivityAudit.Logged::entry),
                review.genuine().map(ActivityAudit.Logged::entry));
    }

    /** The decision whose row among the approvals there must be; of what was revoked or rejected there is none. */
    private static Optional<Genuine> approving(Course.Leaves leaves, Course course) {
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
        List<Genuine> genuine = leaves.decisions();
        return new AuditDocument(key.id(), log, treeHead)
                .of(course.state(), opening, genuine, implementation.genuine(), review.genuine());
    }
}
