package dev.infrahub.gateway.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The same change in many modules is one cause. */
class DriftCauseTests {

    private static final JsonMapper JSON = new JsonMapper();

    private static JsonNode brief(String module, String team, String fingerprint, String risk, String since) {
        return JSON.readTree("""
                {"client": "acme", "module": "%s", "team": %s, "detectedAt": "2026-11-29T00:00:00Z", "analysis": [
                 {"fingerprint": "%s", "type": "aws_x", "cause": "changed-by-hand", "risk": "%s", "since": "%s"}]}""".formatted(module, team, fingerprint, risk, since));
    }

    @Test
    void it_has_all_modules_and_teams_the_oldest_day_and_the_gravest_risk() {
        List<DriftCause> causes = DriftCause.of(List.of(
                brief("a", "\"net\"", "f1", "low", "2026-11-20T00:00:00Z"),
                brief("b", "\"web\"", "f1", "medium", "2026-11-10T00:00:00Z"),
                brief("b", "null", "f1", "low", "2026-11-21T00:00:00Z"),
                brief("c", "\"web\"", "f2", "critical", "2026-11-28T00:00:00Z")));

        assertThat(causes).extracting(DriftCause::fingerprint).containsExactly("f2", "f1");
        DriftCause many = causes.getLast();
        assertThat(many.modules()).containsExactly("acme/a", "acme/b");
        assertThat(many.teams()).containsExactly("net", "web");
        assertThat(many.resources()).isEqualTo(3);
        assertThat(many.since()).isEqualTo("2026-11-10T00:00:00Z");
        assertThat(many.risk()).isEqualTo("medium");
    }

    @Test
    void modules_without_drift_have_none() {
        assertThat(DriftCause.of(List.of(JSON.readTree("{\"client\": \"acme\", \"module\": \"a\", \"analysis\": []}"))))
                .isEmpty();
    }
}
