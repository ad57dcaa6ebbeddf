package dev.infrahub.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README's table is the catalogue. */
class CatalogueTests {

    private static final Path README = Path.of("README.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.-]+)` \\|.*\\|$");
    private static final Pattern DOC = Pattern.compile("(?s)(.*?)\\. Topic (\\S+), key ([^.]+)\\..*");

    static List<Topic<?>> topics() {
        return Topics.ALL;
    }

    @ParameterizedTest
    @MethodSource("topics")
    void the_table_has_a_row_with_the_key_and_the_retention_of_every_topic(Topic<?> topic) throws IOException {
        String row = rows().get(topic.name());

        assertThat(row)
                .as(
                        "schemas/README.md has no row for %s; add one where it is in the flow, such as%n%s",
                        topic, proposal(topic))
                .isNotNull();
        List<String> cells =
                List.of(row.split("\\|")).stream().map(String::strip).toList();
        assertThat(cells).as(row).hasSize(7);
        assertThat(cells.get(2)).as("contract, or nothing, in%n%s", row).isIn("contract", "");
        assertThat(cells.get(3).replace("`", ""))
                .as("key in%n%s", row)
                .isEqualTo(doc(topic).group(3));
        assertThat(cells.get(4)).as("what it says in%n%s", row).isNotBlank();
        assertThat(cells.get(5)).as("retention in%n%s", row).isEqualTo(kept(topic));
        assertThat(cells.get(6))
                .as("publishers in%n%s", row)
                .contains(topic.publishers().stream().map(Service::id).toList());
    }

    @Test
    void the_table_has_no_other_rows_and_is_in_the_order_of_the_flow() throws IOException {
        List<String> listed = ROW.matcher(Files.readString(README))
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(listed)
                .as("the rows of schemas/README.md, against Topics.ALL")
                .containsExactlyElementsOf(Topics.ALL.stream().map(Topic::name).toList());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void the_doc_of_an_event_names_its_topic(Topic<?> topic) {
        assertThat(doc(topic).group(2)).isEqualTo(topic.name());
    }

    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        ROW.matcher(Files.readString(README)).results().forEach(row -> rows.put(row.group(1), row.group()));
        return rows;
    }

    /** The event's own words, to be shortened. */
    private static String proposal(Topic<?> topic) {
        MatchResult doc = doc(topic);
        return "| `%s` | | `%s` | %s | %s | … |".formatted(topic, doc.group(3), doc.group(1), kept(topic));
    }

    private static String kept(Topic<?> topic) {
        return topic.retention().toDays() + " d";
    }

    private static MatchResult doc(Topic<?> topic) {
        String doc = SpecificData.get().getSchema(topic.type()).getDoc();
        return DOC.matcher(doc)
                .results()
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("The doc of " + topic.type().getSimpleName()
                                + " says nothing of the form 'What happened. Topic " + topic + ", key …': " + doc));
    }
}
