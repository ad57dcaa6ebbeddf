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
                .hasStackTraceContaining("expire-every is longer than 0");
    }

    private static Board board(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("hub.cab-signer", Bindable.of(CabSignerProperties.class))
                .board();
    }
}
