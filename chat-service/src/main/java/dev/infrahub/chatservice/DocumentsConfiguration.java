package dev.infrahub.chatservice;

import dev.infrahub.ai.LanguageModel;
import dev.infrahub.chatservice.embedding.Embedder;
import dev.infrahub.chatservice.embedding.InProcess;
import dev.infrahub.chatservice.store.ExactNeighbours;
import dev.infrahub.chatservice.store.Neighbours;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Subscription;
import dev.infrahub.events.Subscription.Pace;
import dev.infrahub.schemas.DocumentSubmitted;
import dev.infrahub.schemas.QuestionAsked;
import dev.infrahub.schemas.Topics;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every bean that has to do with documents. */
@Configuration(proxyBeanMethods = false)
class DocumentsConfiguration {

    @Bean
    Embedder embedder() {
        return new InProcess();
    }

    @Bean
    Neighbours neighbours() {
        return new ExactNeighbours();
    }

    @Bean
    Documents documents(Lookups lookups, Embedder embedder, Neighbours neighbours) {
        return new Documents(lookups, embedder, neighbours);
    }

    /** A long document takes its time, and no other waits for it. */
    @Bean
    Subscription<DocumentSubmitted> indexDocument(Lookups lookups, Embedder embedder, Clock clock) {
        return new Subscription<>(Topics.DOCUMENT_SUBMITTED, new IndexDocument(lookups, embedder, clock), Pace.PATIENT);
    }

    @Bean
    Subscription<QuestionAsked> answerFromDocuments(Documents documents, LanguageModel model, Clock clock) {
        return new Subscription<>(
                Topics.QUESTION_ASKED, new AnswerFromDocuments(documents, new DocumentWords(model), clock), Pace.PATIENT);
    }
}
