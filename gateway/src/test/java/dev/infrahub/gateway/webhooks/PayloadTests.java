package dev.infrahub.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.http.Problem;
import dev.infrahub.json.Value;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTests {

    private static final String SHA = "5f0c2c4f4f4ed0a4c7f8e5e4f1a9d0b3c2a1e0f9";
    private static final Instant AT = Instant.parse("2026-11-30T09:00:00Z");

    private static final String PULL = """
            {"action":"opened","number":7,"repository":{"full_name":"acme/shop"},
             "pull_request":{"updated_at":"2026-11-30T09:00:00Z","head":{"sha":"%s"}}}""".formatted(SHA);

    private static Optional<Told> read(String event, String body) {
        return Payload.read(event, Value.ofJson(body).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"opened", "synchronize", "reopened"})
    void other_code_is_to_be_reviewed(String action) {
        assertThat(read("pull_request", PULL.replace("opened", action)))
                .contains(new Told.Proposed("acme/shop", AT, 7, SHA));
    }

    @ParameterizedTest
    @CsvSource({
        "pull_request, closed",
        "pull_request, labeled",
        "pull_request, edited",
        "push, opened",
        "pull_request_review, opened",
        "code_scanning_alert, fixed",
        "dependabot_alert, dismissed",
        "secret_scanning_alert, resolved",
        "ping, opened"
    })
    void of_all_else_nothing_is_to_be_done(String event, String action) {
        assertThat(read(event, PULL.replace("opened", action))).isEmpty();
    }

    @Test
    void alerts_say_what_was_found_and_where() {
        assertThat(read("code_scanning_alert", """
                        {"action":"created","repository":{"full_name":"acme/shop"},
                         "alert":{"created_at":"2026-11-30T09:00:00Z","tool":{"name":"CodeQL"},
                                  "rule":{"id":"java/sqli","description":"SQL injection","security_severity_level":"high"},
                                  "most_recent_instance":{"ref":"refs/heads/main","location":{"path":"src/A.java"}}}}"""))
                .contains(new Told.Alert(
                        "acme/shop",
                        AT,
                        "Code scanning: SQL injection",
                        "high",
                        "CodeQL, src/A.java, refs/heads/main"));
        assertThat(read("dependabot_alert", """
                        {"action":"created","repository":{"full_name":"acme/shop"},
                         "alert":{"created_at":"2026-11-30T09:00:00Z",
                                  "dependency":{"package":{"name":"lodash"},"manifest_path":"package-lock.json"},
                                  "security_advisory":{"ghsa_id":"GHSA-x","summary":"Prototype\\npollution","severity":"medium"}}}"""))
                .contains(new Told.Alert(
                        "acme/shop",
                        AT,
                        "Dependabot: Prototype pollution",
                        "medium",
                        "lodash, package-lock.json, GHSA-x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"number\":7 | \"number\":0 | number",
                "\"number\":7 | \"number\":\"x\" | number",
                "\"number\":7 | \"number\":99999999999 | number",
                "acme/shop | acme | repository.full_name",
                "acme/shop | acme/../../x | repository.full_name",
                "acme/shop | acme/.. | repository.full_name",
                "acme/shop | acme/sh op | repository.full_name",
                SHA + " | abc | pull_request.head.sha",
                "2026-11-30T09:00:00Z | yesterday | pull_request.updated_at"
            })
    void what_is_not_as_github_says_is_refused_by_name(String one, String other, String field) {
        assertThatThrownBy(() -> read("pull_request", PULL.replace(one, other)))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(422);
                    assertThat(problem.field()).contains(field);
                });
    }
}
