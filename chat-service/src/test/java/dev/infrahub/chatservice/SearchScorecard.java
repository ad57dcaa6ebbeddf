package dev.infrahub.chatservice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How well questions find what answers them, of documents and questions that were made for it. */
final class SearchScorecard {

    private static final Path PAGE = Path.of("../docs/document-search.md");
    private static final Path FOLDER = Path.of("src/test/resources/dev/infrahub/chatservice/documents");
    private static final String MARK = "<!-- what follows is written by DocumentsIT -->\n";

    private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");

    private final List<Asked> questions;
    private final List<Row> rows = new ArrayList<>();
    private long answered;

    SearchScorecard(List<Asked> questions) {
        this.questions = questions;
    }

    /**
     * @param path of the document that answers
     * @param answer what the sentence that answers has in it
     */
    record Asked(String question, String path, String answer) {}

    /**
     * @param recall which part of the questions find their document among the first five pieces
     * @param rank mean of 1/rank of the document
     */
    private record Row(String way, double recall, double rank) {}

    static Map<String, String> documents() throws IOException {
        Map<String, String> documents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".md")).toList()) {
                documents.put(FOLDER.relativize(file).toString(), Files.readString(file));
            }
        }
        return documents;
    }

    static List<Asked> questions() throws IOException {
        return Files.readAllLines(FOLDER.resolve("questions.tsv"), UTF_8).stream()
                .map(line -> line.split("\t", -1))
                .map(cells -> new Asked(cells[0], cells[1], cells[2]))
                .toList();
    }

    /** @param found of each question the paths of the first five pieces */
    SearchScorecard with(String way, List<List<String>> found) {
        double recall = 0;
        double rank = 0;
        for (int i = 0; i < questions.size(); i++) {
            int at = found.get(i).stream()
                    .distinct()
                    .toList()
                    .indexOf(questions.get(i).path());
            recall += at < 0 ? 0 : 1;
            rank += at < 0 ? 0 : 1.0 / (at + 1);
        }
        rows.add(new Row(way, recall / questions.size(), rank / questions.size()));
        return this;
    }

    /** @param count of those that quote the sentence that answers */
    SearchScorecard withAnswers(long count) {
        answered = count;
        return this;
    }

    double recall(String way) {
        return row(way).recall;
    }

    double rank(String way) {
        return row(way).rank;
    }

    double answered() {
        return (double) answered / questions.size();
    }

    private Row row(String way) {
        return rows.stream().filter(row -> row.way.equals(way)).findFirst().orElseThrow();
    }

    void write() throws IOException {
        Files.writeString(PAGE, page());
    }

    /** The page with what was found now. */
    String page() throws IOException {
        StringBuilder page = new StringBuilder(
                        published().substring(0, published().indexOf(MARK) + MARK.length()))
                .append("\n%d questions, %d documents:\n\n| found by | recall@5 | MRR |\n|---|---|---|\n"
                        .formatted(questions.size(), documents().size()));
        rows.forEach(row -> page.append("| %s | %.2f | %.2f |\n".formatted(row.way, row.recall, row.rank)));
        return page.append("\nWithout a language model %d of %d answers quote the sentence that answers.\n"
                        .formatted(answered, questions.size()))
                .toString();
    }

    /** By and large: processors multiply bytes in ways of their own, which turns the order of what is nearly as good. */
    static void isAsPublished(String page) throws IOException {
        List<Double> now = numbers(page);
        List<Double> published = numbers(published());
        assertThat(now).as("write it anew with -Dhub.scorecard.write=true").hasSameSizeAs(published);
        for (int i = 0; i < now.size(); i++) {
            assertThat(now.get(i)).isCloseTo(published.get(i), within(published.get(i) > 1 ? 2 : 0.05));
        }
    }

    private static List<Double> numbers(String page) {
        return NUMBER.matcher(page.substring(page.indexOf(MARK)))
                .results()
                .map(found -> Double.valueOf(found.group()))
                .toList();
    }

    private static String published() throws IOException {
        return Files.readString(PAGE);
    }
}
