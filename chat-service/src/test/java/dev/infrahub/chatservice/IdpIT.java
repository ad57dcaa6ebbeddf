package dev.infrahub.chatservice;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.infrahub.chatservice.remote.GitHubServer;
import dev.infrahub.schemas.ComponentEnriched;
import dev.infrahub.schemas.ComponentFile;
import dev.infrahub.schemas.ComponentSubmitted;
import dev.infrahub.schemas.DiffSecret;
import dev.infrahub.schemas.IncidentAnalyzed;
import dev.infrahub.schemas.IncidentReader;
import dev.infrahub.schemas.IncidentReported;
import dev.infrahub.schemas.PullRequest;
import dev.infrahub.schemas.ReviewCompleted;
import dev.infrahub.schemas.ReviewFinding;
import dev.infrahub.schemas.ReviewRequested;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.ServiceRequested;
import dev.infrahub.schemas.ServiceScaffolded;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.Wire;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

/** Components, services, reviews and incidents, from event to answer; and pull requests at a local GitHub. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdpIT {

    private static final String DIFF = """
            diff --git a/Dockerfile b/Dockerfile
            --- a/Dockerfile
            +++ b/Dockerfile
            @@ -1,2 +1,2 @@
            -FROM node:22.4.1
            +FROM node:latest
             COPY . .
            """;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Backends.Database database = Backends.shared().newDatabase();
    private final Wire wire = new Wire(Backends.shared());
    private final GitHubServer github = GitHubServer.start();
    private ConfigurableApplicationContext service;

    @BeforeAll
    void start() {
        service = ChatServiceApplication.start(Backends.shared()
                .serviceArguments(
                        Service.CHAT_SERVICE,
                        database,
                        "--GITHUB_API_URL=" + github.api(),
                        "--GITHUB_TOKEN=good-token",
                        "--hub.github.timeout=2s"));
    }

    @AfterAll
    void stop() {
        service.close();
        wire.close();
        github.close();
    }

    @Test
    void a_component_is_described_by_its_files() {
        ComponentEnriched enriched = answered(
                Topics.COMPONENT_SUBMITTED,
                new ComponentSubmitted(
                        UUID.randomUUID().toString(),
                        "acme",
                        null,
                        List.of(
                                new ComponentFile("package.json", """
                                        {"description": "Takes orders", "dependencies": {"express": "5.1.0", "pg": "8.0.0"}}\
                                        """),
                                new ComponentFile("README.md", "# Orders\n\nTakes orders of the shop.\n")),
                        now),
                Topics.COMPONENT_ENRICHED);

        assertThat(enriched.getDescription()).startsWith("Takes orders.");
        assertThat(enriched.getTags()).contains("express", "nodejs", "postgresql");
        assertThat(enriched.getDependencies()).containsExactly("postgresql");
        assertThat(enriched.getAi().getStatus()).isEqualTo("off");
    }

    @Test
    void a_service_is_outlined_from_its_description() {
        ServiceScaffolded scaffolded = answered(
                Topics.SERVICE_REQUESTED,
                new ServiceRequested(
                        UUID.randomUUID().toString(),
                        "acme",
                        null,
                        "A REST API called order-book that stores orders in PostgreSQL. No cache.",
                        now),
                Topics.SERVICE_SCAFFOLDED);

        assertThat(scaffolded.getName()).isEqualTo("order-book");
        assertThat(scaffolded.getType()).isEqualTo("api");
        assertThat(scaffolded.getDependencies().getPostgresql()).isTrue();
        assertThat(scaffolded.getDependencies().getRedis()).isFalse();
        assertThat(scaffolded.getGotchaPrompt()).contains("Goals: build order-book");
    }

    @Test
    void a_diff_is_reviewed_with_the_credentials_that_were_found_at_the_edge() {
        ReviewCompleted completed = answered(
                Topics.REVIEW_REQUESTED,
                review(null)
                        .setDiff(DIFF)
                        .setPrTitle("Bump [the](https://evil.example) base `image`")
                        .setSecrets(List.of(new DiffSecret("github-pat", "GitHub token", "ci.yml", 3)))
                        .build(),
                Topics.REVIEW_COMPLETED);

        assertThat(completed.getFindings())
                .extracting(ReviewFinding::getRule)
                .containsExactly("code.credential", "docker.latest");
        assertThat(completed.getReview())
                .contains("`Dockerfile:1`", "`ci.yml:3`", "`` Bump [the](https://evil.example) base `image` ``");
        assertThat(completed.getCommentUrl()).isNull();
    }

    @Test
    void an_incident_is_analyzed_by_its_errors() {
        IncidentAnalyzed analyzed = answered(
                Topics.INCIDENT_REPORTED,
                IncidentReported.newBuilder()
                        .setIncidentId(UUID.randomUUID().toString())
                        .setClient("acme")
                        .setReader(new IncidentReader("ci", true, List.of(), List.of()))
                        .setServiceName("orders")
                        .setDependencies(List.of("payments", "ledger"))
                        .setStartedAt("2026-11-30T10:00:00Z")
                        .setRecentDeployments("2026-11-30T09:50:00Z orders 4.2.0")
                        .setRecentErrors("ERROR relation \"orders\" does not exist\nERROR calling ledger")
                        .setReportedAt(now)
                        .build(),
                Topics.INCIDENT_ANALYZED);

        assertThat(analyzed.getAnalysis())
                .contains("## Probable cause", "## Evidence", "## Suggested actions", "## Related services")
                .contains("schema of the database", "10 minutes before", "`ledger`: the errors name it");
    }

    @Test
    void a_pull_request_gets_one_comment_which_follows_it() {
        String pull = "acme/shop/pulls/7";
        github.open(pull, "Bump", "a".repeat(40), DIFF);
        github.say(pull, "Nice.");

        UUID event = UUID.randomUUID();
        ReviewRequested opened =
                review(new PullRequest("acme/shop", 7, "a".repeat(40))).build();
        ReviewCompleted first = answered(event, Topics.REVIEW_REQUESTED, opened, Topics.REVIEW_COMPLETED);
        assertThat(github.said(pull)).hasSize(2);
        GitHubServer.Said comment = github.said(pull).getLast();
        assertThat(comment.body()).contains("docker.latest", "Of commit `aaaaaaaaaaaa`");
        assertThat(first.getCommentUrl()).endsWith("#issuecomment-" + comment.id());

        // the same event again, and a push
        wire.publish(Topics.REVIEW_REQUESTED, "acme", event, UUID.randomUUID(), opened);
        github.open(pull, "Bump", "b".repeat(40), DIFF.replace("latest", "22.5.0"));
        ReviewCompleted second = answered(
                Topics.REVIEW_REQUESTED,
                review(new PullRequest("acme/shop", 7, "b".repeat(40))).build(),
                Topics.REVIEW_COMPLETED);
        assertThat(second.getCommentUrl()).isEqualTo(first.getCommentUrl());
        assertThat(github.said(pull)).hasSize(2);
        assertThat(github.said(pull).getLast().body())
                .contains("No rule found anything", "Of commit `bbbbbbbbbbbb`")
                .doesNotContain("docker.latest");
    }

    @Test
    void a_comment_of_before_a_crash_is_found_and_one_that_was_deleted_is_made_anew() {
        String pull = "acme/shop/pulls/9";
        github.open(pull, "Bump", "a".repeat(40), DIFF);
        ReviewRequested asked =
                review(new PullRequest("acme/shop", 9, "a".repeat(40))).build();
        long made = github.say(pull, "<!-- infrahub-review " + asked.getReviewId() + " -->\nHalf");
        github.say(pull, "<!-- infrahub-review " + UUID.randomUUID() + " -->\nSomebody else's copy");

        answered(Topics.REVIEW_REQUESTED, asked, Topics.REVIEW_COMPLETED);
        assertThat(github.said(pull)).hasSize(2);
        assertThat(github.said(pull).getFirst().id()).isEqualTo(made);
        assertThat(github.said(pull).getFirst().body()).contains("docker.latest");

        github.forget(made);
        answered(
                Topics.REVIEW_REQUESTED,
                review(new PullRequest("acme/shop", 9, "b".repeat(40))).build(),
                Topics.REVIEW_COMPLETED);
        assertThat(github.said(pull)).hasSize(2);
        assertThat(github.said(pull).getLast().body()).contains("docker.latest");
    }

    @Test
    void a_credential_of_a_pull_request_is_told_by_its_place_alone() {
        String token = "ghp_" + "k3Vb9QzT1xWm7RsYp2LdJc8NfHg5Ae0Ku4Xo";
        String pull = "acme/shop/pulls/10";
        github.open(
                pull,
                "Add " + token,
                "a".repeat(40),
                "--- a/ci.sh\n+++ b/ci.sh\n@@ -4,0 +5,1 @@\n+export TOKEN=" + token + "\n");

        ReviewCompleted completed = answered(
                Topics.REVIEW_REQUESTED,
                review(new PullRequest("acme/shop", 10, "a".repeat(40))).build(),
                Topics.REVIEW_COMPLETED);
        assertThat(completed.getFindings())
                .extracting(ReviewFinding::getRule, ReviewFinding::getPath, ReviewFinding::getLine)
                .containsExactly(tuple("code.credential", "ci.sh", 5));
        assertThat(completed.toString()).doesNotContain(token);
        assertThat(github.said(pull).getFirst().body()).contains("`ci.sh:5`").doesNotContain(token);
    }

    @Test
    void what_the_gateway_did_not_sign_writes_nothing_at_github() {
        github.open("acme/shop/pulls/8", "Bump", "a".repeat(40), DIFF);
        UUID unsigned = UUID.randomUUID();
        wire.publishBytes(
                Topics.REVIEW_REQUESTED,
                "acme",
                wire.encode(
                        Topics.REVIEW_REQUESTED,
                        review(new PullRequest("acme/shop", 8, "a".repeat(40))).build()),
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_time", Instant.now().toString(),
                        "correlation-id", unsigned.toString()));

        eventually(() -> assertThat(deadLetter(unsigned)).isEqualTo("event.unsigned"));
        assertThat(github.said("acme/shop/pulls/8")).isEmpty();
    }

    @Test
    void a_pull_request_that_is_not_there_is_refused() {
        UUID operation = UUID.randomUUID();
        wire.publish(
                Topics.REVIEW_REQUESTED,
                "acme",
                UUID.randomUUID(),
                operation,
                review(new PullRequest("acme/gone", 1, "a".repeat(40))).build());
        eventually(() -> assertThat(deadLetter(operation)).isEqualTo("github.not-found"));
    }

    private ReviewRequested.Builder review(@Nullable PullRequest pull) {
        return ReviewRequested.newBuilder()
                .setReviewId(UUID.randomUUID().toString())
                .setClient("acme")
                .setPullRequest(pull)
                .setRequestedAt(now);
    }

    private String deadLetter(UUID operation) {
        return wire.records(Topics.REVIEW_REQUESTED.deadLetters()).stream()
                .filter(record -> Wire.header(record, "correlation-id")
                        .filter(operation.toString()::equals)
                        .isPresent())
                .map(record -> Wire.header(record, "dlt-code").orElse(""))
                .findFirst()
                .orElse("none");
    }

    private <A extends SpecificRecord, B extends SpecificRecord> B answered(Topic<A> topic, A asked, Topic<B> answer) {
        return answered(UUID.randomUUID(), topic, asked, answer);
    }

    private <A extends SpecificRecord, B extends SpecificRecord> B answered(
            UUID event, Topic<A> topic, A asked, Topic<B> answer) {
        UUID operation = UUID.randomUUID();
        wire.publish(topic, "acme", event, operation, asked);
        eventually(() -> assertThat(wire.eventsOf(answer, operation)).hasSize(1));
        return wire.eventsOf(answer, operation).getFirst();
    }
}
