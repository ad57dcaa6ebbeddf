package dev.infrahub.chatservice.domain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An answer in the making: sentences and tables, each with what it is by. */
final class Composer {

    /** More rows nobody reads in a conversation. */
    static final int MOST_ROWS = 20;

    private static final int MOST_CITED_AT_ONCE = 5;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Understood understood;
    private final Map<Source, Integer> sources = new LinkedHashMap<>();
    private final List<String> blocks = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();
    private final List<String> limits = new ArrayList<>();

    Composer(Understood understood) {
        this.understood = understood;
    }

    /** A sentence, and what it is by. */
    Composer say(String sentence, Collection<? extends Fact> by) {
        String cited = sentence + cited(by);
        blocks.add(cited);
        facts.add(cited);
        return this;
    }

    Composer say(String sentence, Fact by) {
        return say(sentence, List.of(by));
    }

    Composer limit(String limit) {
        limits.add(limit);
        return this;
    }

    /** A row for each, with its number; of too many the first. */
    <F extends Fact> Composer table(List<F> facts, List<Column<F>> columns) {
        return table(facts, columns, List::of);
    }

    <F> Composer table(List<F> rows, List<Column<F>> columns, Function<F, Collection<? extends Fact>> by) {
        List<Column<F>> shown = columns.stream()
                .filter(column ->
                        rows.stream().anyMatch(row -> !column.cell().apply(row).isEmpty()))
                .toList();
        StringBuilder table = new StringBuilder("|");
        shown.forEach(column -> table.append(' ').append(column.head()).append(" |"));
        table.append(" |\n|").append("---|".repeat(shown.size() + 1));
        rows.stream().limit(MOST_ROWS).forEach(row -> {
            table.append("\n|");
            // a bar would end the cell, even in code
            shown.forEach(column -> table.append(' ')
                    .append(column.cell().apply(row).replace("|", "\\|"))
                    .append(" |"));
            String cited = cited(by.apply(row));
            table.append(cited).append(" |");
            facts.add(shown.stream()
                            .map(column -> fact(column.head(), column.cell().apply(row)))
                            .filter(fact -> !fact.isEmpty())
                            .collect(Collectors.joining(", "))
                    + cited);
        });
        blocks.add(table.toString());
        if (rows.size() > MOST_ROWS) {
            limits.add("The table shows the first " + MOST_ROWS + " of " + rows.size() + " rows.");
        }
        return this;
    }

    private static String fact(String head, String cell) {
        return cell.isEmpty() ? "" : head + " " + cell;
    }

    /** A column of a table; one in which no row has anything is left out. */
    record Column<F>(String head, Function<F, String> cell) {}

    Answer found() {
        return new Answer(
                understood.question(), String.join("\n\n", blocks), true, facts, List.copyOf(sources.keySet()), limits);
    }

    static Answer missing(Understood understood, String what, List<String> limits) {
        return new Answer(understood.question(), "Not in the data: " + what + ".", false, List.of(), List.of(), limits);
    }

    private String cited(Collection<? extends Fact> facts) {
        return facts.stream()
                .limit(MOST_CITED_AT_ONCE)
                .map(fact -> "[" + number(fact.source()) + "]")
                .distinct()
                .collect(Collectors.joining("", facts.isEmpty() ? "" : " ", ""));
    }

    private int number(Source source) {
        return sources.computeIfAbsent(source, _ -> sources.size() + 1);
    }

    static String count(int count, String one, String many) {
        return count == 1 ? "1 " + one : count + (count >= Answer.MOST_FACTS ? " or more " : " ") + many;
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    static String time(Optional<Instant> at, String otherwise) {
        return at.map(Composer::time).orElse(otherwise);
    }

    static String code(Optional<String> text) {
        return text.map(Inert::code).orElse("");
    }

    static String names(Collection<String> names) {
        return names.stream().sorted().map(Inert::code).collect(Collectors.joining(", "));
    }

    /** The client, where rows are of several. */
    static <F extends Fact> Column<F> client(List<F> facts) {
        boolean isOne = facts.stream().map(Fact::client).distinct().count() <= 1;
        return new Column<>("client", fact -> isOne ? "" : Inert.code(fact.client()));
    }

    /** What the facts are about, as it was asked: of `network` in `production`, this week. */
    String scope() {
        return scope(understood.filter());
    }

    static String scope(Filter filter) {
        StringBuilder scope = new StringBuilder();
        append(scope, " of ", filter.changes());
        append(scope, " of ", filter.modules());
        append(scope, " of client ", filter.clients());
        append(scope, " in ", filter.environments());
        if (!filter.risks().isEmpty()) {
            scope.append(", ").append(filter.risks().stream().sorted().collect(Collectors.joining(" or ")));
        }
        append(scope, ", ", filter.people());
        filter.period().ifPresent(period -> scope.append(", ").append(period.told()));
        return scope.toString();
    }

    private static void append(StringBuilder scope, String before, Set<String> names) {
        if (!names.isEmpty()) {
            scope.append(before).append(names(names));
        }
    }
}
