package dev.infrahub.diagnosis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Logs that Terraform and other programs printed here, what they failed of, and what is told of them. */
final class Scorecard {

    static final Path FOLDER = Path.of("src/test/resources/scorecard");
    private static final String NONE = "-";

    /** Not the same each time a log is made. */
    private static final String ANY = "*";

    private Scorecard() {}

    /**
     * What a log is labelled with.
     *
     * @param evidence a part of one of the lines that tell it
     */
    record Label(String log, String cause, String category, String address, String evidence) {

        static Label of(String line) {
            String[] cells = line.split("\t", -1);
            return new Label(cells[0], cells[1], cells[2], cells[3], cells[4]);
        }

        boolean isSilence() {
            return category.equals(Diagnosis.NONE);
        }
    }

    /** A log and what is told of it. */
    record Judged(Label label, Diagnosis told) {

        boolean isCauseRight() {
            return told.cause().orElse(NONE).equals(label.cause)
                    && told.category().equals(label.category);
        }

        boolean isAddressRight() {
            return label.address.equals(ANY)
                    || told.subject().address().orElse(NONE).equals(label.address);
        }

        boolean isEvidenceRight() {
            return label.isSilence()
                    ? told.evidence().isEmpty()
                    : told.evidence().stream().anyMatch(line -> line.text().contains(label.evidence));
        }

        boolean isRight() {
            return isCauseRight() && isAddressRight() && isEvidenceRight();
        }
    }

    static List<Label> labels() {
        try {
            return Files.readAllLines(FOLDER.resolve("labels.tsv")).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(Label::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path file(Label label) {
        return FOLDER.resolve("logs").resolve(label.log() + ".log");
    }

    static Judged judged(Label label) {
        try {
            return new Judged(label, Given.diagnosed(Files.readAllBytes(file(label))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page for readers. */
    static String page() {
        List<Judged> all = labels().stream().map(Scorecard::judged).toList();
        List<Judged> failures =
                all.stream().filter(one -> !one.label().isSilence()).toList();
        List<Judged> quiet = all.stream().filter(one -> one.label().isSilence()).toList();
        StringBuilder page = new StringBuilder("""
                # Diagnosis scorecard

                %d logs of runs that failed and %d of runs in which nothing did. Terraform, Git, Python and a shell printed them here, on purpose; they
                are kept as a terminal, a file, or a platform (GitHub Actions, GitLab CI, Azure DevOps) keeps them, and each is labelled by hand. How
                they are made stands [beside them](../platform/diagnosis/src/test/resources/scorecard/README.md). They are what
                [the catalogue](../platform/diagnosis) was made better with, so they show what it knows, and not how it fares with what
                it never saw: that is under "Measured" there.

                A test holds this page equal to what is told of the logs today.

                | | right | of |
                |---|---|---|
                | cause and category | %d | %d |
                | address | %d | %d |
                | evidence | %d | %d |
                | silence where nothing failed | %d | %d |

                """.formatted(
                        failures.size(),
                        quiet.size(),
                        count(failures, Judged::isCauseRight),
                        failures.size(),
                        count(failures, Judged::isAddressRight),
                        failures.size(),
                        count(failures, Judged::isEvidenceRight),
                        failures.size(),
                        count(quiet, Judged::isRight),
                        quiet.size()));
        page.append("| category | right | of |\n|---|---|---|\n");
        Map<String, List<Judged>> byCategory = failures.stream()
                .collect(Collectors.groupingBy(one -> one.label().category(), TreeMap::new, Collectors.toList()));
        byCategory.forEach((category, of) ->
                page.append("| %s | %d | %d |\n".formatted(category, count(of, Judged::isRight), of.size())));
        page.append("\n## Wrong\n\n| log | labelled | told |\n|---|---|---|\n");
        all.stream()
                .filter(one -> !one.isRight())
                .forEach(one -> page.append(
                        "| %s | %s | %s |\n".formatted(one.label().log(), labelled(one.label()), told(one.told()))));
        page.append("\n## All\n\n| log | cause | category | address |\n|---|---|---|---|\n");
        Stream.concat(failures.stream(), quiet.stream())
                .map(Judged::label)
                .forEach(label -> page.append(
                        "| [%s](../platform/diagnosis/src/test/resources/scorecard/logs/%s.log) | %s | %s | %s |\n"
                                .formatted(
                                        label.log(), label.log(), label.cause(), label.category(), label.address())));
        return page.toString();
    }

    private static long count(List<Judged> all, Predicate<Judged> right) {
        return all.stream().filter(right).count();
    }

    private static String labelled(Label label) {
        return "%s, %s, %s".formatted(label.cause(), label.category(), label.address());
    }

    private static String told(Diagnosis told) {
        return "%s, %s, %s"
                .formatted(
                        told.cause().orElse(NONE),
                        told.category(),
                        told.subject().address().orElse(NONE));
    }
}
