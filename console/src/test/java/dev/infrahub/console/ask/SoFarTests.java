package dev.infrahub.console.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.console.remote.Told;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SoFarTests {

    private static final String ANSWER = """
            {"conversationId": "c1", "answer": "One change [1].", "found": true, "limits": [], "ai": {"status": "off"},
             "sources": [{"kind": "change", "ref": "CHG-1", "title": "CHG-1", "client": "acme"}]}""";

    private static SoFar of(Told... told) {
        return Stream.of(told).reduce(SoFar.NOTHING, (so, one) -> so.and(one, new JsonMapper()), (one, _) -> one);
    }

    private static Told step(String kind, String text) {
        return new Told("progress", "{\"number\": 1, \"kind\": \"%s\", \"text\": \"%s\"}".formatted(kind, text));
    }

    private static Told operation(String name, String member) {
        return new Told(
                name,
                "{\"id\": \"o1\", \"kind\": \"chat\", \"client\": \"acme\", \"status\": \"" + name
                        + "\", \"createdAt\": \"2026-11-30T10:00:00Z\", " + member + "}");
    }

    @Test
    void steps_of_any_kind_gather_until_the_answer_is_there() {
        SoFar before = of(step("understood", "changes"), step("looked", "1 source"), step("text", "later"));

        assertThat(before.steps()).containsExactly("changes", "1 source", "later");
        assertThat(before.isSettled()).isFalse();

        SoFar after = before.and(operation("completed", "\"result\": " + ANSWER), new JsonMapper());

        assertThat(after.isSettled()).isTrue();
        assertThat(after.answer().orElseThrow().sources().getFirst().page()).contains("/changes/CHG-1?client=acme");
    }

    @Test
    void what_fails_is_settled_and_says_why() {
        SoFar failed = of(operation(
                "failed", "\"failure\": {\"code\": \"chat.away\", \"detail\": \"Away.\", \"retryable\": true}"));

        assertThat(failed.isSettled()).isTrue();
        assertThat(failed.failure().orElseThrow().status()).isEqualTo(503);
        assertThat(failed.failure().orElseThrow().detail()).isEqualTo("Away.");
    }

    @Test
    void what_is_not_known_changes_nothing() {
        assertThat(of(operation("accepted", "\"more\": 1"), new Told("another", "no JSON")))
                .isEqualTo(SoFar.NOTHING);
    }
}
