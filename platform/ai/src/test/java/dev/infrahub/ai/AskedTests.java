package dev.infrahub.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.testing.ModelServer;
import dev.infrahub.testing.ModelServer.Said;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Real calls by the providers' real protocols, and what goes wrong with them. */
class AskedTests {

    private static final Prompt PROMPT =
            new Prompt("plan-summary", "plan-summary.1", "Say it.", Map.of("summary", "What it does."), 400);
    private static final PromptContext CONTEXT =
            new PromptContext(List.of("module network", "risk level high"), 0, List.of());

    private final ModelServer server = ModelServer.start();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"openai, Authorization: Bearer key-1", "azure, api-key: key-1", "anthropic, x-api-key: key-1"})
    void every_provider_is_asked_by_its_protocol(String provider, String credential) {
        Asked asked = asked(properties(Map.of(
                "provider", provider, "endpoint", provider.equals("azure") ? server.root() : server.endpoint())));

        assertThat(asked.parts(() -> true)).containsKey("summary");
        assertThat(asked.parts(() -> true).get("summary")).contains("module network");
        assertThat(server.credentials()).contains(credential);
        assertThat(asked.tokens().input()).isPositive();
        assertThat(asked.tokens().output()).isPositive();
        assertThat(server.requests().getFirst().toString()).contains("additionalProperties", "m-1");
    }

    @Test
    void an_answer_of_another_form_is_asked_for_once_more() {
        AtomicInteger answers = new AtomicInteger();
        server.answers(request -> answers.getAndIncrement() == 0
                ? new Said.Words("Sure, here it is!")
                : ModelServer.saying(request, "The module network."));

        Asked asked = asked(properties(Map.of()));

        assertThat(asked.parts(() -> true)).containsEntry("summary", "The module network.");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void after_that_there_is_none() {
        server.answers(_ -> new Said.Words("{\"summary\":"));

        assertThat(reason(properties(Map.of()))).isEqualTo("answer.invalid");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void an_endless_answer_is_none_and_is_not_sent_back() {
        server.answers(request -> ModelServer.saying(request, "a. ".repeat(100_000)));

        assertThat(reason(properties(Map.of()))).isEqualTo("answer.invalid");
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().getLast().toString()).hasSizeLessThan(5_000);
    }

    @Test
    void what_a_provider_counts_never_turns_negative() {
        Tokens most = new Tokens(Integer.MAX_VALUE, 1);

        assertThat(most.and(most)).isEqualTo(new Tokens(Integer.MAX_VALUE, 2));
    }

    @Test
    void without_time_it_is_not_asked_for() {
        server.answers(_ -> new Said.Words("no"));

        assertThatThrownBy(() -> asked(properties(Map.of())).parts(() -> false)).hasMessage("answer.invalid");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "429, 0, 2, provider.busy",
        "429, '', 2, provider.busy",
        "429, 60, 1, provider.busy",
        "500, '', 2, provider.unavailable",
        "503, 'Sun, 06 Nov 1994 08:49:37 GMT', 2, provider.unavailable",
        "503, nonsense, 2, provider.unavailable",
        "401, '', 1, provider.refused",
        "403, '', 1, provider.refused",
        "400, '', 1, provider.rejected",
        "404, '', 1, provider.rejected",
    })
    void what_a_no_means(int status, String retryAfter, int tries, String reason) {
        server.answers(_ -> new Said.No(status, retryAfter));

        assertThat(reason(properties(Map.of()))).isEqualTo(reason);
        assertThat(server.requests()).hasSize(tries);
    }

    @Test
    void one_that_was_busy_is_asked_again() {
        AtomicInteger answers = new AtomicInteger();
        server.answers(request -> answers.getAndIncrement() == 0
                ? new Said.No(429, "0")
                : ModelServer.saying(request, "The module network."));

        assertThat(asked(properties(Map.of())).parts(() -> true)).hasSize(1);
    }

    @Test
    void a_connection_that_breaks_is_an_outage() {
        server.answers(_ -> new Said.CutOff());

        assertThat(reason(properties(Map.of()))).isEqualTo("provider.unavailable");
    }

    @Test
    void nobody_waits_for_one_that_hangs_and_then_none_is_asked() {
        server.answers(_ -> new Said.Silence());
        AiProperties properties = properties(Map.of("timeout", "200ms", "circuit.at-least", "2"));
        Calls calls = new Calls(Calls.WORDS, properties, meters);

        assertThat(Stream.generate(() -> reason(properties, calls)).limit(3))
                .containsExactly("provider.timeout", "provider.timeout", "provider.unavailable");
        // on a busy machine one may time out before it is sent
        assertThat(server.requests()).hasSizeBetween(1, 2);
    }

    @Test
    void so_many_are_under_way_and_the_others_go_without() {
        server.answers(_ -> new Said.Silence());
        AiProperties properties = properties(Map.of("timeout", "3s", "calls-at-once", "1", "turn-within", "0s"));
        Calls calls = new Calls(Calls.WORDS, properties, meters);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<String>> both = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> reason(properties, calls), threads))
                    .limit(2)
                    .toList();

            assertThat(both.stream().map(CompletableFuture::join))
                    .containsExactlyInAnyOrder("provider.timeout", "provider.busy");
        }
    }

    @Test
    void where_nobody_listens_it_is_away() {
        server.close();

        assertThat(reason(properties(Map.of()))).isEqualTo("provider.unavailable");
    }

    private String reason(AiProperties properties) {
        return reason(properties, new Calls(Calls.WORDS, properties, meters));
    }

    private static String reason(AiProperties properties, Calls calls) {
        try (Wire wire = new Wire(properties.timeout())) {
            Asked asked = new Asked(properties.kind().model(properties, wire.builder()), calls, PROMPT, CONTEXT);
            return asked.parts(() -> true).toString();
        } catch (Calls.Failed failed) {
            return failed.reason();
        }
    }

    private Asked asked(AiProperties properties) {
        return new Asked(
                properties.kind().model(properties, new Wire(properties.timeout()).builder()),
                new Calls(Calls.WORDS, properties, meters),
                PROMPT,
                CONTEXT);
    }

    private AiProperties properties(Map<String, String> more) {
        Map<String, String> settings = new java.util.HashMap<>(Map.of(
                "hub.ai.endpoint", server.endpoint(),
                "hub.ai.key", "key-1",
                "hub.ai.chat-model", "m-1",
                "hub.ai.retry.pause", Duration.ofMillis(5).toString(),
                "hub.ai.timeout", "5s"));
        more.forEach((name, value) -> settings.put("hub.ai." + name, value));
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("hub.ai", Bindable.of(AiProperties.class));
    }
}
