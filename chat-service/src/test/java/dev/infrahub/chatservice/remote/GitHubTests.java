package dev.infrahub.chatservice.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.infrahub.chatservice.domain.review.DiffReader;
import dev.infrahub.chatservice.domain.review.PullNumber;
import dev.infrahub.chatservice.remote.GitHubServer.Otherwise;
import dev.infrahub.faults.Fault;
import dev.infrahub.json.Json;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubTests {

    private static final PullNumber SEVEN = new PullNumber("acme/shop", 7);
    private static final String PULL = "acme/shop/pulls/7";

    private final GitHubServer server = GitHubServer.start();
    private final Watch watch = new Watch();
    private final GitHub github = of("good-token");

    /** A clock that a test sets. */
    private static final class Watch extends Clock {
        private Instant now = Instant.parse("2026-11-30T09:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private GitHub of(String token) {
        return of(token, Duration.ofSeconds(20));
    }

    private GitHub of(String token, Duration timeout) {
        return new GitHub(HttpClient.newHttpClient(), server.api(), token, timeout, watch);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "429, Retry-After, 120, 120",
        "403, Retry-After, 7, 7",
        "429, X-Other, x, 60",
        "503, Retry-After, 30, 30",
        "429, Retry-After, soon, 60",
        "429, Retry-After, 99999999999, 3600"
    })
    void where_it_wants_to_be_left_alone_nothing_is_asked_until_then(
            int status, String header, String value, int pause) {
        server.open(PULL, "Bump", "a".repeat(40), "");
        server.otherwise(new Otherwise(status, Map.of(header, value)));

        Fault.Unavailable busy = catchThrowableOfType(Fault.Unavailable.class, () -> github.pull(SEVEN));
        assertThat(busy.code()).isEqualTo("github.busy");
        assertThat(busy.retryAfter()).contains(Duration.ofSeconds(pause));
        watch.now = watch.now.plusSeconds(pause - 1L);
        assertThatThrownBy(() -> github.pull(SEVEN)).hasMessageContaining("in 1 s");
        assertThat(server.requests()).hasSize(1);
        watch.now = watch.now.plusSeconds(1);
        assertThat(github.pull(SEVEN).title()).isEqualTo("Bump");
    }

    @Test
    void a_limit_that_is_used_up_is_told_by_403_and_says_when_it_ends() {
        server.otherwise(new Otherwise(
                403,
                Map.of(
                        "X-RateLimit-Remaining",
                        "0",
                        "X-RateLimit-Reset",
                        Long.toString(watch.now.plusSeconds(901).getEpochSecond()))));
        Fault.Unavailable busy = catchThrowableOfType(Fault.Unavailable.class, () -> github.pull(SEVEN));
        assertThat(busy.retryAfter()).contains(Duration.ofSeconds(901));
    }

    @ParameterizedTest
    @CsvSource({
        "401, github.unauthorized",
        "403, github.forbidden",
        "500, github.unavailable",
        "502, github.unavailable",
        "302, github.unavailable"
    })
    void what_may_pass_is_tried_again(int status, String code) {
        server.otherwise(new Otherwise(status, Map.of("Location", "https://evil.example/")));
        assertThat(catchThrowableOfType(Fault.Unavailable.class, () -> github.pull(SEVEN))
                        .code())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"404, github.not-found", "410, github.not-found", "422, github.rejected"})
    void what_never_works_is_not(int status, String code) {
        server.otherwise(new Otherwise(status, Map.of()));
        assertThat(catchThrowableOfType(Fault.Invalid.class, () -> github.pull(SEVEN))
                        .code())
                .isEqualTo(code);
    }

    @Test
    void what_does_not_answer_is_not_waited_for_longer_than_said() {
        server.otherwise(Otherwise.NOTHING);
        assertThatThrownBy(() -> of("good-token", Duration.ofMillis(200)).pull(SEVEN))
                .isInstanceOf(Fault.Unavailable.class)
                .hasMessageContaining("GitHub ");
    }

    @Test
    void without_a_token_nothing_is_asked_and_a_wrong_one_is_told() {
        assertThat(catchThrowableOfType(Fault.Invalid.class, () -> of("").pull(SEVEN))
                        .code())
                .isEqualTo("github.unconfigured");
        assertThat(server.requests()).isEmpty();
        assertThat(catchThrowableOfType(Fault.Unavailable.class, () -> of("bad").pull(SEVEN))
                        .code())
                .isEqualTo("github.unauthorized");
    }

    @Test
    void of_a_diff_that_is_too_large_all_files_are_read() {
        List<Json> files = IntStream.range(0, 205)
                .mapToObj(number -> new Json()
                        .with("filename", number == 3 ? "a \"b\"\n.tf" : "f" + number + ".tf")
                        .with("status", number == 1 ? "added" : number == 2 ? "removed" : "modified")
                        .with("patch", "@@ -0,0 +1 @@\n+x = " + number))
                .toList();
        server.openLarge(PULL, "a".repeat(40), files);

        var diff = DiffReader.read(github.diff(SEVEN));

        assertThat(diff.limits()).isEmpty();
        assertThat(diff.files()).hasSize(205);
        assertThat(diff.files().get(3).path()).isEqualTo("a \"b\"\n.tf");
        assertThat(diff.files().get(204).lines().findFirst().orElseThrow().text())
                .isEqualTo("x = 204");
    }

    @Test
    void of_a_diff_in_pages_no_more_is_read_than_of_one() {
        List<Json> files = IntStream.range(0, 101)
                .mapToObj(number -> new Json()
                        .with("filename", "f" + number)
                        .with("patch", "@@ -0,0 +1 @@\n+" + "x".repeat(number == 100 ? 9_000_000 : 90_000)))
                .toList();
        server.openLarge(PULL, "a".repeat(40), files);
        assertThat(catchThrowableOfType(Fault.Invalid.class, () -> github.diff(SEVEN))
                        .code())
                .isEqualTo("github.too-large");
    }

    @Test
    void a_comment_is_found_on_any_page_and_changed_as_long_as_it_is_there() {
        IntStream.range(0, 120).forEach(number -> server.say(PULL, "Comment " + number));
        long own = server.say(PULL, "<!-- ours --> Review");

        assertThat(github.comment(SEVEN, "<!-- theirs -->")).isEmpty();
        assertThat(github.comment(SEVEN, "<!-- ours -->").orElseThrow().id()).isEqualTo(own);
        assertThat(github.changeComment(SEVEN, own, "<!-- ours --> New")
                        .orElseThrow()
                        .url())
                .endsWith("#issuecomment-" + own);
        assertThat(server.said(PULL).getLast().body()).isEqualTo("<!-- ours --> New");
        server.forget(own);
        assertThat(github.changeComment(SEVEN, own, "x")).isEqualTo(Optional.empty());
        assertThat(github.addComment(SEVEN, "Again").id()).isGreaterThan(own);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme",
                "acme/",
                "/shop",
                "acme/shop/x",
                "../shop",
                "acme/..",
                "acme/sh op",
                "acme/shop?x",
                "acme/shöp"
            })
    void what_is_no_repository_is_never_part_of_an_address(String name) {
        assertThatThrownBy(() -> new PullNumber(name, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
