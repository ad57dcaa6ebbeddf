package dev.infrahub.cabsigner.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.cabsigner.domain.SshPolicy.Granted;
import dev.infrahub.cabsigner.domain.SshPolicy.Refused;
import dev.infrahub.proofs.AcceptedDrift;
import dev.infrahub.ssh.EntityRef;
import dev.infrahub.ssh.SshAlgorithm;
import dev.infrahub.ssh.SshPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshPolicyTests {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00.500Z");
    private static final SshPublicKey KEY =
            SshPublicKey.of("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK0wmN/Cr3JXqmLW7u+g9pTh+wyqDHpSQEIQczXkVx9q");

    private final SshPolicy policy = new SshPolicy(
            List.of(
                    rule("component:default/checkout", "acme", "engineer", "deploy"),
                    rule("component:*/*", "acme", "engineer", "reader"),
                    rule("*:*/*", "*", "admin", "root")),
            Duration.ofMinutes(1));

    private static SshRule rule(String entity, String client, String role, String principal) {
        return new SshRule(entity, client, Set.of(role), new TreeSet<>(Set.of(principal)));
    }

    private static SshRequest request(
            @Nullable String entity, String client, List<String> principals, @Nullable String change, String... roles) {
        return new SshRequest(
                client,
                entity == null ? null : new EntityRef(entity),
                principals,
                KEY,
                SshAlgorithm.ED25519,
                Duration.ofHours(1),
                "why",
                change,
                "user:rita",
                new TreeSet<>(List.of(roles)),
                NOW.minusSeconds(1));
    }

    private Object ruling(SshRequest request) {
        return policy.rule(request, Optional.empty(), NOW);
    }

    private String refusal(SshRequest request) {
        return refusal(ruling(request));
    }

    @Test
    void rules_add_up_and_roles_add_up() {
        Instant end = Instant.parse("2026-11-26T12:59:59Z");

        assertThat(ruling(request("component:default/checkout", "acme", List.of(), null, "engineer")))
                .isEqualTo(new Granted(List.of("deploy", "reader"), end));
        assertThat(ruling(request("component:default/checkout", "acme", List.of(), null, "engineer", "admin")))
                .isEqualTo(new Granted(List.of("deploy", "reader", "root"), end));
        assertThat(ruling(request("component:other/cart", "acme", List.of("reader"), null, "engineer")))
                .isEqualTo(new Granted(List.of("reader"), end));
    }

    @ParameterizedTest
    @CsvSource({
        "component:default/checkout, acme, ci",
        "component:default/checkout, globex, engineer",
        "resource:default/checkout, acme, engineer"
    })
    void what_no_rule_gives_is_denied(String entity, String client, String role) {
        assertThat(refusal(request(entity, client, List.of(), null, role))).isEqualTo("ssh.entity-denied, forbidden");
    }

    @Test
    void one_principal_too_many_is_denied_by_name() {
        SshRequest request = request("component:default/checkout", "acme", List.of("deploy", "root"), null, "engineer");

        assertThat((Refused) ruling(request)).satisfies(refused -> {
            assertThat(refusal(refused)).isEqualTo("ssh.principal-denied, forbidden");
            assertThat(refused.detail())
                    .contains("engineer of client acme")
                    .contains("component:default/checkout as root; as deploy, reader they may");
        });
    }

    @Test
    void without_an_entity_only_what_is_given_on_all_of_them_counts() {
        assertThat(refusal(request(null, "acme", List.of(), null, "engineer")))
                .isEqualTo("ssh.entity-denied, forbidden");
        assertThat(ruling(request(null, "acme", List.of(), null, "admin"))).isInstanceOf(Granted.class);
    }

    @Test
    void without_rules_the_answer_says_where_they_go() {
        SshPolicy none = new SshPolicy(List.of(), Duration.ofMinutes(1));

        assertThat(none.rule(
                        request("component:default/checkout", "acme", List.of(), null, "admin"), Optional.empty(), NOW))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.detail()).contains("hub.cab-signer.ssh.access, which has none yet"));
    }

    @Test
    void a_certificate_for_a_change_ends_with_it_at_the_latest() {
        Instant soon = NOW.plus(Duration.ofMinutes(10));
        Instant late = NOW.plus(Duration.ofDays(1));

        assertThat(forChange(State.APPROVED, soon))
                .isEqualTo(new Granted(List.of("root"), Instant.parse("2026-11-26T12:10:00Z")));
        assertThat(forChange(State.APPROVED, late))
                .isEqualTo(new Granted(List.of("root"), Instant.parse("2026-11-26T12:59:59Z")));
    }

    @Test
    void a_change_that_is_not_approved_or_over_or_unknown_opens_nothing() {
        Instant late = NOW.plus(Duration.ofDays(1));

        assertThat(refusal(forChange(State.PENDING, late))).isEqualTo("change.not-approved, conflict");
        assertThat(refusal(forChange(State.REJECTED, late))).isEqualTo("change.not-approved, conflict");
        assertThat(refusal(forChange(State.EXPIRED, late))).isEqualTo("change.expired, conflict");
        assertThat(refusal(forChange(State.APPROVED, NOW))).isEqualTo("change.expired, conflict");
        assertThat(refusal(request("component:a/b", "acme", List.of(), "CHG-1", "admin")))
                .isEqualTo("change.unknown, unknown");
    }

    private static String refusal(Object ruling) {
        Refused refused = (Refused) ruling;
        return refused.code() + ", " + refused.kind().text();
    }

    private Object forChange(State state, Instant expiresAt) {
        return policy.rule(
                request("component:a/b", "acme", List.of(), "CHG-1", "admin"),
                Optional.of(change(state, expiresAt)),
                NOW);
    }

    @Test
    void nobody_logs_in_for_what_accepts_drift() {
        Instant late = NOW.plus(Duration.ofDays(1));
        AcceptedDrift accepted = new AcceptedDrift("acme", "network", "aws_x.y", "days", "0c7a", late, "why");

        assertThat(refusal(policy.rule(
                        request("component:a/b", "acme", List.of(), "CHG-1", "admin"),
                        Optional.of(change(State.APPROVED, late, accepted)),
                        NOW)))
                .isEqualTo("change.accepts-drift, conflict");
    }

    private static Change change(State state, Instant expiresAt) {
        return change(state, expiresAt, null);
    }

    private static Change change(State state, Instant expiresAt, @Nullable AcceptedDrift accepted) {
        ChangeRequest request = new ChangeRequest(
                "CHG-1",
                "acme",
                "network",
                null,
                null,
                "0".repeat(64),
                null,
                RiskLevel.LOW,
                "normal",
                null,
                null,
                "user:adam",
                "Adam",
                NOW,
                accepted);
        return new Change(request, state, 1, 1, NOW, expiresAt, NOW, 0, null, null);
    }

    @Test
    void what_is_old_or_of_the_future_is_not_issued() {
        SshRequest request = request("component:a/b", "acme", List.of(), null, "admin");

        assertThat(refusal(policy.rule(request, Optional.empty(), NOW.plusSeconds(61))))
                .isEqualTo("ssh-certificate.too-late, conflict");
        assertThat(refusal(policy.rule(request, Optional.empty(), NOW.minusSeconds(62))))
                .isEqualTo("ssh-certificate.too-late, conflict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkout", "component:default", "*", "component:default/", ""})
    void a_rule_for_no_pattern_of_entities_is_refused(String entity) {
        assertThatThrownBy(() -> rule(entity, "acme", "admin", "root")).hasMessageContaining("entity is like");
    }

    @Test
    void a_star_stays_within_its_part() {
        SshRule rule = rule("component:*/check*", "acme", "engineer", "deploy");

        assertThat(rule.isFor(new EntityRef("component:a/checkout"), "acme", Set.of("engineer")))
                .isTrue();
        assertThat(rule.isFor(new EntityRef("component:a/recheck"), "acme", Set.of("engineer")))
                .isFalse();
        assertThat(rule.isFor(new EntityRef("resource:a/checkout"), "acme", Set.of("engineer")))
                .isFalse();
    }

    @Test
    void the_key_id_names_who_and_the_change_and_the_certificate() {
        UUID id = UUID.fromString("00000000-0000-0000-0000-00000000002a");

        assertThat(SshCertificate.keyId("user:rita@https://idp", "CHG-1", id))
                .isEqualTo("user:rita@https://idp/CHG-1/" + id);
        assertThat(SshCertificate.keyId("user:Ríta", null, id)).matches("sha256:[0-9a-f]{64}/-/" + id);
        assertThat(SshCertificate.keyId("u".repeat(255), "C".repeat(100), id)).hasSizeLessThanOrEqualTo(256);
    }
}
