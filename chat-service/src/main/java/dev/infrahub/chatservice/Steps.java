package dev.infrahub.chatservice;

import dev.infrahub.chatservice.store.ToldSteps;
import dev.infrahub.events.Commits;
import dev.infrahub.events.Event;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Write;
import dev.infrahub.faults.Fault;
import dev.infrahub.schemas.ChatAsked;
import dev.infrahub.schemas.ChatProgressed;
import dev.infrahub.schemas.Topics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done to answer a question, for whoever follows it. What is done before something that takes long is told before that; the
 * rest comes with the answer, so that it costs nothing where nothing takes long. A number is told once, however often the question is
 * handled, and whatever is done then: a further try tells nothing until it has done as much as was told.
 */
final class Steps {

    private static final Logger log = LoggerFactory.getLogger(Steps.class);

    private final Event<ChatAsked> event;
    private final Lookups lookups;
    private final Commits commits;
    private final Clock clock;
    private final List<ChatProgressed> untold = new ArrayList<>();
    private int number;
    private int told;

    Steps(Event<ChatAsked> event, Lookups lookups, Commits commits, Clock clock) {
        this.event = event;
        this.lookups = lookups;
        this.commits = commits;
        this.clock = clock;
        this.told = ToldSteps.of(lookups, event.value().getMessageId());
    }

    /** @param kind as events name it, such as looked */
    void add(String kind, String text) {
        ChatAsked asked = event.value();
        number++;
        if (number <= told) {
            return;
        }
        untold.add(ChatProgressed.newBuilder()
                .setMessageId(asked.getMessageId())
                .setConversationId(asked.getConversationId())
                .setClient(asked.getClient())
                .setNumber(number)
                .setKind(kind)
                .setText(text)
                .setAt(clock.instant())
                .build());
    }

    /**
     * Something that takes long begins: all up to it is told now. Where that cannot be, with the answer: no question fails for what is
     * told meanwhile.
     */
    void begin(String kind, String text) {
        add(kind, text);
        if (untold.isEmpty()) {
            return;
        }
        try {
            boolean isTold =
                    Boolean.TRUE.equals(commits.commit(telling(), published(Outcome.nothing()), event.operation())
                            .block());
            told = isTold ? number : ToldSteps.of(lookups, event.value().getMessageId());
            untold.removeIf(step -> step.getNumber() <= told);
        } catch (Fault.Unavailable later) {
            log.debug("Steps are told with the answer", later);
        }
    }

    /** With what was not told yet; where another try told some of it meanwhile, nothing happens, and the question is handled again. */
    Outcome with(Outcome outcome) {
        return untold.isEmpty() ? outcome : published(outcome).onlyIf(telling());
    }

    private Write telling() {
        return ToldSteps.tell(event.value().getMessageId(), told, number, clock.instant());
    }

    private Outcome published(Outcome outcome) {
        Outcome all = outcome;
        for (ChatProgressed step : untold) {
            all = all.publish(Topics.CHAT_PROGRESSED, step.getConversationId(), step);
        }
        return all;
    }
}
