package dev.infrahub.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.faults.SettingRefused;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookPropertiesTests {

    private static final String SECRET = "0123456789abcdef";

    @Test
    void a_repository_is_of_its_owners_client_or_of_the_one_for_all() {
        WebhookProperties properties = new WebhookProperties(SECRET, "default", List.of("Acme-Org=acme"));
        assertThat(properties.clientOf("acme-org")).contains("acme");
        assertThat(properties.clientOf("others")).contains("default");
        assertThat(new WebhookProperties(SECRET, "", List.of("acme-org=acme")).clientOf("others"))
                .isEmpty();
    }

    @Test
    void what_cannot_work_stops_the_start_and_names_the_variable() {
        assertThatThrownBy(() -> new WebhookProperties("short", "default", List.of()))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("AI_CODE_REVIEW_WEBHOOK_SECRET");
        assertThatThrownBy(() -> new WebhookProperties(SECRET, "a client", List.of()))
                .hasMessageContaining("HUB_GITHUB_CLIENT ");
        assertThatThrownBy(() -> new WebhookProperties(SECRET, "", List.of("acme")))
                .hasMessageContaining("HUB_GITHUB_CLIENTS takes owner=client");
        assertThatThrownBy(() -> new WebhookProperties(SECRET, "", List.of("acme=*")))
                .hasMessageContaining("HUB_GITHUB_CLIENTS names no client");
    }

    @Test
    void without_a_secret_nothing_is_taken_and_it_is_never_printed() {
        assertThat(new WebhookProperties("", "default", List.of()).isOn()).isFalse();
        assertThat(new WebhookProperties(SECRET, "default", List.of()).toString())
                .doesNotContain(SECRET);
    }
}
