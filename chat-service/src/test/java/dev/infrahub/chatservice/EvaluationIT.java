package dev.infrahub.chatservice;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.ai.LanguageModel;
import dev.infrahub.chatservice.Evaluation.Asked;
import dev.infrahub.chatservice.Evaluation.Judged;
import dev.infrahub.chatservice.domain.Answer;
import dev.infrahub.chatservice.domain.ChangeFact;
import dev.infrahub.chatservice.domain.incident.Heard;
import dev.infrahub.chatservice.embedding.Embedder;
import dev.infrahub.chatservice.store.Changes;
import dev.infrahub.events.Columns;
import dev.infrahub.events.Event;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Publication;
import dev.infrahub.events.Write;
import dev.infrahub.schemas.ChatAnswered;
import dev.infrahub.schemas.ChatAsked;
import dev.infrahub.schemas.ChatReader;
import dev.infrahub.schemas.ChatTurn;
import dev.infrahub.schemas.IncidentReader;
import dev.infrahub.schemas.IncidentReported;
import dev.infrahub.schemas.Service;
import dev.infrahub.testing.Backends;
import io.r2dbc.spi.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.context.ConfigurableApplicationContext;

/** What is answered about a world that is known, as it is published; by the handlers and a database alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvaluationIT {

    private static final Path PAGE = Path.of("../docs/chat-evaluation.md");

    /** A client of whom the world says nothing. */
    private static final String CROWD = "crowd";

    private final Backends backends = Backends.shared();
    private final List<Asked> questions = Evaluation.questions();
    private final List<World.Happening> world = World.all();
    private final ConfigurableApplicationContext service = started();
    private final ConnectionFactory connections = service.getBean(ConnectionFactory.class);
    private final Evaluation evaluation = evaluation(LanguageModel.none());

    private Evaluation evaluation(LanguageModel model) {
        return new Evaluation(world, clock -> handler(model, clock), one -> commit(List.of(one)));
    }

    private AnswerQuestion handler(LanguageModel model, Clock clock) {
        return Answering.by(service, model, clock);
    }

    private ConfigurableApplicationContext started() {
        String[] arguments = backends.serviceArguments(Service.CHAT_SERVICE, backends.newDatabase());
        return ChatServiceApplication.start(Stream.concat(
                        Arrays.stream(arguments),
                        Stream.of(
                                "--hub.chat-service.catalog.folder=" + catalog(),
                                // each is asked, whatever became of those before it
                                "--hub.ai.circuit.calls=1000",
                                "--hub.ai.circuit.at-least=1000"))
                .toArray(String[]::new));
    }

    private Path catalog() {
        try {
            Path folder = Files.createTempDirectory("infrahub-test");
            Files.writeString(folder.resolve("catalog-info.yaml"), World.catalog(world));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of it twice, and what is older last. */
    @BeforeAll
    void seed() {
        Lookups lookups = service.getBean(Lookups.class);
        eventually(() -> assertThat(
                        lookups.all(Write.of("select module from catalog_modules"), row -> Columns.text(row, "module")))
                .hasSize(25));
        IndexDocument index = new IndexDocument(lookups, service.getBean(Embedder.class), Clock.systemUTC());
        World.documents(world)
                .forEach(document -> commit(List.of(index.handle(
                        new Event<>(UUID.randomUUID(), document.getDocPath(), Optional.empty(), false, document)))));
        commit(World.outcomes(world));
        commit(World.outcomes(world.reversed()));
        commit(World.outcomes(World.earlier(world)));
    }

    @AfterAll
    void end() {
        service.close();
    }

    /** With {@code -Dhub.scorecard.write=true} the page is written instead. */
    @Test
    void the_published_page_is_what_is_answered() throws IOException {
        List<Judged> judged = evaluation.judged(questions);
        List<String> leaks = evaluation.leaks(questions);
        assertThat(leaks).isEmpty();
        assertThat(judged).allSatisfy(one -> assertThat(one.uncited()).isEmpty());
        String page = EvaluationPage.of(judged, leaks);
        if (Boolean.getBoolean("hub.scorecard.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    /** {@code ./hub eval}: by the provider that AI_* name, or without one. */
    @Test
    @EnabledIfSystemProperty(named = "hub.eval.page", matches = ".+")
    void with_what_is_configured() throws IOException {
        LanguageModel model = service.getBean(LanguageModel.class);
        Evaluation configured = evaluation(model);
        List<Judged> judged = configured.judged(questions);
        List<String> leaks = configured.leaks(questions);
        Files.writeString(Path.of(System.getProperty("hub.eval.page")), EvaluationPage.report(judged, leaks));
        assertThat(leaks).isEmpty();
    }

    private Outcome ask(String reader, String client, int n, boolean isNew, String message, ChatTurn... history) {
        ChatAsked asked = ChatAsked.newBuilder()
                .setMessageId(new UUID(8, n).toString())
                .setConversationId(new UUID(9, 9).toString())
                .setIsNew(isNew)
                .setClient(client)
                .setReader(new ChatReader(
                        reader, false, List.of("acme", "globex", CROWD), List.of("plans:read", "changes:read")))
                .setMessage(message)
                .setHistory(List.of(history))
                .setAskedAt(World.NOW.plusSeconds(n))
                .build();
        Outcome outcome = handler(LanguageModel.none(), Clock.systemUTC())
                .handle(new Event<>(UUID.randomUUID(), "key", Optional.empty(), false, asked));
        commit(List.of(outcome));
        return outcome;
    }

    private static ChatAnswered answer(Outcome outcome) {
        return outcome.publications().stream()
                .map(Publication::value)
                .filter(ChatAnswered.class::isInstance)
                .map(ChatAnswered.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_conversation_is_its_readers_and_its_clients() {
        ask("user:ada", "acme", 1, true, "who owns network?");

        assertThat(ask("user:bob", "acme", 2, false, "and checkout?").refusal()).isPresent();
        assertThat(ask("user:ada", "globex", 3, false, "and checkout?").refusal())
                .isPresent();
        assertThat(answer(ask("user:ada", "acme", 4, false, "and checkout?")).getAnswer())
                .contains("team-platform");
    }

    @Test
    void what_the_request_says_was_said_counts_instead() {
        ask("user:eve", "acme", 11, true, "who owns network?");

        ChatAnswered told = answer(ask(
                "user:eve",
                "acme",
                12,
                false,
                "and checkout?",
                new ChatTurn("user", "what changed in network?"),
                new ChatTurn("assistant", "`CHG-1002`")));
        assertThat(told.getQuestion()).isEqualTo("changes");
        assertThat(told.getAnswer()).contains("CHG-1010").doesNotContain("CHG-1002");
    }

    @Test
    void who_asks_as_a_client_asks_about_it() {
        assertThat(answer(ask("user:joe", "globex", 21, true, "what waits for approval?"))
                        .getAnswer())
                .contains("GLX-1021")
                .doesNotContain("CHG-");
    }

    @Test
    void a_change_whose_evidence_is_older_than_all_that_is_looked_at_has_evidence() {
        commit(List.of(Outcome.write(
                Changes.put(applied("CRD-1")),
                Changes.put(applied("CRD-2")),
                Write.of("""
                        insert into heard_evidence (client, evidence_id, change_id, evidence_hash, sealed_at, leaf)
                        select $1, 'ev-' || n, case n when 0 then 'CRD-1' else 'of ' || n end, 'hash', $2, n
                        from generate_series(0, $3::int) n""", CROWD, World.NOW, Answer.MOST_FACTS + 1),
                Write.of(
                        "update heard_evidence set sealed_at = $2 where client = $1 and change_id = 'CRD-1'",
                        CROWD,
                        World.NOW.minusSeconds(1)))));
        try {
            ChatAnswered answer = answer(ask("user:crowd", CROWD, 71, true, "which applied changes have no evidence?"));
            assertThat(answer.getAnswer()).contains("CRD-2").doesNotContain("CRD-1");
            assertThat(answer.getLimits()).isEmpty();
        } finally {
            commit(List.of(Outcome.write(
                    Write.of("delete from heard_changes where client = $1", CROWD),
                    Write.of("delete from heard_evidence where client = $1", CROWD))));
        }
    }

    private static ChangeFact applied(String id) {
        return new ChangeFact(
                CROWD,
                id,
                "network",
                Optional.empty(),
                Optional.empty(),
                "low",
                "normal",
                "approved",
                1,
                1,
                "user:1",
                "Ada",
                World.NOW,
                World.NOW,
                World.NOW,
                new ChangeFact.Implemented("succeeded", "ci", World.NOW),
                Optional.empty());
    }

    private List<Heard> heard(String client, String... permissions) {
        return new HeardLately(service.getBean(Lookups.class))
                .of(IncidentReported.newBuilder()
                        .setIncidentId(UUID.randomUUID().toString())
                        .setClient("default")
                        .setReader(new IncidentReader("user:ada", false, List.of(client), List.of(permissions)))
                        .setServiceName("Network")
                        .setStartedAt("2026-11-19T12:40:00Z")
                        .setReportedAt(Instant.parse("2026-11-19T13:00:00Z"))
                        .build());
    }

    @Test
    void what_was_heard_of_a_service_is_told_as_far_as_who_reports_an_incident_may_read_it() {
        Heard applied = new Heard(
                Instant.parse("2026-11-19T12:00:00Z"),
                "the change `CHG-1003` of `network` was applied, `succeeded`",
                true);

        assertThat(heard("acme", "changes:read", "plans:read")).contains(applied);
        assertThat(heard("acme", "plans:read")).doesNotContain(applied);
        assertThat(heard("globex", "changes:read", "plans:read")).isEmpty();
    }

    @Test
    void who_may_not_read_scans_is_not_told_that_there_were_none() {
        ChatAnswered answer =
                answer(ask("user:lea", "acme", 61, true, "which modules were not scanned for credentials?"));
        assertThat(answer.getQuestion()).isEqualTo("not-scanned");
        assertThat(answer.getFound()).isFalse();
        assertThat(answer.getLimits()).singleElement().asString().contains("secrets:read");
    }

    @Test
    void the_same_message_again_is_no_turn_more() {
        Outcome first = ask("user:kim", "acme", 31, true, "who owns network?");
        Outcome again = ask("user:kim", "acme", 31, true, "who owns network?");

        assertThat(answer(again).getAnswer()).isEqualTo(answer(first).getAnswer());
        assertThat(service.getBean(Lookups.class)
                        .all(
                                Write.of("select message_id from conversation_turns where reader = 'user:kim'"),
                                row -> Columns.text(row, "message_id")))
                .hasSize(1);
    }

    @Test
    void no_message_is_too_strange_to_be_answered() {
        List<String> strange = List.of(
                "",
                "\0 \"\0\" `what drifted`",
                "\ud83d what drifted in \ud83d?",
                "'; drop table conversation_turns; --",
                "what drifted in \"" + "a\\".repeat(1_900) + "\"?",
                "Какие модули изменились? 哪些模块发生了变化? 😀".repeat(80));
        for (int n = 0; n < strange.size(); n++) {
            assertThat(answer(ask("user:odd", "acme", 41 + n, n == 0, strange.get(n)))
                            .getAnswer())
                    .isNotBlank();
        }
    }

    private void commit(List<Outcome> outcomes) {
        Happened.commit(connections, outcomes);
    }
}
