package dev.infrahub.cabsigner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Json;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Frontier;
import dev.infrahub.proofs.Seal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Logs that are whole, and say what the board never allows: somebody who can write every table wrote them. */
class AuditTests {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.000Z");
    private static final Seal SEAL = new Seal("c2ln", "key", 1, "ML-DSA-65", "cHVi");
    private static final Board BOARD = new Board(
            Map.of(RiskLevel.LOW, 1, RiskLevel.MEDIUM, 1, RiskLevel.HIGH, 2, RiskLevel.CRITICAL, 3),
            Duration.ofDays(7),
            Duration.ofMinutes(1),
            StandardChanges.BOARD);
    private static final Change CHANGE = BOARD.open(
            new ChangeRequest(
                    "CHG-1",
                    "acme",
                    "network",
                    null,
                    null,
                    "a".repeat(64),
                    null,
                    RiskLevel.LOW,
                    "normal",
                    null,
                    null,
                    "user:rita",
                    "Rita",
                    NOW,
                    null),
            NOW,
            0);

    private final List<String> leaves = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private Head head = new Head(0, Digest.NONE, Frontier.EMPTY);

    AuditTests() {
        append(LogEntry.opened(CHANGE, UUID.randomUUID()));
    }

    @Test
    void what_was_never_approved_is_not_implemented() {
        perform(implementation(NOW));
        assertThat(findings()).contains("what was implemented was not approved").doesNotContain("was expired");
    }

    @Test
    void what_was_revoked_is_not_implemented() {
        decide("user:adam", Verdict.APPROVE);
        decide("user:adam", Verdict.REVOKE);
        assertThat(findings()).doesNotContain("twice");
        perform(implementation(NOW));
        assertThat(findings()).contains("what was implemented was not approved");
    }

    @Test
    void what_ran_out_is_not_implemented() {
        decide("user:adam", Verdict.APPROVE);
        perform(implementation(CHANGE.expiresAt()), CHANGE.expiresAt().plusSeconds(1));
        assertThat(findings()).contains("what was implemented was expired").doesNotContain("not approved");
    }

    @Test
    void nobody_reviews_what_was_not_implemented() {
        decide("user:adam", Verdict.APPROVE);
        perform(review("user:adam"));
        assertThat(findings()).contains("what was reviewed was not implemented");
    }

    @Test
    void nobody_reviews_where_they_took_part() {
        decide("user:adam", Verdict.APPROVE);
        perform(implementation(NOW));
        perform(review("key:pipeline"));
        assertThat(findings()).contains("the review is by somebody who took part");
    }

    @Test
    void a_policy_takes_no_decision_on_what_is_not_left_to_it() {
        decide(Policy.APPROVER, Verdict.APPROVE);
        assertThat(findings()).contains("decision 1 is none that a policy takes");
    }

    @Test
    void the_requester_may_revoke_and_not_approve() {
        decide("user:rita", Verdict.APPROVE);
        decide("user:rita", Verdict.REVOKE);
        assertThat(findings())
                .contains("decision 1 is the requester's own")
                .doesNotContain("decision 2 is the requester's own");
    }

    private void decide(String approver, Verdict verdict) {
        Proposal proposal = new Proposal(
                "CHG-1", "acme", "network", "a".repeat(64), null, verdict, "because", approver, "Somebody", null, NOW);
        Decision decision = Decision.of(proposal, CHANGE.request(), head, NOW);
        String payload = decision.payload();
        add(head.append(decision, payload, LogEntry.decided(decision, payload, SEAL, UUID.randomUUID())));
    }

    private void perform(Activity activity) {
        perform(activity, NOW);
    }

    private void perform(Activity activity, Instant heard) {
        append(LogEntry.recorded(activity, UUID.randomUUID(), heard));
    }

    private static Implementation implementation(Instant reportedAt) {
        return new Implementation(
                "CHG-1", "acme", ImplementationResult.SUCCEEDED, null, null, "key:pipeline", "Pipeline", reportedAt);
    }

    private static Review review(String reviewer) {
        return new Review("CHG-1", "acme", ReviewResult.SUCCESSFUL, null, reviewer, "Somebody", NOW);
    }

    private void append(LogEntry entry) {
        add(head.append(entry));
    }

    private void add(Head.Appended leaf) {
        head = leaf.head();
        leaves.add(new Json()
                .with("leaf_index", leaf.leafIndex())
                .with("kind", leaf.entry().kind())
                .with("client", "acme")
                .with("change_request_id", "CHG-1")
                .with("entry", leaf.entry().text())
                .with("leaf_hash", leaf.leafHash())
                .with("root", head.log().root())
                .with("appended_at", leaf.entry().at())
                .text());
        log.add("[%d,\"%s\",\"%s\"]"
                .formatted(leaf.leafIndex(), leaf.leafHash(), head.log().root()));
    }

    /** Of the leaves alone: that there are no rows is among the findings. */
    private String findings() {
        String records = "{\"leaves\":[%s],\"log\":[%s]}".formatted(String.join(",", leaves), String.join(",", log));
        Audit.Result result = Audit.of(new ChangeKey("acme", "CHG-1"), records);
        assertThat(result.valid()).isFalse();
        return String.valueOf(result.reason());
    }
}
