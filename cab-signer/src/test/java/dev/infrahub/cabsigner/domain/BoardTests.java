package dev.infrahub.cabsigner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.proofs.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoardTests {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.000Z");
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
                    NOW),
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
    void another_plan_module_or_client_is_not_what_was_put_before_the_board() {
        assertThat(refusal(proposal("user:adam", "c".repeat(64), null), CHANGE, NOW))
                .contains(Refusal.PLAN);
        assertThat(refusal(proposal("user:adam", PLAN, "c".repeat(64)), CHANGE, NOW))
                .contains(Refusal.PLAN);
        assertThat(refusal(
                        new Proposal(
                                "CHG-1", "acme", "dns", PLAN, null, Verdict.APPROVE, null, "user:adam", "Adam", NOW),
                        CHANGE,
                        NOW))
                .contains(Refusal.PLAN);
        assertThat(refusal(
                        new Proposal(
                                "CHG-1",
                                "evil",
                                "network",
                                PLAN,
                                null,
                                Verdict.APPROVE,
                                null,
                                "user:adam",
                                "Adam",
                                NOW),
                        CHANGE,
                        NOW))
                .contains(Refusal.CLIENT);
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

    /** What every verifier must be able to rebuild, byte for byte. */
    @Test
    void the_payload_is_canonical_json() {
        assertThat(new Decision(
                                CHANGE.request(),
                                Verdict.APPROVE,
                                "gut \"so\" – ä",
                                "user:adam",
                                "Adam",
                                NOW,
                                1,
                                Digest.NONE)
                        .payload())
                .isEqualTo("""
                        {"approvedAt":"2026-11-24T12:00:00.000Z","approvedBy":"user:adam","approvedByName":"Adam",\
                        "changeRequestId":"CHG-1","client":"acme","comment":"gut \\"so\\" – ä","decision":"approve",\
                        "environment":"production","fingerprint":"%s","module":"network","planHash":"%s",\
                        "previousHash":"%s","riskLevel":"high","sequence":1,"type":"infrahub/approval/v1"}""".formatted(FINGERPRINT, PLAN, Digest.NONE));
    }

    private static Optional<Refusal> refusal(Proposal proposal, Change change, Instant now) {
        return BOARD.refuses(proposal, Optional.of(change), List.of(), now);
    }

    private static Proposal proposal(String approver, String plan, @Nullable String fingerprint) {
        return new Proposal(
                "CHG-1", "acme", "network", plan, fingerprint, Verdict.APPROVE, null, approver, "Somebody", NOW);
    }

    private static Proposal at(Instant requestedAt) {
        return new Proposal(
                "CHG-1", "acme", "network", PLAN, null, Verdict.APPROVE, null, "user:adam", "Adam", requestedAt);
    }
}
