package dev.infrahub.cabsigner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.proofs.AcceptedDrift;
import dev.infrahub.proofs.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoardTests {

    private static final Proof PROOF = new Proof(
            "oidc",
            "https://id.example",
            "adam",
            Instant.parse("2026-11-24T12:00:00Z"),
            "auth_time",
            List.of("pwd", "otp"),
            null,
            null);

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.000Z");
    private static final Instant END = NOW.plus(Duration.ofDays(7));
    private static final String PLAN = "a".repeat(64);
    private static final String FINGERPRINT = "b".repeat(64);
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
                    "production",
                    null,
                    PLAN,
                    FINGERPRINT,
                    RiskLevel.HIGH,
                    "normal",
                    null,
                    null,
                    "user:rita",
                    "Rita",
                    NOW,
                    null),
            NOW,
            0);

    @Test
    void another_person_decides_in_time_on_the_same_plan() {
        assertThat(refusal(proposal("user:adam", PLAN, FINGERPRINT), CHANGE, NOW))
                .isEmpty();
        assertThat(refusal(proposal("user:adam", PLAN, null), CHANGE, NOW)).isEmpty();
    }

    @Test
    void nobody_decides_on_their_own_change() {
        assertThat(refusal(proposal("user:rita", PLAN, null), CHANGE, NOW)).contains(Refusal.REQUESTER);
    }

    @Test
    void nobody_decides_twice() {
        assertThat(BOARD.refuses(proposal("user:adam", PLAN, null), Optional.of(CHANGE), List.of("user:adam"), NOW))
                .contains(Refusal.AGAIN);
    }

    @Test
    void another_plan_or_module_is_not_what_was_put_before_the_board() {
        assertThat(refusal(proposal("user:adam", "c".repeat(64), null), CHANGE, NOW))
                .contains(Refusal.PLAN);
        assertThat(refusal(proposal("user:adam", PLAN, "c".repeat(64)), CHANGE, NOW))
                .contains(Refusal.PLAN);
        assertThat(refusal(
                        new Proposal(
                                "CHG-1",
                                "acme",
                                "dns",
                                PLAN,
                                null,
                                Verdict.APPROVE,
                                null,
                                "user:adam",
                                "Adam",
                                null,
                                NOW),
                        CHANGE,
                        NOW))
                .contains(Refusal.PLAN);
    }

    @Test
    void what_is_decided_or_expired_stays_so() {
        Proposal proposal = proposal("user:adam", PLAN, null);
        Change once = CHANGE.after(Verdict.APPROVE, NOW);
        assertThat(once.state()).isEqualTo(State.PENDING);
        assertThat(refusal(proposal, once, NOW)).isEmpty();
        assertThat(refusal(proposal, once.after(Verdict.APPROVE, NOW), NOW)).contains(Refusal.DECIDED);
        assertThat(refusal(proposal, CHANGE.after(Verdict.REJECT, NOW), NOW)).contains(Refusal.DECIDED);
        assertThat(refusal(proposal, CHANGE.expired(NOW), NOW)).contains(Refusal.EXPIRED);
    }

    @Test
    void a_request_expires_at_its_last_moment() {
        Instant end = NOW.plus(Duration.ofDays(7));
        assertThat(refusal(at(end), CHANGE, end.minusMillis(1))).isEmpty();
        assertThat(refusal(at(end), CHANGE, end)).contains(Refusal.EXPIRED);
    }

    @Test
    void a_decision_is_signed_soon_or_never() {
        Proposal proposal = proposal("user:adam", PLAN, null);
        assertThat(refusal(proposal, CHANGE, NOW.plusSeconds(60))).isEmpty();
        assertThat(refusal(proposal, CHANGE, NOW.plusMillis(60_001))).contains(Refusal.TOO_LATE);
        assertThat(refusal(proposal, CHANGE, NOW.minusMillis(60_001))).contains(Refusal.TOO_LATE);
    }

    @Test
    void an_unknown_change_is_not_decided() {
        assertThat(BOARD.refuses(proposal("user:adam", PLAN, null), Optional.empty(), List.of(), NOW))
                .contains(Refusal.UNKNOWN);
    }

    @Test
    void an_approval_is_revoked_until_it_is_used_by_anybody_of_the_board() {
        Change approved = approved();
        for (String member : List.of("user:adam", "user:eve", "user:rita", "user:carl")) {
            assertThat(BOARD.refuses(revocation(member), Optional.of(approved), List.of("user:adam", "user:eve"), NOW))
                    .isEmpty();
        }
        assertThat(approved.after(Verdict.REVOKE, NOW).state()).isEqualTo(State.REVOKED);
        assertThat(approved.after(Verdict.REVOKE, NOW).approvalsGiven()).isEqualTo(2);
        assertThat(refusal(revocation("user:carl"), CHANGE, NOW)).contains(Refusal.NOT_APPROVED);
        assertThat(refusal(revocation("user:carl"), approved.after(Verdict.REVOKE, NOW), NOW))
                .contains(Refusal.NOT_APPROVED);
        assertThat(refusal(revocation("user:carl"), approved.after(implementation(NOW), NOW), NOW))
                .contains(Refusal.IMPLEMENTED);
        assertThat(refusal(revocation("policy:standard-change"), approved, NOW)).contains(Refusal.POLICY);
        assertThat(refusal(proposal("user:carl", PLAN, null), approved.after(Verdict.REVOKE, NOW), NOW))
                .contains(Refusal.DECIDED);
    }

    @Test
    void what_is_approved_and_nothing_else_is_implemented() {
        Change approved = approved();
        assertThat(BOARD.refuses(implementation(NOW), Optional.of(approved), NOW))
                .isEmpty();
        assertThat(BOARD.refuses(implementation(NOW), Optional.of(CHANGE), NOW)).contains(Refusal.NOT_APPROVED);
        assertThat(BOARD.refuses(implementation(NOW), Optional.of(CHANGE.after(Verdict.REJECT, NOW)), NOW))
                .contains(Refusal.NOT_APPROVED);
        assertThat(BOARD.refuses(implementation(NOW), Optional.of(approved.after(Verdict.REVOKE, NOW)), NOW))
                .contains(Refusal.NOT_APPROVED);
        assertThat(BOARD.refuses(implementation(NOW), Optional.of(approved.after(implementation(NOW), NOW)), NOW))
                .contains(Refusal.IMPLEMENTED);
        assertThat(BOARD.refuses(implementation(NOW), Optional.empty(), NOW)).contains(Refusal.UNKNOWN);
    }

    @Test
    void what_was_said_before_the_approval_ran_out_counts_however_late_it_is_heard() {
        Instant later = END.plusSeconds(60);
        Change expired = approved().expired(END);
        assertThat(BOARD.refuses(implementation(END.minusMillis(1)), Optional.of(approved()), later))
                .isEmpty();
        assertThat(BOARD.refuses(implementation(END.minusMillis(1)), Optional.of(expired), later))
                .isEmpty();
        assertThat(BOARD.refuses(implementation(END), Optional.of(approved()), later))
                .contains(Refusal.EXPIRED);
        assertThat(BOARD.refuses(implementation(END), Optional.of(expired), later))
                .contains(Refusal.EXPIRED);
        assertThat(BOARD.refuses(implementation(END.minusMillis(1)), Optional.of(CHANGE.expired(END)), later))
                .contains(Refusal.EXPIRED);
    }

    @Test
    void a_clock_that_is_ahead_does_not_end_an_approval() {
        assertThat(BOARD.refuses(implementation(END.plusSeconds(60)), Optional.of(approved()), NOW))
                .isEmpty();
    }

    @Test
    void a_review_is_by_somebody_who_took_no_part_and_there_is_one() {
        Change implemented = approved().after(implementation(NOW), NOW);
        assertThat(BOARD.refuses(review("user:adam"), Optional.of(implemented), NOW))
                .isEmpty();
        assertThat(BOARD.refuses(review("user:rita"), Optional.of(implemented), NOW))
                .contains(Refusal.REVIEWER_REQUESTED);
        assertThat(BOARD.refuses(review("key:pipeline"), Optional.of(implemented), NOW))
                .contains(Refusal.REVIEWER_REPORTED);
        assertThat(BOARD.refuses(review("user:adam"), Optional.of(approved()), NOW))
                .contains(Refusal.NOT_IMPLEMENTED);
        assertThat(BOARD.refuses(review("user:adam"), Optional.of(implemented.after(review("user:eve"), NOW)), NOW))
                .contains(Refusal.REVIEWED);
    }

    @Test
    void time_ends_what_is_pending_or_approved_and_nothing_else() {
        for (Change open : List.of(CHANGE, approved())) {
            assertThat(open.runsOut(END.minusMillis(1))).isFalse();
            assertThat(open.runsOut(END)).isTrue();
        }
        for (Change ended : List.of(
                CHANGE.after(Verdict.REJECT, NOW),
                CHANGE.expired(END),
                approved().after(Verdict.REVOKE, NOW),
                approved().after(implementation(NOW), NOW))) {
            assertThat(ended.runsOut(END)).as(ended.state().spelling()).isFalse();
        }
        assertThat(refusal(at(END), approved(), END)).contains(Refusal.EXPIRED);
    }

    @Test
    void the_policy_decides_on_standard_changes_of_low_risk_where_the_board_leaves_them_to_it() {
        Board auto = new Board(BOARD.approvals(), BOARD.validFor(), BOARD.signWithin(), StandardChanges.AUTO);
        assertThat(auto.policyApproval(opened("standard", RiskLevel.LOW), NOW))
                .get()
                .extracting(Proposal::approver, Proposal::verdict)
                .containsExactly("policy:standard-change", Verdict.APPROVE);
        assertThat(auto.policyApproval(opened("standard", RiskLevel.MEDIUM), NOW))
                .isEmpty();
        assertThat(auto.policyApproval(opened("normal", RiskLevel.LOW), NOW)).isEmpty();
        assertThat(BOARD.policyApproval(opened("standard", RiskLevel.LOW), NOW)).isEmpty();
        for (String posing : List.of("policy", "policy:standard-change", "policy:x")) {
            assertThat(refusal(proposal(posing, PLAN, null), CHANGE, NOW)).contains(Refusal.POLICY);
        }
        assertThat(refusal(proposal("user:policy", PLAN, null), CHANGE, NOW)).isEmpty();
    }

    /** What every verifier must be able to rebuild, byte for byte. */
    @Test
    void the_payload_is_canonical_json() {
        assertThat(new Decision(
                                CHANGE.request(),
                                Verdict.APPROVE,
                                "gut \"so\" – ä",
                                "user:adam",
                                "Adam",
                                PROOF,
                                NOW,
                                1,
                                Digest.NONE)
                        .payload())
                .isEqualTo("""
                        {"approvedAt":"2026-11-24T12:00:00.000Z","approvedBy":"user:adam","approvedByName":"Adam",\
                        "changeRequestId":"CHG-1","client":"acme","comment":"gut \\"so\\" – ä","decision":"approve",\
                        "environment":"production","fingerprint":"%s","module":"network","planHash":"%s",\
                        "previousHash":"%s","proof":{"authenticatedAt":"2026-11-24T12:00:00.000Z",\
                        "authenticatedAtClaim":"auth_time","contextClass":null,"issuer":"https://id.example",\
                        "keyId":null,"method":"oidc","methods":["pwd","otp"],"subject":"adam"},\
                        "riskLevel":"high","sequence":1,"type":"infrahub/approval/v2"}""".formatted(FINGERPRINT, PLAN, Digest.NONE));
    }

    @Test
    void drift_is_accepted_until_its_own_end_by_people_and_applied_by_nobody() {
        Instant until = NOW.plus(Duration.ofDays(90));
        AcceptedDrift accepted = new AcceptedDrift("acme", "network", "aws_x.y", "days", "0c7a", until, "why");
        Board auto = new Board(BOARD.approvals(), BOARD.validFor(), BOARD.signWithin(), StandardChanges.AUTO);
        Change opened = auto.open(opened("standard", RiskLevel.LOW, accepted).request(), NOW, 0);

        assertThat(opened.expiresAt()).isEqualTo(until);
        assertThat(auto.policyApproval(opened, NOW)).isEmpty();
        Change approved = opened.after(Verdict.APPROVE, NOW);
        assertThat(approved.state()).isEqualTo(State.APPROVED);
        assertThat(auto.refuses(implementation(NOW), Optional.of(approved), NOW))
                .contains(Refusal.NOTHING_TO_APPLY);
        assertThat(refusal(revocation("user:eve"), approved, NOW)).isEmpty();
    }

    private static Optional<Refusal> refusal(Proposal proposal, Change change, Instant now) {
        return BOARD.refuses(proposal, Optional.of(change), List.of(), now);
    }

    private static Proposal proposal(String approver, String plan, @Nullable String fingerprint) {
        return new Proposal(
                "CHG-1", "acme", "network", plan, fingerprint, Verdict.APPROVE, null, approver, "Somebody", null, NOW);
    }

    private static Change approved() {
        return CHANGE.after(Verdict.APPROVE, NOW).after(Verdict.APPROVE, NOW);
    }

    private static Change opened(String changeType, RiskLevel risk) {
        return opened(changeType, risk, null);
    }

    private static Change opened(String changeType, RiskLevel risk, @Nullable AcceptedDrift accepted) {
        return BOARD.open(
                new ChangeRequest(
                        "CHG-2",
                        "acme",
                        "network",
                        null,
                        null,
                        PLAN,
                        null,
                        risk,
                        changeType,
                        null,
                        null,
                        "user:rita",
                        "Rita",
                        NOW,
                        accepted),
                NOW,
                0);
    }

    private static Proposal revocation(String member) {
        return new Proposal(
                "CHG-1", "acme", "network", PLAN, null, Verdict.REVOKE, "moved", member, "Somebody", null, NOW);
    }

    private static Implementation implementation(Instant reportedAt) {
        return new Implementation(
                "CHG-1", "acme", ImplementationResult.FAILED, null, null, "key:pipeline", "Pipeline", reportedAt);
    }

    private static Review review(String reviewer) {
        return new Review("CHG-1", "acme", ReviewResult.SUCCESSFUL, null, reviewer, "Somebody", NOW);
    }

    private static Proposal at(Instant requestedAt) {
        return new Proposal(
                "CHG-1", "acme", "network", PLAN, null, Verdict.APPROVE, null, "user:adam", "Adam", null, requestedAt);
    }
}
