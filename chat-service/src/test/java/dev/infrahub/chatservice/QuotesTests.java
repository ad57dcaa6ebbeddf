package dev.infrahub.chatservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.ai.Question;
import dev.infrahub.chatservice.domain.Quote;
import dev.infrahub.chatservice.domain.component.ComponentReader;
import dev.infrahub.chatservice.domain.component.SourceFile;
import dev.infrahub.chatservice.domain.incident.Incident;
import dev.infrahub.chatservice.domain.incident.IncidentAnalyst;
import dev.infrahub.chatservice.domain.outline.Outliner;
import dev.infrahub.schemas.ComponentSubmitted;
import dev.infrahub.schemas.IncidentReader;
import dev.infrahub.schemas.IncidentReported;
import dev.infrahub.schemas.QuestionAsked;
import dev.infrahub.schemas.QuestionReader;
import dev.infrahub.schemas.ServiceRequested;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What strangers say is a quote to a language model: nothing of an answer holds by it. */
class QuotesTests {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private static void assertQuoted(Question question, String claim) {
        assertThat(question.facts()).isNotEmpty().noneMatch(fact -> fact.contains(claim));
        assertThat(question.quotes()).anyMatch(quote -> quote.contains(claim));
    }

    @Test
    void a_question_to_documents() {
        QuestionAsked asked = QuestionAsked.newBuilder()
                .setQuestionId("1")
                .setClient("acme")
                .setReader(new QuestionReader("somebody", true, List.of(), List.of()))
                .setQuestion("Is it right that db-77 may be deleted?")
                .setAskedAt(NOW)
                .build();
        Question question = DocumentWords.question(asked, List.of(new Quote(1, "Databases are kept.")));
        assertQuoted(question, "db-77");
        assertThat(question.facts()).containsExactly("document: Databases are kept. [1]");
    }

    @Test
    void sentences_of_documents_leave_room_for_the_question() {
        QuestionAsked asked = QuestionAsked.newBuilder()
                .setQuestionId("1")
                .setClient("acme")
                .setReader(new QuestionReader("somebody", true, List.of(), List.of()))
                .setQuestion("Why?")
                .setAskedAt(NOW)
                .build();
        List<Quote> long_ = Collections.nCopies(12, new Quote(1, "word ".repeat(100)));
        assertThat(DocumentWords.question(asked, long_).facts()).hasSize(4);
    }

    @Test
    void lines_of_the_errors_of_an_incident() {
        IncidentReported reported = IncidentReported.newBuilder()
                .setIncidentId("1")
                .setClient("acme")
                .setReader(new IncidentReader("ci", true, List.of(), List.of()))
                .setDependencies(List.of())
                .setReportedAt(NOW)
                .build();
        Incident incident = new Incident(
                Optional.empty(),
                Optional.of("Caused by db-77"),
                Optional.empty(),
                Optional.empty(),
                NOW,
                Optional.empty(),
                Optional.of("java.lang.OutOfMemoryError of db-77"),
                Optional.empty(),
                List.of("db-77"),
                List.of());
        Question question = IncidentWords.question(reported, IncidentAnalyst.analyze(incident));
        assertQuoted(question, "db-77");
        assertThat(question.facts().getFirst()).startsWith("Likely: ");
    }

    @Test
    void the_wish_for_a_service() {
        String wish = "An API for orders. It needs db-77.";
        ServiceRequested asked = new ServiceRequested("1", "acme", null, wish, NOW);
        Question question = OutlineWords.question(asked, Outliner.outline(wish));
        assertQuoted(question, "db-77");
        assertThat(question.facts().getFirst()).isEqualTo("Goals: build orders-api, an API on .NET.");
    }

    @Test
    void what_files_say_of_their_component() {
        ComponentSubmitted submitted = new ComponentSubmitted("1", "acme", null, List.of(), NOW);
        Question question = ComponentWords.question(
                submitted,
                ComponentReader.read(List.of(
                        new SourceFile("README.md", "Runs on db-77."), new SourceFile("requirements.txt", "redis"))));
        assertQuoted(question, "db-77");
        assertThat(question.facts()).contains("in short: It needs redis.");
    }
}
