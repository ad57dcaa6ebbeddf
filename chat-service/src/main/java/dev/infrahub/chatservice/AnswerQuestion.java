package dev.infrahub.chatservice;

import dev.infrahub.chatservice.domain.Answer;
import dev.infrahub.chatservice.domain.Command;
import dev.infrahub.chatservice.domain.Names;
import dev.infrahub.chatservice.domain.Question;
import dev.infrahub.chatservice.domain.Reach;
import dev.infrahub.chatservice.domain.Turn;
import dev.infrahub.chatservice.domain.Understanding;
import dev.infrahub.chatservice.domain.Understood;
import dev.infrahub.chatservice.store.Conversations;
import dev.infrahub.chatservice.store.Known;
import dev.infrahub.chatservice.store.Rows;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.faults.RefusalKind;
import dev.infrahub.schemas.ChatAiUse;
import dev.infrahub.schemas.ChatAnswered;
import dev.infrahub.schemas.ChatAsked;
import dev.infrahub.schemas.ChatProgressed;
import dev.infrahub.schemas.ChatReader;
import dev.infrahub.schemas.ChatSource;
import dev.infrahub.schemas.ChatTurn;
import dev.infrahub.schemas.Topics;
import dev.infrahub.workplace.Workplace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Somebody asked: understand what, look it up within what they may be told, and answer. */
final class AnswerQuestion implements Handler<ChatAsked> {

    private static final String USER = "user";

    private final Lookups lookups;
    private final Workplace workplace;
    private final Clock clock;

    AnswerQuestion(Lookups lookups, Workplace workplace, Clock clock) {
        this.workplace = workplace;
        this.lookups = lookups;
        this.clock = clock;
    }

    /** In the turn of the client: a question and what was said before it may be as long as whoever asks likes. */
    @Override
    public Outcome handle(Event<ChatAsked> event) {
        return workplace.spend(event.value().getClient(), "question", () -> answered(event.value()));
    }

    private Outcome answered(ChatAsked asked) {
        Conversations.Key key =
                new Conversations.Key(asked.getClient(), asked.getReader().getName(), asked.getConversationId());
        String message = kept(asked.getMessage());
        List<Turn> kept = Conversations.before(lookups, key, asked.getMessageId());
        if (!asked.getIsNew() && kept.isEmpty()) {
            return Outcome.nothing()
                    .refuse(
                            "conversation.unknown",
                            "There is no conversation " + asked.getConversationId() + " that you had.",
                            RefusalKind.UNKNOWN);
        }
        List<Turn> before = asked.getHistory().isEmpty() ? kept : told(asked);
        Rows rows = Rows.of(lookups, reach(asked.getReader()));
        Understood understood = Understanding.of(message, asked.getAskedAt(), before, names(rows, message, before));
        Understood meant = ofClient(understood, asked, rows.reach());
        Answer answer = new LookUp(rows, asked.getAskedAt()).answer(meant).limited(Command.limits(message));
        return Outcome.write(Conversations.add(key, asked.getMessageId(), asked.getAskedAt(), message, answer))
                .publish(Topics.CHAT_PROGRESSED, asked.getConversationId(), progressed(asked, meant, answer))
                .answer(Topics.CHAT_ANSWERED, asked.getConversationId(), answered(asked, answer));
    }

    /** Without what the database cannot keep. */
    private static String kept(String text) {
        return text.replace('\0', ' ');
    }

    private static Reach reach(ChatReader reader) {
        try {
            return new Reach(
                    reader.getAllClients(), Set.copyOf(reader.getClients()), Set.copyOf(reader.getPermissions()));
        } catch (IllegalArgumentException e) {
            throw new Fault.Invalid("reader.invalid", "reader.clients are not names of clients.");
        }
    }

    /** What the caller says was said: what the hub answered goes with the question before it. */
    private static List<Turn> told(ChatAsked asked) {
        List<Turn> turns = new ArrayList<>();
        for (ChatTurn said : asked.getHistory()) {
            if (said.getRole().equals(USER)) {
                turns.add(new Turn(asked.getAskedAt(), kept(said.getContent()), ""));
            } else if (!turns.isEmpty()) {
                Turn last = turns.removeLast();
                turns.add(new Turn(last.at(), last.asked(), kept(said.getContent())));
            }
        }
        return List.copyOf(turns.subList(Math.max(0, turns.size() - Conversations.CONTEXT), turns.size()));
    }

    private static Names names(Rows rows, String message, List<Turn> before) {
        Stream<String> said = before.stream().map(Turn::asked);
        Stream<String> last =
                before.isEmpty() ? Stream.of() : Stream.of(before.getLast().answered());
        return Known.of(
                rows,
                new HashSet<>(Names.candidates(Stream.of(said, last, Stream.of(message))
                        .flatMap(one -> one)
                        .toList())));
    }

    /** Who asks as a client asks about that client, unless another is named. */
    private static Understood ofClient(Understood understood, ChatAsked asked, Reach reach) {
        boolean isOfOne = !asked.getClient().equals("default") && reach.reads(asked.getClient());
        return isOfOne && understood.filter().clients().isEmpty()
                ? understood.about(understood.filter().ofClients(Set.of(asked.getClient())))
                : understood;
    }

    private ChatProgressed progressed(ChatAsked asked, Understood understood, Answer answer) {
        return ChatProgressed.newBuilder()
                .setMessageId(asked.getMessageId())
                .setConversationId(asked.getConversationId())
                .setClient(asked.getClient())
                .setNumber(1)
                .setKind("looked")
                .setText(understood.looked() + ": " + answer.sources().size() + " sources")
                .setAt(clock.instant())
                .build();
    }

    private ChatAnswered answered(ChatAsked asked, Answer answer) {
        return ChatAnswered.newBuilder()
                .setMessageId(asked.getMessageId())
                .setConversationId(asked.getConversationId())
                .setClient(asked.getClient())
                .setAnswer(answer.text())
                .setFound(answer.found())
                .setQuestion(answer.question().map(Question::text).orElse(null))
                .setSources(answer.sources().stream()
                        .map(source -> new ChatSource(
                                source.kind(),
                                source.ref(),
                                source.title(),
                                source.client().orElse(null),
                                source.module().orElse(null),
                                source.at().orElse(null)))
                        .toList())
                .setLimits(answer.limits())
                .setAnsweredAt(clock.instant())
                .setAi(ChatAiUse.newBuilder().setStatus("off").build())
                .setDropped(List.of())
                .build();
    }
}
