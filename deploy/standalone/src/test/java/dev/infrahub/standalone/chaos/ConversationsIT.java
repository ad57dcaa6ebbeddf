package dev.infrahub.standalone.chaos;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.chatservice.ChatServiceApplication;
import dev.infrahub.embedded.Ports;
import dev.infrahub.gateway.GatewayApplication;
import dev.infrahub.schemas.DiagnosisAiUse;
import dev.infrahub.schemas.OutcomeCounts;
import dev.infrahub.schemas.PipelineDiagnosed;
import dev.infrahub.schemas.Rerun;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.ModelServer;
import dev.infrahub.testing.ModelServer.Said;
import dev.infrahub.testing.ServiceProcess;
import dev.infrahub.testing.Wire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A hundred streamed conversations at once through two gateway processes, of which one is killed while a model is asked. */
class ConversationsIT {

    private static final Logger log = LoggerFactory.getLogger(ConversationsIT.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int CONVERSATIONS = 100;

    /** Of so many the model answers one late. */
    private static final int ONE_LATE_OF = 4;

    private static final Duration LONGEST = Duration.ofSeconds(110);

    private final Backends backends = Backends.shared();
    private final Backends.Database database = backends.newDatabase();
    private final ModelServer model = ModelServer.start();
    private final Wire wire = new Wire(backends);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch released = new CountDownLatch(1);
    private ServiceProcess killed;
    private String there;
    private ConfigurableApplicationContext gateway;
    private String here;
    private ConfigurableApplicationContext chatService;

    @BeforeEach
    void start(@TempDir Path folder) {
        model.answers(this::answer);
        gateway = GatewayApplication.start(gatewayArguments(0));
        here = "http://127.0.0.1:" + gateway.getEnvironment().getProperty("local.server.port");
        int port = Ports.free();
        there = "http://127.0.0.1:" + port;
        killed = ServiceProcess.launch(GatewayApplication.class, folder.resolve("gateway.log"), gatewayArguments(port));
        chatService = ChatServiceApplication.start(backends.serviceArguments(
                Service.CHAT_SERVICE,
                database,
                "--AI_ENDPOINT=" + model.endpoint(),
                "--AI_CHAT_MODEL=words",
                "--hub.ai.calls-at-once=64",
                "--hub.ai.timeout=100s"));
        killed.awaitReady();
    }

    private String[] gatewayArguments(int port) {
        return Stream.concat(
                        Arrays.stream(backends.serviceArguments(Service.GATEWAY, database))
                                .filter(argument -> !argument.startsWith("--server.port")),
                        Stream.of("--server.port=" + port))
                .toArray(String[]::new);
    }

    /** About some it thinks until it is let go. */
    private Said answer(JsonNode request) {
        String asked = ModelServer.asked(request);
        if (IntStream.range(0, CONVERSATIONS)
                .filter(ConversationsIT::isLate)
                .anyMatch(number -> asked.contains(Conversation.module(number)))) {
            try {
                assertThat(released.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS))
                        .isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return ModelServer.saying(request, "It says so [1].");
    }

    private static boolean isLate(int number) {
        return number % ONE_LATE_OF == 0;
    }

    /** Asked where it is killed, and the other half at the other one. */
    private static boolean isThere(int number) {
        return number < CONVERSATIONS / 2;
    }

    @AfterEach
    void stop() {
        released.countDown();
        threads.shutdownNow();
        chatService.close();
        killed.close();
        gateway.close();
        wire.close();
        model.close();
        http.close();
    }

    @Test
    void every_one_ends_with_its_own_answer_though_a_gateway_is_killed() throws Exception {
        List<Conversation> all =
                IntStream.range(0, CONVERSATIONS).mapToObj(this::conversation).toList();
        tellOf(all);
        Instant start = Instant.now();
        List<Future<?>> first = each(all, _ -> true, one -> one.ask(isThere(one.number()) ? there : here));
        eventually(() ->
                assertThat(all).allMatch(one -> isLate(one.number()) ? one.isAt("wording") : one.hasTold("completed")));
        log.info("{} streams are told all that there is in {}", CONVERSATIONS, Duration.between(start, Instant.now()));

        killed.kill();
        List<Conversation> broken = all.stream()
                .filter(one -> isThere(one.number()) && isLate(one.number()))
                .toList();
        await(broken.stream().<Future<?>>map(one -> first.get(one.number())).toList());
        assertThat(broken).hasSize(CONVERSATIONS / 2 / ONE_LATE_OF + 1).noneMatch(one -> one.hasTold("completed"));
        Instant broke = Instant.now();
        List<Future<?>> again = each(broken, _ -> true, one -> takeUp(one, broken.indexOf(one)));
        released.countDown();
        await(first);
        await(again);
        log.info("{} are taken up and answered in {}", broken.size(), Duration.between(broke, Instant.now()));

        all.forEach(ConversationsIT::assertIsItsOwn);
        List<Future<?>> more = each(all, one -> one.number() % 10 == 0, this::assertGoesOn);
        await(more);
        assertThat(more).hasSize(CONVERSATIONS / 10);
    }

    /** Behind the last event, or by the same question again. */
    private void takeUp(Conversation one, int place) {
        if (place % 2 == 0) {
            one.takeUp(here);
        } else {
            one.told().clear();
            one.ask(here);
        }
    }

    private static void assertIsItsOwn(Conversation one) {
        assertThat(one.told()).as("stream of " + one.number()).isNotEmpty();
        assertThat(one.told().getLast().event()).isEqualTo("completed");
        assertThat(one.answer().path("answer").asString()).contains(Conversation.module(one.number()));
        assertThat(one.told().toString().split("(?=client-|orders-)", -1))
                .filteredOn(part -> part.startsWith("client-") || part.startsWith("orders-"))
                .isNotEmpty()
                .allMatch(part -> part.startsWith(Conversation.client(one.number()))
                        || part.startsWith(Conversation.module(one.number())));
        if (isLate(one.number())) {
            assertThat(one.steps())
                    .as("steps of " + one.number() + ", each once and in order")
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, one.steps().size()).boxed().toList());
        }
    }

