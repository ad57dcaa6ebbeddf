package dev.infrahub.gateway;

import static dev.infrahub.gateway.StandInSigner.inBackground;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.gateway.access.VerificationLinks;
import dev.infrahub.gateway.access.VerificationLinks.Opens;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.Topics;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Links that open without an account: what they open, how often, and what that costs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinksIT {

    private static final int OFTEN = 8;

    private Hub hub;
    private StandInSigner signer;
    private VerificationLinks links;

    @BeforeAll
    void start() {
        hub = Hub.start("--hub.gateway.links-per-minute=" + OFTEN, "--hub.gateway.trusted-proxies=1");
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
}
