package dev.infrahub.cabsigner.domain;

import dev.infrahub.cabsigner.domain.DecisionAudit.Genuine;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Json;
import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.Row;
import dev.infrahub.proofs.SignedTreeHead;
import dev.infrahub.terraform.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether everything about a change is what it was when it was signed. Needs what is stored and nothing else.
 *
 * <p>The log's entries, once their hashes lead to the roots, are what rows are held against; what the approvers signed is
 * believed when their signatures verify.
 */
public final class Audit {

    private static final Map<String, String> OPENED = Map.ofEntries(
            Map.entry("change_request_id", "changeRequestId"),
            Map.entry("client", "client"),
            Map.entry("module", "module"),
            Map.entry("environment", "environment"),
            Map.entry("plan_id", "planId"),
            Map.entry("plan_hash", "planHash"),
            Map.entry("fingerprint", "fingerprint"),
            Map.entry("risk_level", "riskLevel"),
            Map.entry("change_type", "changeType"),
            Map.entry("summary", "summary"),
            Map.entry("pr_url", "prUrl"),
            Map.entry("requested_by", "requestedBy"),
            Map.entry("requested_by_name", "requestedByName"),
            Map.entry("requested_at", "requestedAt"),
            Map.entry("approvals_needed", "approvalsNeeded"),
            Map.entry("opened_at", "at"),
            Map.entry("expires_at", "expiresAt"));

    private static final List<String> OF_THE_CHANGE =
            List.of("client", "module", "environment", "planHash", "fingerprint", "riskLevel");

    private final String changeRequestId;
    private final Row records;
    private final Findings findings = new Findings();
    private final LogAudit log;
    private final DecisionAudit decisions;
    private final List<Row> changes;
    private Optional<SignedTreeHead> treeHead = Optional.empty();

    private Audit(String changeRequestId, Row records) {
        this.changeRequestId = changeRequestId;
        this.records = records;
        this.changes = rows("changes");
        this.log = LogAudit.of(rows("leaves"), value("log").each(), findings);
        this.decisions = new DecisionAudit(changeRequestId, log, findings);
    }

    /**
     * What was found.
     *
     * @param known whether the client has such a change request
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
        Optional<Row> opening =
                log.entries("change", changeRequestId).values().stream().findFirst();
        Optional<Row> about = opening.or(() -> changes.stream().findFirst());
        if (about.isEmpty() || !about.get().text("client").equals(client)) {
            return Result.UNKNOWN;
        }
        decisions.look(rows("decisions"));
        new EvidenceAudit(changeRequestId, log, findings).look(rows("evidence"));
        opening.ifPresent(this::rules);
        links();
        chain();
        treeHead = new TreeHeadAudit(log, findings).look(rows("tree_heads"));
        State state = state(about.get());
        lookAtChange(opening, state);
        lookAtApproval(state);
        return result(state, opening.orElseGet(() -> new Row(Map.of())));
    }

    private Result result(State state, Row opening) {
        String document = document(state, opening);
        if (!findings.isEmpty()) {
            return new Result(true, false, String.join("; ", findings.sentences()) + ".", document);
        }
        return state == State.APPROVED
                ? new Result(true, true, null, document)
                : new Result(true, false, "The change request is " + state.spelling() + ".", document);
    }

    /** What the board's rules say of the decisions; they were kept when it was decided, if nothing was changed. */
    private void rules(Row opening) {
        for (Genuine decision : decisions.genuine()) {
            Row payload = decision.payload();
            OF_THE_CHANGE.stream()
                    .filter(member -> !payload.agrees(member, opening, member))
                    .forEach(member -> findings.add(decision.where() + " is for another " + member));
            if (payload.text("approvedBy").equals(opening.text("requestedBy"))) {
                findings.add(decision.where() + " is the requester's own");
            }
        }
        long people = decisions.genuine().stream()
                .map(decision -> decision.payload().text("approvedBy"))
                .distinct()
                .count();
        if (people != decisions.genuine().size()) {
            findings.add("somebody decided twice");
        }
    }

    /** The chain, to the decision before and from the one behind. */
    private void links() {
        Map<Long, Row> neighbours = rows("neighbours").stream()
                .collect(Collectors.toMap(row -> row.number("sequence"), Function.identity()));
        for (Genuine decision : decisions.genuine()) {
            long sequence = decision.sequence();
            String before = sequence == 1 ? Digest.NONE : hash(neighbours.get(sequence - 1));
            if (!decision.payload().text("previousHash").equals(before)) {
                findings.add(broken(sequence - 1));
            }
            Row next = neighbours.get(sequence + 1);
            boolean isLast = sequence
                    == value("chain").at("sequence").each().stream()
                            .flatMap(number -> Json.spelling(number).stream())
                            .mapToLong(Long::parseLong)
                            .findFirst()
                            .orElse(0);
            boolean follows = next == null
                    ? isLast
                    : next.text("previous_hash")
                            .equals(Digest.of(decision.entry().text("payload")));
            if (!follows) {
                findings.add(broken(sequence));
            }
        }
    }

    private static String hash(@Nullable Row neighbour) {
        return neighbour == null ? "" : neighbour.text("hash");
    }

    private static String broken(long sequence) {
        return "the chain is broken between decisions " + sequence + " and " + (sequence + 1);
    }

