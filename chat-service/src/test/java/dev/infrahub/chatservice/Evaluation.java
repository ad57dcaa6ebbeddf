package dev.infrahub.chatservice;

import dev.infrahub.events.Event;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Publication;
import dev.infrahub.schemas.ChatAnswered;
import dev.infrahub.schemas.ChatAsked;
import dev.infrahub.schemas.ChatReader;
import dev.infrahub.schemas.ChatSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Questions about the world with answers that are known, and how many are answered right. */
final class Evaluation {

    private static final List<String> ALL =
            List.of("plans:read", "changes:read", "secrets:read", "ssh:read", "ai:read");

    /** Where the answer is written for a person, not looked at by name. */
    private static final String ANY = "*";

    /**
     * A question.
     *
     * @param set known: worded when the rules were written; held-out: worded later, and the rules were not changed for them
     * @param reader a client, or all; behind a colon its permissions
     * @param after the question before it in the conversation
     * @param names every module and change that the answer may name, and no other
     * @param facts what it must say
     * @param sources what it must cite
     */
    record Asked(
            String id,
            String set,
            String reader,
            String after,
            String message,
            boolean found,
            String names,
            List<String> facts,
            List<String> sources) {

        static Asked of(List<String> cells) {
            return new Asked(
                    cells.get(0),
                    cells.get(1),
                    cells.get(2),
                    cells.get(3),
                    cells.get(4),
                    cells.get(5).equals("yes"),
                    cells.get(6),
                    list(cells.get(7), ";"),
                    list(cells.get(8), " "));
        }

        private static List<String> list(String cell, String between) {
            return Arrays.stream(cell.split(between, -1))
                    .map(String::strip)
                    .filter(one -> !one.isEmpty())
                    .toList();
        }

        String client() {
            return reader.contains(":") ? reader.substring(0, reader.indexOf(':')) : reader;
        }

        List<String> permissions() {
            return reader.contains(":") ? list(reader.substring(reader.indexOf(':') + 1), ",") : ALL;
        }
    }

    /** What came of it. */
    record Judged(Asked asked, ChatAnswered answer, List<String> wrong, List<String> uncited) {}

    private final List<World.Happening> world;
    private final Set<String> named;
    private final Function<Clock, AnswerQuestion> handler;
    private final Consumer<Outcome> commit;

