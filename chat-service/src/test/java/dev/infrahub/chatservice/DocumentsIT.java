package dev.infrahub.chatservice;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.DocumentIndexed;
import dev.infrahub.schemas.DocumentSubmitted;
import dev.infrahub.schemas.QuestionAnswered;
import dev.infrahub.schemas.QuestionAsked;
import dev.infrahub.schemas.QuestionReader;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.Wire;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

/** Documents from being handed in to being an answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentsIT {

    private static final String SHOP = "component:default/shop";

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Backends.Database database = Backends.shared().newDatabase();
    private final Wire wire = new Wire(Backends.shared());
    private ConfigurableApplicationContext service;

    @BeforeAll
    void start() {
        service = ChatServiceApplication.start(Backends.shared().serviceArguments(Service.CHAT_SERVICE, database));
    }

    @AfterAll
    void stop() {
        service.close();
        wire.close();
    }

    @Test
    void a_document_is_found_and_quoted_with_its_source() {
        String acme = client();
        DocumentIndexed indexed = index(acme, "docs/restore.md", """
                # Restore

                Stop the writers before the database is restored. Twenty minutes are enough for 200 GB.

                # Menu

                On Fridays there is fish.
                """);
        assertThat(indexed.getChunksIndexed()).isEqualTo(1);
        assertThat(indexed.getEmbeddingModel()).isEqualTo("all-MiniLM-L6-v2-q");

        QuestionAnswered answered = ask(reader(acme), null, "How long does restoring the database take?");

        assertThat(answered.getAnswer())
                .startsWith("No language model is configured.")
                .contains("Twenty minutes are enough for 200 GB. [1]")
                .doesNotContain("fish");
        assertThat(answered.getSources()).singleElement().satisfies(source -> {
            assertThat(source.getEntityRef()).isEqualTo(SHOP);
            assertThat(source.getDocPath()).isEqualTo("docs/restore.md");
            assertThat(source.getSimilarity()).isBetween(0.3, 1.0);
        });
        assertThat(answered.getAi().getStatus()).isEqualTo("off");
    }

    @Test
    void a_shorter_version_leaves_nothing_of_the_longer_and_an_older_one_changes_nothing() throws SQLException {
        String acme = client();
        String longer = ("The turbine of hall " + "x".repeat(1_900) + ".\n\n").repeat(3);
        assertThat(index(acme, "a.md", longer, now).getChunksIndexed()).isEqualTo(3);

        assertThat(index(acme, "a.md", "Only this is left.", now.plusSeconds(2)).getChunksIndexed())
                .isEqualTo(1);
        assertThat(index(acme, "a.md", longer, now.plusSeconds(1)).getChunksIndexed())
                .isEqualTo(1);

        assertThat(contents(acme)).containsExactly("Only this is left.");
        assertThat(index(acme, "a.md", " \n", now.plusSeconds(3)).getChunksIndexed())
                .isZero();
        assertThat(contents(acme)).isEmpty();
        assertThat(index(acme, "a.md", longer, now.plusSeconds(2)).getChunksIndexed())
                .isZero();
        assertThat(contents(acme)).isEmpty();
    }

    private static String client() {
        return "client-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static QuestionReader reader(String... clients) {
        return new QuestionReader("somebody", false, List.of(clients), List.of());
    }

    private DocumentIndexed index(String client, String path, String content) {
        return index(client, path, content, now);
    }

    private DocumentIndexed index(String client, String path, String content, Instant at) {
        UUID operation = submit(client, path, content, at);
        eventually(() ->
                assertThat(wire.eventsOf(Topics.DOCUMENT_INDEXED, operation)).hasSize(1));
        return wire.eventsOf(Topics.DOCUMENT_INDEXED, operation).getFirst();
    }

    private UUID submit(String client, String path, String content, Instant at) {
        UUID operation = UUID.randomUUID();
        wire.publish(
                Topics.DOCUMENT_SUBMITTED,
                client + "/" + SHOP + "/" + path,
                UUID.randomUUID(),
                operation,
                DocumentSubmitted.newBuilder()
                        .setDocumentId(operation.toString())
                        .setClient(client)
                        .setEntityRef(SHOP)
                        .setDocPath(path)
                        .setContent(content)
                        .setSubmittedAt(at)
                        .build());
        return operation;
    }

    private QuestionAnswered ask(QuestionReader reader, @Nullable String entityRef, String question) {
        UUID operation = UUID.randomUUID();
        wire.publish(
                Topics.QUESTION_ASKED,
                "default",
                UUID.randomUUID(),
                operation,
                QuestionAsked.newBuilder()
                        .setQuestionId(operation.toString())
                        .setClient("default")
                        .setReader(reader)
                        .setQuestion(question)
                        .setEntityRef(entityRef)
                        .setAskedAt(now)
                        .build());
        eventually(() ->
                assertThat(wire.eventsOf(Topics.QUESTION_ANSWERED, operation)).hasSize(1));
        return wire.eventsOf(Topics.QUESTION_ANSWERED, operation).getFirst();
    }

    private List<String> contents(String client) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement query = connection.prepareStatement(
                        "select content from chat_service.doc_chunks where client = ? order by doc_path, chunk_index")) {
            query.setString(1, client);
            List<String> contents = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    contents.add(rows.getString(1));
                }
            }
            return contents;
        }
    }
}
