package dev.infrahub.gateway.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ReportCsvTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final CsvMapper CSV = new CsvMapper();

    private static final List<String> PARTS = List.of(
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "＝1",
            "＋1",
            "－1",
            "＠A",
            "﹦1",
            "﹢1",
            "⁺1",
            "−1",
            "\t",
            "\r",
            "\n",
            "\r\n",
            ";",
            ",",
            "|",
            "'",
            "''",
            "\"",
            "\"\"",
            " ",
            "\u00a0",
            "\u200b",
            "\ufeff",
            "x",
            "DDE(1)",
            "a;=1",
            "\\",
            "\u3000");

    /** What the cells begin with that run something somewhere. */
    private static final String SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫⁺⁼⁻₊₌₋−⩵⩶";

    private static Stream<String> values() {
        Random random = new Random(7);
        return Stream.concat(
                PARTS.stream(),
                IntStream.range(0, 20_000)
                        .mapToObj(_ -> IntStream.range(0, 1 + random.nextInt(6))
                                .mapToObj(_ -> PARTS.get(random.nextInt(PARTS.size())))
                                .collect(Collectors.joining())));
    }

    private static String csv(String... modules) {
        ObjectNode report = JSON.createObjectNode();
        for (String module : modules) {
            report.withArray("approvals").addObject().put("module", module).put("client", "acme");
        }
        return ReportCsv.of(report);
    }

    @Test
    void every_field_is_in_quotes() {
        String csv = csv("a", "b;c", "");

        assertThat(csv.lines()).hasSize(4).allSatisfy(line -> assertThat(line).matches("(\"[^\"]*\",){16}\"[^\"]*\""));
    }

    @Test
    void no_cell_is_a_formula_wherever_a_spreadsheet_sees_cells() {
        assertThat(values()).allSatisfy(value -> {
            String line = csv(value).substring(csv().length());
            for (char separator : new char[] {',', ';', '\t', '|'}) {
                assertThat(cells(line, separator))
                        .as("separated by " + separator)
                        .noneMatch(ReportCsvTests::isFormula);
            }
        });
    }

    private static boolean isFormula(String cell) {
        String seen = cell.chars()
                .filter(c -> !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT && c != '"')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return !seen.isEmpty() && SIGNS.indexOf(seen.charAt(0)) >= 0;
    }

    @Test
    void a_reader_gets_the_value_back() {
        assertThat(values()).allSatisfy(value -> {
            String[] cells = read(csv(value));

            assertThat(cells[2]).isEqualTo(ReportCsv.harmless(value));
            assertThat(withoutApostrophes(cells[2])).isEqualTo(value);
        });
    }

    /** The one line, by somebody else's reader. */
    private static String[] read(String csv) {
        try (MappingIterator<String[]> lines = CSV.readerForArrayOf(String.class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .readValues(csv)) {
            lines.next();
            return lines.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a spreadsheet takes a line apart by its own separator: quotes count where a cell begins with them. */
    private static List<String> cells(String text, char separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean isQuoted = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (isQuoted && c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                cell.append(c);
                at++;
            } else if (c == '"' && (isQuoted || cell.isEmpty())) {
                isQuoted = !isQuoted;
            } else if (!isQuoted && (c == separator || c == '\n')) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        return cells;
    }

    /** As docs and contract tell readers to: the apostrophe goes that stands before a formula at the start or behind a separator. */
    private static String withoutApostrophes(String cell) {
        return cell.replaceAll(
                "(?<=^|[,;|\\t\\r\\n])'(?=[\\p{Z}\\p{Cf}'\"]*[" + SIGNS.replace("-", "\\-") + "\\t\\r\\n])", "");
    }
}