    /** The head against what it is the head of. */
    private void chain() {
        Row head = new Row(Json.members(value("chain")));
        log.frontier().ifPresent(frontier -> {
            if (head.number("leaves") != frontier.size()) {
                findings.changed("chain", "leaves", "the head");
            }
            if (!head.text("frontier").equals(frontier.text())) {
                findings.changed("chain", "frontier", "the head");
            }
        });
        if (head.number("sequence") != records.number("count")) {
            findings.changed("chain", "sequence", "the head");
            return;
        }
        lastHash(head.number("sequence"))
                .filter(hash -> !hash.equals(head.text("head_hash")))
                .ifPresent(_ -> findings.changed("chain", "head_hash", "the head"));
    }

    /** By the log where the last decision is one of ours: its row may be what was changed. */
    private Optional<String> lastHash(long sequence) {
        if (sequence == 0) {
            return Optional.of(Digest.NONE);
        }
        return decisions.genuine().stream()
                .filter(decision -> decision.sequence() == sequence)
                .map(decision -> Digest.of(decision.entry().text("payload")))
                .findFirst()
                .or(() -> rows("neighbours").stream()
                        .filter(row -> row.number("sequence") == sequence)
                        .filter(_ -> !log.isDamaged())
                        .map(row -> row.text("hash"))
                        .findFirst());
    }

    private State state(Row about) {
        long needed = Math.max(about.number("approvalsNeeded"), about.number("approvals_needed"));
        if (decisions.genuine().stream().anyMatch(decision -> !decision.approves())) {
            return State.REJECTED;
        }
        if (decisions.genuine().size() >= needed) {
            return State.APPROVED;
        }
        return expiry().isPresent() ? State.EXPIRED : State.PENDING;
    }

    private Optional<Row> expiry() {
        return log.entries("refusal", changeRequestId).values().stream()
                .filter(entry -> entry.text("code").equals(Refusal.EXPIRED.code()))
                .findFirst();
    }

    private void lookAtChange(Optional<Row> opening, State state) {
        if (changes.isEmpty()) {
            findings.add("the change request is in the log and not in change_requests");
        }
        for (Row row : changes) {
            opening.ifPresent(entry -> findings.compare("change_requests", row, entry, OPENED, "the request"));
            log.entries("change", changeRequestId).keySet().stream()
                    .filter(index -> log.isInPlace(index) && row.number("leaf_index") != index)
                    .forEach(_ -> findings.changed("change_requests", "leaf_index", "the request"));
            // a damaged entry may be the decision or the refusal that made the state
            if (!log.isDamaged()) {
                findings.compare("change_requests", row, standing(opening, state), STANDING, "the request");
            }
        }
    }

    private static final Map<String, String> STANDING =
            Map.of("state", "state", "approvals_given", "given", "updated_at", "at");

    private Row standing(Optional<Row> opening, State state) {
        long given = decisions.genuine().stream().filter(Genuine::approves).count();
        String at = decisions.genuine().stream()
                .map(decision -> decision.payload().text("approvedAt"))
                .reduce((_, later) -> later)
                .or(() -> opening.map(entry -> entry.text("at")))
                .orElse("");
        String expiredAt = expiry().map(entry -> entry.text("at")).orElse(at);
        return Row.ofJson(new Json()
                .with("state", state.spelling())
                .with("given", given)
                .with("at", state == State.EXPIRED ? expiredAt : at)
                .text());
    }

    private void lookAtApproval(State state) {
        if (log.isDamaged()) {
            return;
        }
        Optional<Genuine> approving =
                state == State.APPROVED ? Optional.of(decisions.genuine().getLast()) : Optional.empty();
        decisions.lookAtApproval(rows("approvals"), approving);
    }

    private String document(State state, Row opening) {
        Json document = new Json()
                .with("type", "infrahub/approval-verification/v1")
                .with("changeRequestId", changeRequestId)
                .with("client", opening.text("client"))
                .with("state", state.spelling())
                .with("approvalsNeeded", opening.number("approvalsNeeded"))
                .with("expiresAt", opening.text("expiresAt"))
                .with("context", Purpose.APPROVAL.context())
                .with(
                        "decisions",
                        decisions.genuine().stream().map(this::document).toList());
        log.frontier()
                .ifPresent(frontier -> document.with(
                        "log", new Json().with("size", frontier.size()).with("root", frontier.root())));
        treeHead.ifPresent(signed ->
                document.with("treeHead", signed.json().with("context", Purpose.TREE_HEAD.context())));
        return document.text();
    }

    private Json document(Genuine decision) {
        Row entry = decision.entry();
        Json json = new Json()
                .with("payload", entry.text("payload"))
                .with("signature", entry.text("signature"))
                .with("keyId", entry.text("keyId"))
                .with("keyVersion", entry.number("keyVersion"))
                .with("algorithm", entry.text("algorithm"))
                .with("publicKey", entry.text("publicKey"))
                .with("eventId", entry.text("eventId"))
                .with("leafIndex", decision.leafIndex());
        log.frontier()
                .ifPresent(
                        frontier -> json.withTexts("inclusionProof", log.proof(decision.leafIndex(), frontier.size())));
        treeHead.map(signed -> signed.head().size())
                .filter(size -> decision.leafIndex() < size)
                .ifPresent(size -> json.withTexts("treeHeadProof", log.proof(decision.leafIndex(), size)));
        return json;
    }

    private Value value(String name) {
        return records.members().getOrDefault(name, Value.Special.NULL);
    }

    private List<Row> rows(String name) {
        return Row.list(value(name));
    }
}
