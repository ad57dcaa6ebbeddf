package dev.infrahub.plananalyzer.domain;

import dev.infrahub.terraform.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The labelled changes, and what the rules say of each. */
final class Scorecard {

    static final Path FOLDER = Given.projectFile("plan-analyzer/src/test/resources/scorecard");

    private static final String WHOLE_PLAN = "-";

    private Scorecard() {}

    /**
     * One labelled judgement.
     *
     * @param verdict yes, no, unknown, or standing: so before the change, and not counted
     * @param severity outside production; a dash where the rule does not speak
     */
    record Label(String id, String fixture, String address, String rule, String verdict, String severity, String why) {

        static Label of(String[] row) {
            return new Label(row[0], row[1], row[2], row[3], row[4], row[5], row[6]);
        }

        Judgement judgement() {
            return new Judgement(fixture, address, rule, verdict, severity);
        }
    }

    /** What a rule says of an address. */
    record Judgement(String fixture, String address, String rule, String verdict, String severity) {}

    static List<Label> labels() {
        try {
            return Files.readAllLines(FOLDER.resolve("cases.tsv")).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Label.of(line.split("\t", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that the rules say of a fixture. */
    static List<Judgement> judgements(String fixture) {
        Analysis.Risk risk = analysis(fixture, null).risk();
        return Stream.concat(
                        risk.reasons().stream()
                                .map(reason -> judgement(
                                        fixture, reason, reason.verdict().spelling())),
                        risk.standing().stream().map(reason -> judgement(fixture, reason, "standing")))
                .sorted(Comparator.comparing(Judgement::address).thenComparing(Judgement::rule))
                .toList();
    }

    static Analysis analysis(String fixture, @Nullable String environment) {
        Plan.Format format = fixture.endsWith(".txt") ? Plan.Format.TEXT : Plan.Format.JSON;
        return Given.analyzed(FOLDER.resolve(fixture), format, environment);
    }

    private static Judgement judgement(String fixture, Analysis.Reason reason, String verdict) {
        return new Judgement(
                fixture,
                Objects.requireNonNullElse(reason.address(), WHOLE_PLAN),
                reason.rule(),
                verdict,
                reason.severity().spelling());
    }

    /** The page for readers. */
    static String page() {
        List<Label> labels = labels();
        StringBuilder page = new StringBuilder("""
            # Risk scorecard

            %d judgements, each labelled by hand with its reason before it was compared with what the
            [risk rules](risk-rules.md) say. A test demands every one of them, and that the rules say nothing else of
            these plans; it also holds this page equal to the table it is made from,
            [`cases.tsv`](../plan-analyzer/src/test/resources/scorecard/cases.tsv). How the plans were made stands
            [beside them](../plan-analyzer/src/test/resources/scorecard/README.md).

            `yes` and `no` speak about the change; `unknown` cannot be told before apply, which is no pass; `standing` was
            so before and stays so: it is shown and does not count. Severities are those outside production.

            | rule | yes | no | unknown | standing |
            |---|---|---|---|---|
            """.formatted(labels.size()));
        new TreeMap<>(labels.stream().collect(Collectors.groupingBy(Label::rule)))
                .forEach((rule, of) -> page.append("| `%s` | %s | %s | %s | %s |\n"
                        .formatted(
                                rule, count(of, "yes"), count(of, "no"), count(of, "unknown"), count(of, "standing"))));
        page.append("\n| case | plan | address | rule | verdict | severity | why |\n|---|---|---|---|---|---|---|\n");
        labels.forEach(label -> page.append("| %s | %s | %s | `%s` | %s | %s | %s |\n"
                .formatted(
                        label.id(),
                        label.fixture(),
                        label.address().equals(WHOLE_PLAN) ? "the plan" : "`" + label.address() + "`",
                        label.rule(),
                        label.verdict(),
                        label.severity(),
                        label.why())));
        return page.toString();
    }

    private static String count(List<Label> labels, String verdict) {
        long count =
                labels.stream().filter(label -> label.verdict().equals(verdict)).count();
        return count == 0 ? "" : Long.toString(count);
    }
}