    /** What was said at one gateway is known at the other. */
    private void assertGoesOn(Conversation one) {
        JsonNode answer = one.goOn(here);
        assertThat(answer.toString()).contains(Conversation.module(one.number()));
        assertThat(answer.path("conversationId")).isEqualTo(one.answer().path("conversationId"));
    }

    private List<Future<?>> each(List<Conversation> all, Predicate<Conversation> which, Consumer<Conversation> what) {
        return all.stream()
                .filter(which)
                .<Future<?>>map(one -> threads.submit(() -> what.accept(one)))
                .toList();
    }

    private static void await(List<Future<?>> ends) throws Exception {
        for (Future<?> end : ends) {
            end.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private Conversation conversation(int number) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(here + "/api/keys"))
                .header("X-Api-Key", Backends.ADMIN_KEY)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"reader\",\"role\":\"engineer\",\"clients\":[\""
                        + Conversation.client(number) + "\"]}"))
                .build();
        String key = http.sendAsync(request, BodyHandlers.ofString())
                .thenApply(made -> JSON.readTree(made.body()).path("key").asString())
                .join();
        return new Conversation(http, number, key);
    }

    /** Each client has one module, whose pipeline failed. */
    private void tellOf(List<Conversation> all) {
        for (Conversation one : all) {
            String client = Conversation.client(one.number());
            wire.publish(
                    Topics.PIPELINE_DIAGNOSED,
                    client,
                    UUID.randomUUID(),
                    PipelineDiagnosed.newBuilder()
                            .setDiagnosisId(UUID.randomUUID().toString())
                            .setClient(client)
                            .setModule(Conversation.module(one.number()))
                            .setDiagnosedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                            .setCategory("permission")
                            .setCause("aws.access-denied")
                            .setProbableCause("AWS denied the call.")
                            .setConfidence("confirmed")
                            .setRetryable(false)
                            .setRerun(new Rerun("after-fix", "It fails again until the cause is mended."))
                            .setFolded(0)
                            .setCounts(new OutcomeCounts(0, 1, 0, 0))
                            .setLines(3)
                            .setAi(new DiagnosisAiUse("off", null, null, 0, 0, null))
                            .build());
        }
        eventually(() -> assertThat(heard()).isEqualTo(all.size()));
    }

    private int heard() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select count(*) from chat_service.heard_failures")) {
            found.next();
            return found.getInt(1);
        }
    }
}
