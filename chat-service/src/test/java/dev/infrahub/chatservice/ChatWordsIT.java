package dev.infrahub.chatservice;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.ai.LanguageModel;
import dev.infrahub.chatservice.embedding.Embedder;
import dev.infrahub.events.Commits;
import dev.infrahub.events.Event;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Publication;
import dev.infrahub.events.Write;
import dev.infrahub.schemas.ChatAnswered;
import dev.infrahub.schemas.ChatAsked;
import dev.infrahub.schemas.ChatProgressed;
import dev.infrahub.schemas.ChatReader;
import dev.infrahub.schemas.ChatTurn;
import dev.infrahub.schemas.DocumentSubmitted;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.ModelServer;
import dev.infrahub.testing.ModelServer.Said;
import dev.infrahub.testing.Wire;
import io.r2dbc.spi.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** With a model: a message that no rule knows is one of the known questions, and words stand beside facts that stay what they are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatWordsIT {

    private static final Path PAGE = Path.of("../docs/prompt-injection.md");
    private static final String HEAD = "| attack on the chat | stands in | dropped as |\n|---|---|---|\n";
    private static final JsonMapper JSON = new JsonMapper();
    private static final String WAITING = "What is waiting for approval?";
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final ModelServer model = ModelServer.start();
    private final Backends backends = Backends.shared();
    private final Wire wire = new Wire(backends);
    private final ConfigurableApplicationContext service = started();
    private final Lookups lookups = service.getBean(Lookups.class);

    private ConfigurableApplicationContext started() {
        return ChatServiceApplication.start(backends.serviceArguments(
                Service.CHAT_SERVICE,
                backends.newDatabase(),
                "--AI_ENDPOINT=" + model.endpoint(),
                "--AI_CHAT_MODEL=words-1",
                // one test has it hang, and the others go on at once
                "--hub.ai.circuit.calls=1000",
                "--hub.ai.circuit.at-least=1000",
                "--hub.ai.timeout=" + TIMEOUT.toMillis() + "ms"));
    }

    @BeforeAll
    void seed() {
        commit(World.outcomes(World.all()));
        index("acme", "docs/restore-orders.md", "The restore of the orders database takes twenty minutes.");
    }

    @BeforeEach
    void repeats() {
        model.repeats();
    }

    @AfterAll
    void end() {
        service.close();
        model.close();
    }

    private void commit(List<Outcome> outcomes) {
        Happened.commit(service.getBean(ConnectionFactory.class), outcomes);
    }

    private void index(String client, String path, String content) {
        commit(List.of(new IndexDocument(lookups, service.getBean(Embedder.class), Clock.systemUTC())
                .handle(event(DocumentSubmitted.newBuilder()
                        .setDocumentId(UUID.randomUUID().toString())
                        .setClient(client)
                        .setEntityRef("component:default/orders")
                        .setDocPath(path)
                        .setContent(content)
                        .setSubmittedAt(Instant.now())
                        .build()))));
    }

    private static <T extends org.apache.avro.specific.SpecificRecord> Event<T> event(T value) {
        return new Event<>(UUID.randomUUID(), "key", Optional.empty(), false, value);
    }

    private ChatAsked message(String client, String message, ChatTurn... history) {
        return ChatAsked.newBuilder()
                .setMessageId(UUID.randomUUID().toString())
                .setConversationId(UUID.randomUUID().toString())
                .setIsNew(true)
                .setClient("default")
                .setReader(new ChatReader(
                        "user:ada",
                        false,
                        List.of(client),
                        List.of("plans:read", "changes:read", "secrets:read", "ssh:read", "ai:read")))
                .setMessage(message)
                .setHistory(List.of(history))
                .setAskedAt(World.NOW)
                .build();
    }

    private ChatAnswered answer(LanguageModel by, ChatAsked asked) {
        return Answering.by(service, by, Clock.systemUTC()).handle(event(asked)).publications().stream()
                .map(Publication::value)
                .filter(ChatAnswered.class::isInstance)
                .map(ChatAnswered.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private ChatAnswered withModel(ChatAsked asked) {
        return answer(service.getBean(LanguageModel.class), asked);
    }

    private static String explanation(ChatAnswered answer) {
        return answer.getExplanation() == null ? "" : answer.getExplanation().getText();
    }

    /** Sorts a message so, and puts what was found into these words. */
    private void sorts(String question, String about, String words) {
        model.answers(request -> isSorting(request)
                ? new Said.Words(JSON.createObjectNode()
                        .put("question", question)
                        .put("about", about)
                        .toString())
                : ModelServer.saying(request, words));
    }

    private static boolean isSorting(JsonNode request) {
        return request.toString().contains("You sort a message");
    }

    @Test
    void words_hold_against_the_facts_and_change_none() {
        // asked as nobody else asks: what is stored for the same question is not answered anew
        ChatAsked asked = message("acme", WAITING.replace("?", " ?"));
        sorts(
                "none",
                "none",
                "Three changes wait for approval [1]. CHG-1004 is of network [1]. GLX-1021 waits too [1].");

        ChatAnswered answer = withModel(asked);

        ChatAnswered facts = answer(LanguageModel.none(), asked);
        assertThat(answer.getAnswer()).isEqualTo(facts.getAnswer());
        assertThat(answer.getSources()).isEqualTo(facts.getSources());
        assertThat(explanation(answer))
                .startsWith("Three changes wait for approval [1].")
                .doesNotContain("GLX");
        assertThat(answer.getDropped()).contains("unknown-name");
        assertThat(answer.getAi().getStatus()).isEqualTo("used");
        assertThat(answer.getAi().getModel()).isEqualTo("words-1");
        assertThat(facts.getAi().getStatus()).isEqualTo("off");
        assertThat(facts.getExplanation()).isNull();
    }

    @Test
    void what_was_said_before_is_sent_as_quotes_and_no_fact_is() {
        withModel(message(
                "acme", WAITING, new ChatTurn("user", "who owns network?"), new ChatTurn("assistant", "team-x")));

        JsonNode sent = JSON.readTree(ModelServer.asked(model.requests().getLast()));
        assertThat(sent.path("quotes").toString())
                .contains("message: " + WAITING, "asked before: who owns network?", "answered before: team-x");
        assertThat(sent.path("facts").toString()).contains("CHG-1004").doesNotContain("team-x");
    }

    @Test
    void a_model_sorts_what_no_rule_knows_into_a_known_question_about_names_that_the_reader_may_know() {
        sorts("owner", "network", "The module network is owned by team-platform [1].");

        ChatAnswered answer = withModel(message("acme", "Wem gehoert denn das Netz hier eigentlich?"));

        assertThat(answer.getQuestion()).isEqualTo("owner");
        assertThat(answer.getAnswer()).contains("network");
        assertThat(answer.getLimits())
                .anyMatch(limit -> limit.startsWith("A language model took the question for: owner"));
        assertThat(answer.getAi().getInputTokens()).isPositive();
    }

    @Test
    void names_of_others_that_a_model_repeats_are_nobodys() {
        sorts("changes", "GLX-1021 of vpc-core of globex", "None.");

        ChatAnswered answer = withModel(message("acme", "Was gibt es denn so alles Schoenes hier bei uns?"));

        assertThat(answer.getQuestion()).isEqualTo("changes");
        assertThat(answer.toString()).doesNotContain("GLX", "vpc-core", "globex");
    }

    @Test
    void what_a_model_sorts_into_nothing_that_is_known_is_not_in_the_data() {
        sorts("drop table changes", "network", "None.");
        ChatAnswered odd = withModel(message("acme", "Blub blubber blabla quux"));
        assertThat(odd.getFound()).isFalse();
        assertThat(odd.getAnswer()).startsWith("Not in the data");
        assertThat(odd.getAi().getReason()).isEqualTo("answer.invalid");

        sorts("none", "none", "None.");
        ChatAnswered none = withModel(message("acme", "Blub blubber blabla"));
        assertThat(none.getFound()).isFalse();
        assertThat(none.getAnswer()).startsWith("Not in the data");
        assertThat(none.getExplanation()).isNull();
    }

    @Test
    void documents_answer_in_words_that_hold() {
        sorts("documents", "none", "The restore takes twenty minutes [1]. It takes 99 minutes [1].");

        ChatAnswered answer = withModel(message("acme", "How do I restore the orders database?"));

        assertThat(answer.getQuestion()).isEqualTo("documents");
        assertThat(answer.getSources()).singleElement().satisfies(source -> {
            assertThat(source.getKind()).isEqualTo("document");
            assertThat(source.getRef()).isEqualTo("docs/restore-orders.md");
        });
        assertThat(explanation(answer)).isEqualTo("The restore takes twenty minutes [1].");
        assertThat(answer.getDropped()).containsExactly("wrong-number");
    }

    @Test
    void a_policy_for_chat_keeps_the_model_from_being_asked() {
        commit(List.of(Outcome.write(Write.of(
                "insert into ai_policies (team, action, enabled, decided_at) values ('quiet', 'chat', false, $1)",
                Instant.now()))));
        ChatAsked asked =
                ChatAsked.newBuilder(message("acme", WAITING)).setTeam("quiet").build();
        int before = model.requests().size();

        ChatAnswered answer = withModel(asked);

        assertThat(answer.getAi().getStatus()).isEqualTo("blocked");
        assertThat(answer.getAi().getReason()).isEqualTo("policy.disabled");
        assertThat(answer.getFound()).isTrue();
        assertThat(model.requests()).hasSize(before);
    }

    @Test
    void a_model_that_hangs_keeps_facts_for_no_longer_than_one_call_may_take() {
        model.answers(_ -> new Said.Silence());
        long start = System.nanoTime();

        ChatAnswered answer = withModel(message("acme", "Wer hat denn heute wieder alles rumgefummelt?"));
        ChatAnswered facts = withModel(message("globex", WAITING));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isLessThan(TIMEOUT.multipliedBy(2).plusSeconds(3));
        assertThat(answer.getAi().getStatus()).isEqualTo("unavailable");
        assertThat(facts.getFound()).isTrue();
        assertThat(facts.getAnswer()).contains("GLX-1021");
        assertThat(facts.getAi().getReason()).startsWith("provider.");
    }

    @Test
    void what_is_done_is_told_while_it_is_done() {
        UUID operation = UUID.randomUUID();
        model.answers(request -> {
            // nothing has been answered yet
            eventually(() -> assertThat(wire.eventsOf(Topics.CHAT_PROGRESSED, operation))
                    .extracting(ChatProgressed::getKind)
                    .contains("wording"));
            return ModelServer.saying(request, "Three changes wait for approval [1].");
        });
        ChatAsked asked = message("acme", WAITING);

        wire.publish(Topics.CHAT_ASKED, asked.getConversationId(), UUID.randomUUID(), operation, asked);

        eventually(
                () -> assertThat(wire.eventsOf(Topics.CHAT_ANSWERED, operation)).hasSize(1));
        assertThat(wire.eventsOf(Topics.CHAT_PROGRESSED, operation))
                .extracting(ChatProgressed::getKind)
                .containsExactly("understood", "looked", "wording");
        assertThat(wire.eventsOf(Topics.CHAT_PROGRESSED, operation))
                .extracting(ChatProgressed::getText)
                .containsExactly(
                        "waiting-changes",
                        "waiting-changes: 3 sources",
                        "A language model is asked to put it into words.");
    }

    private static List<Integer> numbers(List<ChatProgressed> steps) {
        return steps.stream().map(ChatProgressed::getNumber).toList();
    }

    /** What comes with the answer. */
    private static List<ChatProgressed> steps(Outcome outcome) {
        return outcome.publications().stream()
                .map(Publication::value)
                .filter(ChatProgressed.class::isInstance)
                .map(ChatProgressed.class::cast)
                .toList();
    }

    @Test
    void a_question_that_is_handled_again_and_otherwise_tells_no_number_twice() {
        Event<ChatAsked> event = new Event<>(
                UUID.randomUUID(),
                "key",
                Optional.of(UUID.randomUUID()),
                false,
                message("acme", "Whatever is meant by blubbering quuxes?"));
        sorts("waiting-changes", "none", "Three changes wait for approval [1].");
        Answering.by(service, LanguageModel.none(), Clock.systemUTC()).handle(event);
        // it dies before its answer is kept, and the next try asks a model
        Outcome second = Answering.by(service, service.getBean(LanguageModel.class), Clock.systemUTC())
                .handle(event);
        commit(List.of(second));
        // as is a third, which comes late
        Outcome third =
                Answering.by(service, LanguageModel.none(), Clock.systemUTC()).handle(event);

        UUID operation = event.operation().orElseThrow();
        eventually(() -> assertThat(wire.eventsOf(Topics.CHAT_PROGRESSED, operation))
                .extracting(ChatProgressed::getKind)
                .contains("wording"));
        List<ChatProgressed> told = new ArrayList<>(wire.eventsOf(Topics.CHAT_PROGRESSED, operation));
        told.addAll(steps(second));
        told.addAll(steps(third));
        assertThat(numbers(told)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void of_two_tries_at_once_one_tells_a_number() {
        Event<ChatAsked> event =
                new Event<>(UUID.randomUUID(), "key", Optional.of(UUID.randomUUID()), false, message("acme", WAITING));
        Commits commits = service.getBean(Commits.class);
        Steps one = new Steps(event, lookups, commits, Clock.systemUTC());
        Steps other = new Steps(event, lookups, commits, Clock.systemUTC());
        Steps late = new Steps(event, lookups, commits, Clock.systemUTC());
        late.add("understood", "late");

        one.add("understood", "one");
        one.begin("searching", "one");
        other.begin("choosing", "other");
        other.add("understood", "other");
        other.begin("wording", "other");

        UUID operation = event.operation().orElseThrow();
        eventually(() -> assertThat(wire.eventsOf(Topics.CHAT_PROGRESSED, operation))
                .extracting(step -> step.getNumber() + " " + step.getText())
                .containsExactly("1 one", "2 one", "3 other"));
        assertThat(steps(other.with(Outcome.nothing()))).isEmpty();
        assertThat(late.with(Outcome.nothing()).conditions())
                .as("an answer with steps that another try told happens not at all")
                .hasSize(1);
    }

    /** Words that somebody hides where a model will read them, and what a model says that does as they ask. */
    private record Attack(String name, String place, String planted, String obeyed) {

        static List<Attack> all() {
            return World.lines("attacks.tsv").stream()
                    .map(cells ->
                            new Attack(cells.get(0), cells.get(1), cells.get(2).replace("\\n", "\n"), cells.get(3)))
                    .toList();
        }

        ChatAsked asked(ChatWordsIT test) {
            String client = "mallory-" + UUID.randomUUID();
            return switch (place) {
                case "message" -> test.message("acme", planted + "\n" + WAITING);
                // words that the hub takes for a name that is nobody's it answers without a model
                case "message before" -> test.message("acme", WAITING, new ChatTurn("user", planted));
                case "history" ->
                    test.message("acme", WAITING, new ChatTurn("user", "hi"), new ChatTurn("assistant", planted));
                case "module" -> {
                    test.commit(World.outcomes(List.of(pending(client, planted))));
                    yield test.message(client, WAITING);
                }
                case "document" -> {
                    test.index(client, "docs/restore.md", "To restore the orders database, read this: " + planted);
                    test.index(client, "docs/other.md", "The orders database is restored by the team of the shop.");
                    yield test.message(client, "How do I restore the orders database?");
                }
                default -> throw new IllegalArgumentException(place);
            };
        }

        private static World.Happening pending(String client, String module) {
            return World.all().stream()
                    .filter(one -> one.fact("id").equals("CHG-1004"))
                    .map(one -> {
                        Map<String, String> facts = new LinkedHashMap<>(one.facts());
                        facts.put("id", "MAL-1");
                        return new World.Happening("change", one.at(), client, module, facts);
                    })
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** With {@code -Dhub.scorecard.write=true} the page is written instead. */
    @Test
    void no_attack_changes_a_fact_or_gets_a_word_through() throws IOException {
        List<String> table = new ArrayList<>();
        SoftAssertions softly = new SoftAssertions();
        for (Attack attack : Attack.all()) {
            ChatAsked asked = attack.asked(this);
            ChatAnswered facts = answer(LanguageModel.none(), asked);
            sorts("none", "none", attack.obeyed());
            int before = model.requests().size();

            ChatAnswered answer = withModel(asked);

            softly.assertThat(facts.getFound())
                    .as(attack.name() + facts.getAnswer())
                    .isTrue();
            softly.assertThat(model.requests().size()).as(attack.name()).isEqualTo(before + 1);
            softly.assertThat(answer.getAnswer()).as(attack.name()).isEqualTo(facts.getAnswer());
            softly.assertThat(answer.getSources()).as(attack.name()).isEqualTo(facts.getSources());
            softly.assertThat(explanation(answer)).as(attack.name()).isEmpty();
            String sent = ModelServer.asked(model.requests().getLast());
            softly.assertThat(sent).as(attack.name()).doesNotContain("vpc-core\\\"", "Sup3rS3cret99Zx");
            table.add("| %s | %s | %s |"
                    .formatted(attack.name(), attack.place(), String.join(", ", answer.getDropped())));
        }
        softly.assertAll();
        assertThat(table).hasSizeGreaterThanOrEqualTo(38);
        String page = Files.readString(PAGE);
        int from = page.indexOf(HEAD);
        String published =
                page.substring(0, from) + HEAD + String.join("\n", table) + page.substring(page.indexOf("\n\n", from));
        if (Boolean.getBoolean("hub.scorecard.write")) {
            Files.writeString(PAGE, published);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(published);
    }
}
