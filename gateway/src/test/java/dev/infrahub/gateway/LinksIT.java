package dev.infrahub.gateway;

import static dev.infrahub.gateway.StandInSigner.inBackground;
import static dev.infrahub.testkit.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.gateway.access.VerificationLinks;
import dev.infrahub.gateway.access.VerificationLinks.Opens;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.IncidentReported;
import dev.infrahub.schemas.PullRequest;
import dev.infrahub.schemas.ReviewRequested;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Wire;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What opens without an account, by a token in a link or by a signature: what that opens, how often, and what it costs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinksIT {

    private static final int OFTEN = 8;

    private static final String SECRET = "a secret of a webhook";

    private Hub hub;
    private StandInSigner signer;
    private VerificationLinks links;

    @BeforeAll
    void start() {
        hub = Hub.start(
                "--hub.gateway.links-per-minute=" + OFTEN,
                "--hub.gateway.trusted-proxies=1",
                "--hub.gateway.failures-per-minute=" + OFTEN,
                "--AI_CODE_REVIEW_WEBHOOK_SECRET=" + SECRET,
                "--HUB_GITHUB_CLIENT=",
                "--HUB_GITHUB_CLIENTS=acme-org=acme,globex=globex");
        signer = StandInSigner.of(hub);
        links = hub.bean(VerificationLinks.class);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    private HttpResponse<String> open(String link, String from) {
        return open(link, from, "wait=5");
    }

    private HttpResponse<String> open(String link, String from, String preference) {
        return hub.send(hub.anonymousRequest(link)
                .header("X-Forwarded-For", from)
                .header("Prefer", preference)
                .build());
    }

    private void tell(String client, String id) {
        ChangeUpdated change = ChangeUpdated.newBuilder(StandInWorker.approved(id, signer.plan()))
                .setClient(client)
                .build();
        hub.wire.publish(Topics.CHANGE_UPDATED, client + "/" + id, UUID.randomUUID(), UUID.randomUUID(), change);
        eventually(() -> assertThat(hub.get("/api/cab/requests/" + id.replace("/", "%2F") + "?client=" + client)
                        .statusCode())
                .isEqualTo(200));
    }

    @Test
    void a_link_that_is_opened_again_and_again_is_verified_once_and_tells_how_old_that_is() throws Exception {
        String id = signer.approved();
        String link = links.path(Opens.APPROVAL.of("acme", id));
        CompletableFuture<HttpResponse<String>> first = inBackground(() -> open(link, "192.0.2.1"));
        signer.verify(id, true, null);
        assertThat(first.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);

        List<HttpResponse<String>> again =
                IntStream.range(0, 5).mapToObj(_ -> open(link, "192.0.2.1")).toList();

        assertThat(again).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(hub.json(answer).path("valid").asBoolean()).isTrue();
            assertThat(Integer.parseInt(answer.headers().firstValue("Age").orElseThrow()))
                    .isBetween(0, 60);
        });
        assertThat(signer.recordsOf(Topics.VERIFICATION_REQUESTED, id)).hasSize(1);
    }

    @Test
    void who_opens_a_link_that_another_waits_for_waits_no_longer_than_asked() throws Exception {
        String id = signer.approved();
        String link = links.path(Opens.APPROVAL.of("acme", id));
        CompletableFuture<HttpResponse<String>> patient = inBackground(() -> open(link, "192.0.2.4", "wait=100"));
        eventually(() ->
                assertThat(signer.recordsOf(Topics.VERIFICATION_REQUESTED, id)).hasSize(1));

        HttpResponse<String> hasty =
                inBackground(() -> openAtOnce(link, "192.0.2.4")).get(30, TimeUnit.SECONDS);

        assertThat(hasty.statusCode()).isEqualTo(202);
        assertThat(patient).isNotDone();
        signer.verify(id, true, null);
        assertThat(patient.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void a_link_and_an_address_have_a_limit_and_who_comes_from_elsewhere_does_not_share_it() {
        tell("acme", "CHG-limits");
        String link = links.path(Opens.APPROVAL.of("acme", "CHG-limits")).replace("?", "?x=1&");

        List<Integer> statuses = IntStream.range(0, OFTEN + 2)
                .mapToObj(_ -> openAtOnce(link, "192.0.2.2").statusCode())
                .toList();
        assertThat(statuses.subList(0, OFTEN)).containsOnly(202);
        assertThat(statuses).endsWith(429, 429);
        HttpResponse<String> refused = openAtOnce(link, "192.0.2.3");
        signer.assertProblem(refused, 429, "rate.limited");
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 60);

        // many links from one network
        List<Integer> many = IntStream.range(0, OFTEN * 5)
                .mapToObj(n -> openAtOnce(
                                links.path(Opens.EVIDENCE.of(UUID.randomUUID().toString())),
                                "6.6.6.6, 2001:db8::" + Integer.toHexString(n + 1))
                        .statusCode())
                .toList();
        assertThat(many).startsWith(404).endsWith(429);
        assertThat(hub.json(hub.get("/api/audit?outcome=denied&limit=100")).values())
                .filteredOn(line -> line.path("code").asString().equals("rate.limited"))
                .filteredOn(line -> line.path("address").asString().startsWith("2001:db8:"))
                .as("a flood from a network is one line")
                .hasSize(1);
        assertThat(openAtOnce(links.path(Opens.EVIDENCE.of(UUID.randomUUID().toString())), "2001:db8:0:1::1")
                        .statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> openAtOnce(String link, String from) {
        return open(link, from, "respond-async");
    }

    @Test
    void a_link_opens_its_own_clients_change_alone() {
        tell("acme", "CHG-two");
        tell("globex", "CHG-two");
        String link = links.path(Opens.APPROVAL.of("acme", "CHG-two"));

        assertThat(openAtOnce(link, "192.0.2.4").statusCode()).isEqualTo(202);
        assertThat(openAtOnce(link.replace("client=acme", "client=globex"), "192.0.2.4")
                        .statusCode())
                .isEqualTo(401);
        assertThat(openAtOnce(link.replace("client=acme&", ""), "192.0.2.4").statusCode())
                .isEqualTo(401);
    }

    /** Two parts of the gateway might each look at another one of them. */
    @Test
    void a_link_that_says_something_twice_opens_nothing() {
        tell("acme", "CHG-twice");
        tell("globex", "CHG-twice");
        String link = links.path(Opens.APPROVAL.of("acme", "CHG-twice"));
        String token = link.substring(link.indexOf("&token="));

        assertThat(openAtOnce(link, "192.0.2.6").statusCode()).isEqualTo(202);
        for (String more : List.of("&client=globex", "&client=acme", "&token=x", token)) {
            assertThat(openAtOnce(link + more, "192.0.2.6").statusCode())
                    .as(more)
                    .isEqualTo(401);
        }
        assertThat(openAtOnce(link.replace("client=acme", "client=globex&client=acme"), "192.0.2.6")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_link_is_of_no_client_whose_name_would_hold_a_part_of_the_id() {
        tell("acme", "b/c");
        String link = links.path(Opens.APPROVAL.of("acme", "b/c"));

        assertThat(openAtOnce(link, "192.0.2.7").statusCode()).isEqualTo(202);
        assertThat(openAtOnce(link.replace("b%2Fc", "c").replace("client=acme", "client=acme/b"), "192.0.2.7")
                        .statusCode())
                .isEqualTo(401);
    }

    /** Links of before named no client; what they were made for is the change that was there then. */
    @Test
    void a_link_of_before_opens_what_it_was_made_for_and_never_what_came_later() {
        tell("acme", "CHG-old");
        String old = links.path(Opens.APPROVAL_OF_BEFORE.of("CHG-old"));
        String tricky = links.path(Opens.APPROVAL_OF_BEFORE.of("acme/CHG-old"));
        ChangeUpdated later = ChangeUpdated.newBuilder(StandInWorker.approved("CHG-old", signer.plan()))
                .setClient("globex")
                .setRequestedAt(java.time.Instant.parse("2099-01-01T00:00:00Z"))
                .build();
        hub.wire.publish(Topics.CHANGE_UPDATED, "globex/CHG-old", UUID.randomUUID(), UUID.randomUUID(), later);
        eventually(() -> assertThat(
                        hub.get("/api/cab/requests/CHG-old?client=globex").statusCode())
                .isEqualTo(200));

        HttpResponse<String> opened = openAtOnce(old, "192.0.2.5");
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(202);
        eventually(() -> assertThat(signer.recordsOf(Topics.VERIFICATION_REQUESTED, "CHG-old"))
                .hasSize(1));
        // a token for the id "acme/CHG-old" of a client called otherwise is none for acme's CHG-old
        String token = tricky.substring(tricky.indexOf("token="));
        assertThat(openAtOnce("/api/cab/verify/CHG-old?client=acme&" + token, "192.0.2.5")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void what_github_signed_is_taken_once() {
        String body = pullRequest("acme-org/shop", 7, Instant.now());
        UUID delivery = UUID.randomUUID();

        HttpResponse<String> first = deliver("pull_request", delivery, body, signature(body));
        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(first.body()).isEqualTo("{\"accepted\":true}");
        eventually(() -> assertThat(reviews("acme/acme-org/shop#7")).hasSize(1));
        ReviewRequested review = reviews("acme/acme-org/shop#7").getFirst();
        assertThat(review.getClient()).isEqualTo("acme");
        assertThat(review.getServiceName()).isEqualTo("shop");
        assertThat(review.getPullRequest()).isEqualTo(new PullRequest("acme-org/shop", 7, "a".repeat(40)));

        // again; under another id, which no signature covers; and another body under the same id
        for (HttpResponse<String> again : List.of(
                deliver("pull_request", delivery, body, signature(body)),
                deliver("pull_request", UUID.randomUUID(), body, signature(body)),
                deliver("pull_request", delivery, body + " ", signature(body + " ")))) {
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(again.body()).isEqualTo("{\"ignored\":true,\"reason\":\"delivery.repeated\"}");
        }
        String next = pullRequest("globex/site", 1, Instant.now());
        assertThat(deliver("pull_request", UUID.randomUUID(), next, signature(next))
                        .statusCode())
                .isEqualTo(202);
        eventually(() -> assertThat(reviews("globex/globex/site#1")).hasSize(1));
        assertThat(reviews("acme/acme-org/shop#7")).hasSize(1);
    }

    @Test
    void an_alert_is_an_incident_without_what_was_found() {
        String token = "ghp_" + "k3Vb9QzT1xWm7RsYp2LdJc8NfHg5Ae0Ku4Xo";
        String body = """
                {"action":"created","repository":{"full_name":"acme-org/alerts"},
                 "alert":{"created_at":"%s","secret":"%s","secret_type":"github_personal_access_token",
                          "secret_type_display_name":"GitHub token %s"}}""".formatted(Instant.now(), token, token);

        assertThat(deliver("secret_scanning_alert", UUID.randomUUID(), body, signature(body))
                        .statusCode())
                .isEqualTo(202);
        eventually(() -> assertThat(incidents("alerts")).hasSize(1));
        IncidentReported incident = incidents("alerts").getFirst();
        assertThat(incident.getClient()).isEqualTo("acme");
        assertThat(incident.getReader().getClients()).containsExactly("acme");
        assertThat(incident.getSeverity()).isEqualTo("critical");
        assertThat(incident.toString())
                .contains("Secret scanning: GitHub token")
                .doesNotContain(token);
    }

    @Test
    void what_nothing_is_done_about_is_said_and_publishes_nothing() {
        String closed = pullRequest("acme-org/closed", 1, Instant.now()).replace("opened", "closed");
        String strange = pullRequest("strangers/shop", 1, Instant.now());
        String stale = pullRequest("acme-org/stale", 1, Instant.now().minus(Duration.ofDays(8)));
        assertThat(ignored("ping", "{\"zen\":\"x\"}")).isEqualTo("ping");
        assertThat(ignored("push", "{}")).isEqualTo("event.unknown");
        assertThat(ignored("pull_request", closed)).isEqualTo("event.unknown");
        assertThat(ignored("pull_request", strange)).isEqualTo("owner.unknown");
        assertThat(ignored("pull_request", stale)).isEqualTo("delivery.stale");
    }

    private String ignored(String event, String body) {
        HttpResponse<String> answer = deliver(event, UUID.randomUUID(), body, signature(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(hub.json(answer).path("ignored").asBoolean()).isTrue();
        return hub.json(answer).path("reason").asString();
    }

    @Test
    void what_is_not_signed_so_is_refused_before_it_is_read_and_guessing_ends() {
        String body = pullRequest("acme-org/forged", 1, Instant.now());
        String other = signature(body + " ");
        assertThat(code(deliver("pull_request", UUID.randomUUID(), body, other)))
                .isEqualTo("signature.invalid");
        assertThat(code(deliver("pull_request", UUID.randomUUID(), body, "sha256=" + "g".repeat(64))))
                .isEqualTo("signature.invalid");
        HttpResponse<String> bare = hub.send(hub.anonymousRequest("/webhooks/github")
                .header("X-Forwarded-For", "192.0.2.66")
                .POST(BodyPublishers.ofString(body))
                .build());
        assertThat(bare.statusCode()).isEqualTo(401);
        assertThat(code(bare)).isEqualTo("signature.invalid");
        // whoever guesses is told to wait, and what is signed is taken from the same address all the while
        List<Integer> statuses = IntStream.range(0, OFTEN)
                .mapToObj(_ ->
                        deliver("pull_request", UUID.randomUUID(), body, other).statusCode())
                .toList();
        assertThat(statuses).contains(429).containsOnly(401, 429);
        String good = pullRequest("acme-org/beside", 1, Instant.now());
        assertThat(deliver("pull_request", UUID.randomUUID(), good, signature(good))
                        .statusCode())
                .isEqualTo(202);
        assertThat(reviews("acme/acme-org/forged#1")).isEmpty();
    }

    @Test
    void what_is_signed_and_not_what_github_sends_is_told_by_name() {
        String noJson = "payload=%7B%7D";
        assertThat(code(deliver("pull_request", UUID.randomUUID(), noJson, signature(noJson))))
                .isEqualTo("body.unreadable");
        String none = pullRequest("../evil", 1, Instant.now());
        HttpResponse<String> refused = deliver("pull_request", UUID.randomUUID(), none, signature(none));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(hub.json(refused).path("field").asString()).isEqualTo("repository.full_name");
        String large = " ".repeat(5 * 1024 * 1024);
        assertThat(code(deliver("pull_request", UUID.randomUUID(), large, signature(large))))
                .isEqualTo("body.too_large");
        assertThat(hub.send(hub.anonymousRequest("/webhooks/github").GET().build())
                        .statusCode())
                .isEqualTo(401);
    }

    private static String pullRequest(String repository, int number, Instant at) {
        return """
                {"action":"opened","number":%d,"repository":{"full_name":"%s"},
                 "pull_request":{"updated_at":"%s","title":"x","head":{"sha":"%s"}}}""".formatted(number, repository, at, "a".repeat(40));
    }

    private static String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> deliver(String event, UUID delivery, String body, String signature) {
        return hub.send(hub.anonymousRequest("/webhooks/github")
                .header("X-Forwarded-For", "192.0.2.66")
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", event)
                .header("X-GitHub-Delivery", delivery.toString())
                .header("X-Hub-Signature-256", signature)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private String code(HttpResponse<String> answer) {
        return hub.json(answer).path("code").asString();
    }

    private List<ReviewRequested> reviews(String key) {
        List<ConsumerRecord<String, byte[]>> records = hub.wire.records(Topics.REVIEW_REQUESTED.name()).stream()
                .filter(record -> record.key().equals(key))
                .toList();
        assertThat(records).allMatch(Wire::isBelieved);
        return hub.wire.eventsOf(Topics.REVIEW_REQUESTED).stream()
                .filter(review -> key.equals(review.getClient() + "/" + name(review.getPullRequest())))
                .toList();
    }

    private List<IncidentReported> incidents(String service) {
        return hub.wire.eventsOf(Topics.INCIDENT_REPORTED).stream()
                .filter(incident -> service.equals(incident.getServiceName()))
                .toList();
    }

    private static String name(@Nullable PullRequest pull) {
        return pull == null ? "" : pull.getRepository() + "#" + pull.getNumber();
    }
}
