package dev.infrahub.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the standard says of each object that is written: the members it may have, and those it must. */
class SarifTests {

    private static final Map<String, Set<String>> MEMBERS = Map.ofEntries(
            Map.entry("log", Set.of("$schema", "version", "runs")),
            Map.entry("run", Set.of("tool", "columnKind", "results", "invocations")),
            Map.entry("tool", Set.of("driver")),
            Map.entry("driver", Set.of("name", "rules")),
            Map.entry("rule", Set.of("id", "shortDescription", "help", "defaultConfiguration", "properties")),
            Map.entry(
                    "result",
                    Set.of(
                            "ruleId",
                            "ruleIndex",
                            "level",
                            "message",
                            "locations",
                            "partialFingerprints",
                            "properties",
                            "baselineState")),
            Map.entry("invocation", Set.of("executionSuccessful", "toolExecutionNotifications")),
            Map.entry("notification", Set.of("level", "message", "locations")),
            Map.entry("location", Set.of("physicalLocation")),
            Map.entry("physical", Set.of("artifactLocation", "region")),
            Map.entry("artifact", Set.of("uri", "uriBaseId")),
            Map.entry("region", Set.of("startLine", "startColumn", "endLine", "endColumn")));

    private static final List<Sarif.Result> RESULTS = List.of(
            new Sarif.Result(
                    RuleNote.of("named-secret"),
                    "a b/Größe:1.tf",
                    new Place(1, 2, 3, 4),
                    "****",
                    Optional.of("f".repeat(64)),
                    Optional.of(true)),
            new Sarif.Result(
                    RuleNote.of("github-token"),
                    "b.tf",
                    new Place(7, 1, 7, 41),
                    "ghp_****",
                    Optional.empty(),
                    Optional.empty()));

    private static final Sarif.Result ADVICE = new Sarif.Result(
            RuleNote.of("terraform-variable-not-sensitive"),
            "b.tf",
            new Place(1, 11, 1, 22),
            "db_password",
            Optional.empty(),
            Optional.of(true));

    private final Value log = Value.ofJson(Sarif.log(RESULTS, List.of(new Skipped("logo.png", Skipped.Reason.BINARY))))
            .orElseThrow();
    private final Value run = log.at("runs").each().getFirst();

    @Test
    void each_object_has_members_of_the_standard_alone_and_all_it_must_have() {
        has(log, "log", Set.of("version", "runs"));
        has(run, "run", Set.of("tool"));
        has(run.at("tool"), "tool", Set.of("driver"));
        has(run.at("tool", "driver"), "driver", Set.of("name"));
        for (Value rule : run.at("tool", "driver", "rules").each()) {
            has(rule, "rule", Set.of("id"));
            assertThat(rule.at("shortDescription", "text").text()).isPresent();
            assertThat(rule.at("help", "text").text()).isPresent();
            assertLevel(rule.at("defaultConfiguration", "level"));
            assertThat(Double.parseDouble(
                            rule.at("properties", "security-severity").text().orElseThrow()))
                    .isBetween(0.1, 10.0);
        }
        for (Value result : run.at("results").each()) {
            has(result, "result", Set.of("message", "ruleId"));
            assertLevel(result.at("level"));
            assertThat(result.at("message", "text").text()).isPresent();
            result.at("locations").each().forEach(SarifTests::assertLocation);
        }
        for (Value invocation : run.at("invocations").each()) {
            has(invocation, "invocation", Set.of("executionSuccessful"));
            for (Value notification :
                    invocation.at("toolExecutionNotifications").each()) {
                has(notification, "notification", Set.of("message"));
                assertLevel(notification.at("level"));
                notification.at("locations").each().forEach(SarifTests::assertLocation);
            }
        }
        assertThat(log.at("version").text()).hasValue("2.1.0");
        assertThat(run.at("columnKind").text()).hasValue("utf16CodeUnits");
    }

    private static void has(Value object, String kind, Set<String> required) {
        assertThat(Objects.requireNonNull(MEMBERS.get(kind)))
                .as(kind)
                .containsAll(Json.members(object).keySet());
        assertThat(Json.members(object).keySet()).as(kind).containsAll(required);
    }

    private static void assertLevel(Value level) {
        assertThat(level.text().orElse("")).isIn("none", "note", "warning", "error");
    }

    private static void assertLocation(Value location) {
        has(location, "location", Set.of("physicalLocation"));
        Value physical = location.at("physicalLocation");
        has(physical, "physical", Set.of("artifactLocation"));
        assertThat(physical.at("artifactLocation", "uri").text().orElse(""))
                .isNotEmpty()
                .doesNotStartWith("/")
                .matches("[A-Za-z0-9._~/%-]+");
        has(physical.at("artifactLocation"), "artifact", Set.of("uri"));
        assertThat(physical.at("artifactLocation", "uriBaseId").text()).hasValue("%SRCROOT%");
        if (!physical.at("region").isNull()) {
            has(physical.at("region"), "region", Set.of("startLine"));
        }
    }

    @Test
    void a_result_names_its_rule_by_id_and_index() {
        List<Value> rules = run.at("tool", "driver", "rules").each();
        for (Value result : run.at("results").each()) {
            int index = Integer.parseInt(Json.spelling(result.at("ruleIndex")).orElseThrow());
            assertThat(rules.get(index).at("id")).isEqualTo(result.at("ruleId"));
        }
    }

    @Test
    void a_path_is_a_relative_reference() {
        Value uri = run.at("results")
                .each()
                .getFirst()
                .at("locations")
                .each()
                .getFirst()
                .at("physicalLocation", "artifactLocation", "uri");

        assertThat(uri.text()).hasValue("a%20b/Gr%C3%B6%C3%9Fe%3A1.tf");
    }

    @Test
    void what_cannot_be_compared_has_no_fingerprint() {
        List<Value> results = run.at("results").each();

        assertThat(results.getFirst()
                        .at("partialFingerprints", "infrahubSecret/v1")
                        .text())
                .hasValue("f".repeat(64));
        assertThat(results.getFirst().at("baselineState").text()).hasValue("new");
        assertThat(Json.members(results.getLast())).doesNotContainKeys("partialFingerprints", "baselineState");
    }

    @Test
    void advice_is_a_note_that_says_so() {
        Value told = Value.ofJson(Sarif.log(List.of(RESULTS.getFirst(), ADVICE), List.of()))
                .orElseThrow();
        List<Value> results = told.at("runs").each().getFirst().at("results").each();

        assertThat(results.getFirst().at("properties", "advice").isNull()).isTrue();
        assertThat(results.getLast().at("properties", "advice").isTrue()).isTrue();
        assertThat(results.getLast().at("level").text()).hasValue("note");
    }

    /** An address is of another host, or of nothing. */
    @Test
    void what_is_no_path_within_what_was_scanned_is_no_address() {
        for (String path : List.of("//evil.example/x", "", ".", "../a", "/a")) {
            Value other = Value.ofJson(Sarif.log(List.of(), List.of(new Skipped(path, Skipped.Reason.UNSAFE_PATH))))
                    .orElseThrow();
            Value told =
                    other.at("runs").each().getFirst().at("invocations").each().getFirst();
            Value notification = told.at("toolExecutionNotifications").each().getFirst();

            assertThat(notification.at("locations").each()).as(path).isEmpty();
            assertThat(notification.at("message").at("text").text()).hasValue("Not looked into: unsafe-path: " + path);
        }
    }
}
