package dev.infrahub.chatservice;

import dev.infrahub.ai.EmbeddingModel;
import dev.infrahub.ai.LanguageModel;
import dev.infrahub.chatservice.embedding.ByProvider;
import dev.infrahub.chatservice.embedding.Embedder;
import dev.infrahub.chatservice.embedding.InProcess;
import dev.infrahub.events.Commits;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Subscription;
import dev.infrahub.events.Subscription.Pace;
import dev.infrahub.schemas.DocumentSubmitted;
import dev.infrahub.schemas.QuestionAsked;
import dev.infrahub.schemas.Topics;
import dev.infrahub.supervision.Recurring;
import dev.infrahub.supervision.Supervisor;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every bean that has to do with documents. */
@Configuration(proxyBeanMethods = false)
class DocumentsConfiguration {

    private static final Duration MISSING_EVERY = Duration.ofMinutes(10);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    @Bean
    Embedder embedder(EmbeddingModel model, ChatServiceProperties properties) {
        return model.isOn() ? new ByProvider(model, properties.nearness()) : new InProcess();
    }

    @Bean
    Documents documents(Lookups lookups, Embedder embedder) {
        return new Documents(lookups, embedder);
    }

    @Bean
    Recurring missingVectors(Lookups lookups, Commits commits, Embedder embedder, Supervisor supervisor) {
        return new Recurring(
                supervisor,
                "making of missing vectors",
                MISSING_EVERY,
                STOP_WITHIN,
                new MissingVectors(lookups, commits, embedder)::makeSome);
    }

    /** A long document takes its time, and no other waits for it. */
    @Bean
    Subscription<DocumentSubmitted> indexDocument(Lookups lookups, Embedder embedder, Clock clock) {
        return new Subscription<>(Topics.DOCUMENT_SUBMITTED, new IndexDocument(lookups, embedder, clock), Pace.PATIENT);
    }

    @Bean
    Subscription<QuestionAsked> answerFromDocuments(Documents documents, LanguageModel model, Clock clock) {
        return new Subscription<>(
                Topics.QUESTION_ASKED,
                new AnswerFromDocuments(documents, new DocumentWords(model), clock),
                Pace.PATIENT);
    }
}
