package dev.infrahub.gateway.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.gateway.views.KeptView;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was kept by an older gateway has all members that are promised. */
class SecretViewsTests {

    private static final Instant NOW = Instant.parse("2027-03-01T09:00:00Z");

    @Test
    void a_view_of_before_resolved_ones_were_kept_shows_none() {
        String brief = """
            {"module": "network", "findings": [{"ruleId": "github-token"}]}""";
        JsonNode shown =
                new JsonMapper().readTree(SecretViews.shown(new KeptView("acme/network", NOW, brief, brief), NOW));

        assertThat(shown.path("resolved").isArray()).isTrue();
        assertThat(shown.path("resolved")).isEmpty();
        assertThat(shown.path("findings").path(0).path("state").isNull()).isTrue();
        assertThat(shown.path("status").asString()).isEqualTo("handed-in");
    }
}
