package dev.infrahub.cabsigner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.cabsigner.domain.Board;
import dev.infrahub.cabsigner.domain.RiskLevel;
import dev.infrahub.cabsigner.domain.StandardChanges;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CabSignerPropertiesTests {

    @Test
    void the_riskier_a_change_the_more_must_approve_it() {
        assertThat(board(Map.of()).approvals())
                .isEqualTo(Map.of(RiskLevel.LOW, 1, RiskLevel.MEDIUM, 1, RiskLevel.HIGH, 2, RiskLevel.CRITICAL, 3));
        assertThat(board(Map.of()).validFor()).isEqualTo(Duration.ofDays(7));
        assertThat(board(Map.of("hub.cab-signer.approvals.high", "4")).approvals())
                .containsEntry(RiskLevel.HIGH, 4);
    }

    @Test
    void nothing_is_approved_by_nobody() {
        assertThatThrownBy(() -> board(Map.of("hub.cab-signer.approvals.low", "0")))
                .hasStackTraceContaining("approvals.low is 1 or more");
    }

    @Test
    void people_approve_standard_changes_unless_they_are_left_to_the_policy() {
        assertThat(board(Map.of()).standardChanges()).isEqualTo(StandardChanges.BOARD);
        assertThat(board(Map.of("hub.cab-signer.standard-changes", "auto")).standardChanges())
                .isEqualTo(StandardChanges.AUTO);
    }

    @Test
    void it_is_looked_for_what_ran_out_now_and_then_and_not_all_the_time() {
        assertThatThrownBy(() -> board(Map.of("hub.cab-signer.expire-every", "0s")))
                .hasStackTraceContaining("tree-head-every and expire-every are longer than 0");
    }

    @Test
    void nobody_gets_an_ssh_certificate_by_default_and_a_rule_that_says_nothing_is_refused_by_its_name() {
        assertThat(properties(Map.of()).sshPolicy().rules()).isEmpty();
        assertThatThrownBy(() -> properties(Map.of(
                                "hub.cab-signer.ssh.access[0].entity", "component:default/*",
                                "hub.cab-signer.ssh.access[0].client", "acme",
                                "hub.cab-signer.ssh.access[0].roles", "engineer"))
                        .sshPolicy())
                .hasMessage("hub.cab-signer.ssh.access[0]: principals are one or more accounts, such as deploy");
        assertThatThrownBy(() -> properties(Map.of("hub.cab-signer.ssh.access[0].entity", "checkout"))
                        .sshPolicy())
                .hasMessageStartingWith("hub.cab-signer.ssh.access[0]: entity is like");
    }

    private static Board board(Map<String, String> settings) {
        return properties(settings).board();
    }

    private static CabSignerProperties properties(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("hub.cab-signer", Bindable.of(CabSignerProperties.class));
    }
}
