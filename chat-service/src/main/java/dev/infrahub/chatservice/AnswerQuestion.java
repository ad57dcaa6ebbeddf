package dev.infrahub.chatservice;

import dev.infrahub.ai.LanguageModel;
import dev.infrahub.ai.Reply;
import dev.infrahub.chatservice.domain.Answer;
import dev.infrahub.chatservice.domain.Clients;
import dev.infrahub.chatservice.domain.Command;
import dev.infrahub.chatservice.domain.Concept;
import dev.infrahub.chatservice.domain.Names;
import dev.infrahub.chatservice.domain.Question;
import dev.infrahub.chatservice.domain.Reach;
import dev.infrahub.chatservice.domain.Turn;
import dev.infrahub.chatservice.domain.Understanding;
import dev.infrahub.chatservice.domain.Understood;
import dev.infrahub.chatservice.embedding.Account;
import dev.infrahub.chatservice.store.Conversations;
import dev.infrahub.chatservice.store.Known;
import dev.infrahub.chatservice.store.Rows;
import dev.infrahub.events.Commits;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.faults.RefusalKind;
import dev.infrahub.schemas.ChatAnswered;
import dev.infrahub.schemas.ChatAsked;
import dev.infrahub.schemas.ChatExplanation;
import dev.infrahub.schemas.ChatReader;
import dev.infrahub.schemas.ChatSource;
import dev.infrahub.schemas.ChatTurn;
import dev.infrahub.schemas.Topics;
import dev.infrahub.workplace.Workplace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Somebody asked: understand what, look it up within what they may be told, and answer. A model may say which of the known questions
 * it is, and put what was found into words; it changes nothing of that.
 */
