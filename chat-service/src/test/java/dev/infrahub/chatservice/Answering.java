package dev.infrahub.chatservice;

import dev.infrahub.ai.LanguageModel;
import dev.infrahub.events.Commits;
import dev.infrahub.events.Lookups;
import dev.infrahub.workplace.Workplace;
import java.time.Clock;
import org.springframework.context.ConfigurableApplicationContext;

/** Answers questions with what a running service has, but for its model and its clock. */
final class Answering {

    private Answering() {}

    static AnswerQuestion by(ConfigurableApplicationContext service, LanguageModel model, Clock clock) {
        return new AnswerQuestion(
                service.getBean(Lookups.class),
                service.getBean(Commits.class),
                service.getBean(Documents.class),
                service.getBean(Workplace.class),
                model,
                clock);
    }
}