    Evaluation(List<World.Happening> world, Function<Clock, AnswerQuestion> handler, Consumer<Outcome> commit) {
        this.world = world;
        this.handler = handler;
        this.commit = commit;
        this.named = world.stream()
                .flatMap(one -> Stream.concat(
                        Stream.of(one.module()), one.kind().equals("change") ? Stream.of(one.fact("id")) : Stream.of()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static List<Asked> questions() {
        return World.lines("questions.tsv").stream().map(Asked::of).toList();
    }

    List<Judged> judged(List<Asked> questions) {
        return questions.stream().map(asked -> judged(asked, questions)).toList();
    }

    private Judged judged(Asked asked, List<Asked> questions) {
        ChatAnswered answer = answer(asked, questions, asked.client(), asked.permissions());
        return new Judged(asked, answer, wrong(asked, answer), uncited(answer));
    }

    /** As one of these clients asks it, after what was asked before. */
    ChatAnswered answer(Asked asked, List<Asked> questions, String client, List<String> permissions) {
        String conversation = UUID.nameUUIDFromBytes(
                        (asked.id() + client + permissions).getBytes(StandardCharsets.UTF_8))
                .toString();
        List<Asked> turns = new ArrayList<>();
        for (Asked turn = asked; ; ) {
            turns.addFirst(turn);
            String before = turn.after();
            if (before.isEmpty()) {
                break;
            }
            turn = questions.stream()
                    .filter(one -> one.id().equals(before))
                    .findFirst()
                    .orElseThrow();
        }
        ChatAnswered answer = null;
        for (int n = 0; n < turns.size(); n++) {
            answer = ask(turns.get(n).message(), conversation, n, client, permissions);
        }
        return Objects.requireNonNull(answer);
    }

    private ChatAnswered ask(String message, String conversation, int n, String client, List<String> permissions) {
        Instant at = World.NOW.plusSeconds(n);
        boolean isAll = client.equals("all");
        ChatAsked asked = ChatAsked.newBuilder()
                .setMessageId(new UUID(7, n).toString())
                .setConversationId(conversation)
                .setIsNew(n == 0)
                .setClient("default")
                .setReader(new ChatReader("user:reader", isAll, isAll ? List.of() : List.of(client), permissions))
                .setMessage(message)
                .setAskedAt(at)
                .build();
        Outcome outcome = handler.apply(Clock.fixed(at, ZoneOffset.UTC))
                .handle(new Event<>(UUID.randomUUID(), "key", Optional.empty(), false, asked));
        commit.accept(outcome);
        return outcome.publications().stream()
                .map(Publication::value)
                .filter(ChatAnswered.class::isInstance)
                .map(ChatAnswered.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private List<String> wrong(Asked asked, ChatAnswered answer) {
        List<String> wrong = new ArrayList<>();
        if (answer.getFound() != asked.found()) {
            wrong.add("found is " + answer.getFound());
        }
        if (!asked.found() && !answer.getSources().isEmpty()) {
            wrong.add("nothing supports it, and it has sources");
        }
        String said = answer.getAnswer() + " " + String.join(" ", answer.getLimits());
        asked.facts().stream()
                .filter(fact -> !said.toLowerCase(Locale.ROOT).contains(fact.toLowerCase(Locale.ROOT)))
                .forEach(fact -> wrong.add("does not say " + fact));
        if (!asked.names().equals(ANY)) {
            Set<String> expected = new TreeSet<>(Asked.list(asked.names(), ","));
            Set<String> told = new TreeSet<>(quoted(answer.getAnswer()));
            told.retainAll(named);
            if (!answer.getFound()) {
                // what the reader wrote is said again
                told.removeIf(name -> asked.message().contains(name));
            }
            if (!told.equals(expected)) {
                wrong.add("names " + told + ", not " + expected);
            }
        }
        List<String> cited = answer.getSources().stream().map(Evaluation::text).toList();
        asked.sources().stream()
                .filter(source -> !cited.contains(source))
                .forEach(source -> wrong.add("does not cite " + source));
        return wrong;
    }

    /** What a line says of a module or a change must be by a source that is about it; each number must be of a source that exists. */
    private List<String> uncited(ChatAnswered answer) {
        Map<String, Set<String>> about = new HashMap<>();
        for (World.Happening one : world) {
            about.computeIfAbsent(one.client() + "/" + one.source(), _ -> new TreeSet<>())
                    .addAll(one.names());
            about.computeIfAbsent(one.client() + "/module:" + one.module(), _ -> new TreeSet<>())
                    .addAll(one.names());
            about.computeIfAbsent(one.client() + "/module:" + one.client(), _ -> new TreeSet<>())
                    .add(one.client());
        }
        List<String> uncited = new ArrayList<>();
        List<ChatSource> sources = answer.getSources();
        for (ChatSource source : sources) {
            if (!about.containsKey(source.getClient() + "/" + text(source))) {
                uncited.add("there is no " + text(source) + " of " + source.getClient());
            }
        }
        for (String line : answer.getAnswer().split("\n", -1)) {
            List<Integer> numbers = numbers(line);
            if (numbers.stream().anyMatch(number -> number < 1 || number > sources.size())) {
                uncited.add("a number of no source: " + line);
                continue;
            }
            boolean isHead =
                    line.startsWith("|---") || line.contains(" | |") || (line.endsWith("|") && numbers.isEmpty());
            if (answer.getFound() && !line.isBlank() && numbers.isEmpty() && !isHead) {
                uncited.add("without a source: " + line);
            }
            if (line.startsWith("|") && !isHead) {
                Set<String> supported = numbers.stream()
                        .map(number -> sources.get(number - 1))
                        .flatMap(source ->
                                about.getOrDefault(source.getClient() + "/" + text(source), Set.of()).stream())
                        .collect(Collectors.toSet());
                quoted(line).stream()
                        .filter(named::contains)
                        .filter(name -> !supported.contains(name))
                        .forEach(name -> uncited.add(name + " is by no source of its line: " + line));
            }
        }
        return uncited;
    }

    private static String text(ChatSource source) {
        return source.getKind() + ":" + source.getRef();
    }

    private static List<String> quoted(String text) {
        List<String> quoted = new ArrayList<>();
        String[] parts = text.split("`", -1);
        for (int at = 1; at < parts.length; at += 2) {
            quoted.add(parts[at]);
        }
        return quoted;
    }

    private static List<Integer> numbers(String line) {
        List<Integer> numbers = new ArrayList<>();
        for (int at = line.indexOf('['); at >= 0; at = line.indexOf('[', at + 1)) {
            int end = line.indexOf(']', at);
            String inside = end < 0 ? "" : line.substring(at + 1, end);
            if (!inside.isEmpty() && inside.chars().allMatch(c -> c >= '0' && c <= '9')) {
                numbers.add(Integer.valueOf(inside));
            }
        }
        return numbers;
    }

    /** What each other client's reader is told that is not theirs. */
    List<String> leaks(List<Asked> questions) {
        Map<String, Set<String>> names = new HashMap<>();
        world.forEach(
                one -> names.computeIfAbsent(one.client(), _ -> new TreeSet<>()).addAll(one.names()));
        List<String> leaks = new ArrayList<>();
        for (Asked asked : questions) {
            for (String client : names.keySet()) {
                ChatAnswered answer = answer(asked, questions, client, ALL);
                String told = answer.toString();
                // what the reader wrote may be said again, as a name that is nobody's
                String without = told;
                for (String own : quoted(answer.getAnswer())) {
                    if (asked.message().toLowerCase(Locale.ROOT).contains(own.toLowerCase(Locale.ROOT))) {
                        without = without.replace("`" + own + "`", "");
                    }
                }
                String said = without;
                names.forEach((other, theirs) -> {
                    if (!other.equals(client)) {
                        theirs.stream()
                                .filter(name -> holds(said, name))
                                .forEach(name -> leaks.add(client + " is told of " + name + " by " + asked.id() + ": "
                                        + answer.getAnswer()));
                    }
                });
                answer.getSources().stream()
                        .filter(source -> !client.equals(source.getClient()))
                        .forEach(source -> leaks.add(client + " is shown " + source + " by " + asked.id()));
            }
        }
        return leaks;
    }

    /** As a word of its own: queue is a word as well. */
    private static boolean holds(String text, String name) {
        return text.contains("`" + name + "`") || (name.length() > 8 && text.contains(name));
    }
}