record AnswerQuestion(
        Lookups lookups, Commits commits, Documents documents, Workplace workplace, LanguageModel model, Clock clock)
        implements Handler<ChatAsked> {

    private static final String USER = "user";

    /** What was asked, with all that it is answered by. */
    private record Message(ChatAsked asked, String text, List<Turn> before, Rows rows) {}

    /** How it is understood, and what a model had to do with that. */
    private record Meant(Understood understood, ModelUse use, List<String> limits) {}

    @Override
    public Outcome handle(Event<ChatAsked> event) {
        ChatAsked asked = event.value();
        Conversations.Key key =
                new Conversations.Key(asked.getClient(), asked.getReader().getName(), asked.getConversationId());
        List<Turn> kept = Conversations.before(lookups, key, asked.getMessageId());
        if (!asked.getIsNew() && kept.isEmpty()) {
            return Outcome.nothing()
                    .refuse(
                            "conversation.unknown",
                            "There is no conversation " + asked.getConversationId() + " that you had.",
                            RefusalKind.UNKNOWN);
        }
        Message message = new Message(
                asked,
                kept(asked.getMessage()),
                asked.getHistory().isEmpty() ? kept : told(asked),
                Rows.of(lookups, reach(asked.getReader())));
        Steps steps = new Steps(event, lookups, commits, clock);
        Meant meant = meant(message, steps);
        Answer answer = answer(message, meant, steps);
        Worded worded = worded(message, answer, meant.use(), steps);
        return steps.with(Outcome.write(
                        Conversations.add(key, asked.getMessageId(), asked.getAskedAt(), message.text(), answer)))
                .answer(Topics.CHAT_ANSWERED, asked.getConversationId(), answered(asked, answer, worded));
    }

    private Meant meant(Message message, Steps steps) {
        Names names = names(message, Stream.of());
        Understood understood = inTurn(
                message, () -> Understanding.of(message.text(), message.asked().getAskedAt(), message.before(), names));
        boolean isKnown = understood.question().isPresent() || understood.has(Concept.PROCEDURE);
        Meant meant = !isKnown && model.isOn()
                ? picked(message, understood, steps)
                : new Meant(understood, ModelUse.NONE, List.of());
        Understood ofClient = ofClient(meant.understood(), message);
        steps.add("understood", ofClient.looked());
        return new Meant(ofClient, meant.use(), meant.limits());
    }

    /** By a model: a question that is known, about names that the reader may know. */
    private Meant picked(Message message, Understood understood, Steps steps) {
        steps.begin("choosing", "A language model is asked which of the known questions it is.");
        ChatChoice.Picked picked = new ChatChoice(model).pick(message.asked(), message.text(), message.before());
        ModelUse use = ModelUse.NONE.and(picked.reply());
        String about = kept(picked.about());
        Names names = names(message, Stream.of(about));
        return picked.question()
                .map(question -> inTurn(
                        message,
                        () -> Understanding.picked(
                                understood, question, about, message.asked().getAskedAt(), names)))
                .map(one ->
                        new Meant(one, use, List.of("A language model took the question for: " + one.looked() + ".")))
                .orElseGet(() -> new Meant(understood, use, List.of()));
    }

    /** In the turn of the client: a question and what was said before it may be as long as whoever asks likes. */
    private <T> T inTurn(Message message, Supplier<T> reading) {
        return workplace.spend(message.asked().getClient(), "question", reading);
    }

    private Answer answer(Message message, Meant meant, Steps steps) {
        Understood understood = meant.understood();
        if (understood.isOfDocuments()) {
            steps.begin("searching", "Documents are searched.");
        }
        Answer answer = new LookUp(
                        message.rows(),
                        documents(message, understood),
                        message.asked().getAskedAt())
                .answer(understood)
                .limited(meant.limits())
                .limited(Command.limits(message.text()));
        steps.add("looked", looked(answer));
        return answer;
    }

    private static String looked(Answer answer) {
        int sources = answer.sources().size();
        return answer.question().map(Question::text).orElse("nothing") + ": " + sources
                + (sources == 1 ? " source" : " sources");
    }

    /** A model's words about an answer, where there are some. */
    private record Worded(ModelUse use, Optional<String> text, List<String> dropped) {}

    private Worded worded(Message message, Answer answer, ModelUse before, Steps steps) {
        ChatWords words = new ChatWords(model);
        if (!words.isFor(answer) || !before.isWorthMore()) {
            return new Worded(before, Optional.empty(), List.of());
        }
        steps.begin("wording", "A language model is asked to put it into words.");
        Reply reply = words.about(answer, message.asked(), message.text(), message.before());
        return new Worded(before.and(reply), reply.part("text"), reply.dropped());
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

    /** @param more in which names may stand too */
    private Names names(Message message, Stream<String> more) {
        List<Turn> before = message.before();
        Stream<String> said = before.stream().map(Turn::asked);
        Stream<String> last =
                before.isEmpty() ? Stream.of() : Stream.of(before.getLast().answered());
        List<String> texts = Stream.of(said, last, Stream.of(message.text()), more)
                .flatMap(one -> one)
                .toList();
        return Known.of(message.rows(), inTurn(message, () -> Names.candidates(texts)));
    }

    private AskedDocuments documents(Message message, Understood meant) {
        ChatAsked asked = message.asked();
        ChatReader reader = asked.getReader();
        boolean goesOn = !message.before().isEmpty() && (meant.has(Concept.PRONOUN) || meant.has(Concept.FOLLOW));
        return new AskedDocuments(
                documents,
                new Account(asked.getClient(), asked.getTeam(), null),
                new Clients(reader.getAllClients(), reader.getClients()),
                goesOn ? message.before().getLast().asked() + "\n" + message.text() : message.text());
    }

    /** Who asks as a client asks about that client, unless another is named. */
    private static Understood ofClient(Understood understood, Message message) {
        String client = message.asked().getClient();
        boolean isOfOne = !client.equals("default") && message.rows().reach().reads(client);
        return isOfOne && understood.filter().clients().isEmpty()
                ? understood.about(understood.filter().ofClients(Set.of(client)))
                : understood;
    }

    private ChatAnswered answered(ChatAsked asked, Answer answer, Worded worded) {
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
                .setAi(worded.use().event())
                .setDropped(worded.dropped())
                .setExplanation(worded.text().map(ChatExplanation::new).orElse(null))
                .build();
    }
}
