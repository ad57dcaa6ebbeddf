package dev.infrahub.bench.corpora;

import dev.infrahub.secrets.Rule;
import dev.infrahub.secrets.Rules;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a scanner found in labelled texts, judged by their labels; prints Markdown, and nothing of a credential. */
public final class Judged {

    private static final int MOST_PLACES = 3;
    private static final String NO_RULE = "no rule of its own";

    private final List<One> all;

    private Judged(List<One> all) {
        this.all = all;
    }

    private record One(Labelled text, List<Found> found, Score score) {}

    public static Judged of(List<Labelled> texts, List<Found> found) {
        Map<String, List<Found>> byPath = found.stream().collect(Collectors.groupingBy(Found::path));
        return new Judged(texts.stream()
                .map(text -> {
                    List<Found> here = byPath.getOrDefault(text.path(), List.of());
                    int lines =
                            (int) here.stream().mapToInt(Found::line).distinct().count();
                    return new One(text, here, text.label().judge(lines));
                })
                .toList());
    }

    public Score score() {
        return score(all);
    }

    private static Score score(List<One> some) {
        return some.stream().map(One::score).reduce(Score.NOTHING, Score::plus);
    }

    /** The head of a table of scores. */
    public static void head(PrintStream out, String of) {
        out.printf("%n| %s | texts | found | missed | false alarms | precision | recall | F1 |%n", of);
        out.println("|---|---|---|---|---|---|---|---|");
    }

    private static void row(PrintStream out, String name, List<One> some) {
        Score score = score(some);
        out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %s | %s | %s |%n",
                name,
                some.size(),
                score.hits(),
                score.misses(),
                score.alarms(),
                share(score.precision()),
                share(score.recall()),
                share(score.f1()));
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }

    public void byCorpus(PrintStream out) {
        head(out, "corpus");
        by(out, one -> one.text().corpus().folder());
    }

    public void byFormat(PrintStream out) {
        head(out, "format");
        by(out, one -> one.text().format().text());
    }

    /** All of it, what is configuration, and both without what was drawn. */
    public void rows(PrintStream out, String name) {
        Judged written =
                new Judged(all.stream().filter(one -> !one.text().isDrawn()).toList());
        row(out, name, all);
        row(out, name + ", configuration", configuration());
        row(out, name + ", without what is drawn", written.all);
        row(out, name + ", configuration without what is drawn", written.configuration());
    }

    private List<One> configuration() {
        return all.stream().filter(one -> one.text().format().isConfiguration()).toList();
    }

    /** By the family of the hub's rules for what a text is an example of. */
    public void byFamily(PrintStream out) {
        head(out, "family of rules");
        by(out, one -> family(one.text().detector()));
    }

    static String family(String detector) {
        String id = detector.toLowerCase(Locale.ROOT).replace('_', '-');
        return Rules.all().stream()
                .filter(rule -> rule.id().equals(id) || rule.id().startsWith(id + "-"))
                .map(Rule::family)
                .findFirst()
                .orElse(NO_RULE);
    }

    private void by(PrintStream out, Function<One, String> group) {
        new TreeMap<>(all.stream().collect(Collectors.groupingBy(group))).forEach((name, some) -> row(out, name, some));
    }

    /** Which rules found what is right, and what is none. */
    public void byRule(PrintStream out) {
        Map<String, int[]> counts = new TreeMap<>();
        for (One one : all) {
            one.found().stream().map(Found::rule).distinct().forEach(rule -> {
                int[] count = counts.computeIfAbsent(rule, _ -> new int[2]);
                count[0] += one.score().hits() > 0 ? 1 : 0;
                count[1] += one.score().alarms() > 0 ? 1 : 0;
            });
        }
        out.printf("%n| rule with false alarms | texts with a credential | false alarms |%n|---|---|---|%n");
        counts.forEach((rule, count) -> {
            if (count[1] > 0) {
                out.printf("| %s | %d | %d |%n", rule, count[0], count[1]);
            }
        });
    }

    /** Where, and never what. */
    public void list(PrintStream out) {
        List<String> lines = new ArrayList<>();
        for (One one : all) {
            Score score = one.score();
            if (score.misses() > 0) {
                lines.add("missed %d %s (%s)"
                        .formatted(
                                score.misses(),
                                one.text().path(),
                                one.text().format().text()));
            }
            if (score.alarms() > 0) {
                lines.add("false alarm %s (%s): %s"
                        .formatted(one.text().path(), one.text().format().text(), places(one.found())));
            }
        }
        lines.sort(Comparator.naturalOrder());
        out.println();
        lines.forEach(out::println);
    }

    private static String places(List<Found> found) {
        String first = found.stream()
                .sorted(Comparator.comparingInt(Found::line))
                .limit(MOST_PLACES)
                .map(one -> "line %d %s %s".formatted(one.line(), one.rule(), one.shown()))
                .collect(Collectors.joining(", "));
        return found.size() > MOST_PLACES ? first + ", and %d more".formatted(found.size() - MOST_PLACES) : first;
    }
}
