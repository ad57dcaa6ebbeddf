package dev.infrahub.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaParser;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every schema that was ever published can read what the current one writes, and the other way round. */
class SchemaHistoryTests {

    static Stream<Topic<?>> topics() {
        return Topics.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void old_and_new_readers_read_new_and_old_events(Topic<?> topic) {
        Schema current = current(topic);

        assertThat(history(topic)).isNotEmpty().allSatisfy(old -> {
            assertThat(compatibility(current, old)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            assertThat(compatibility(old, current)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        });
    }

    @ParameterizedTest
    @MethodSource("topics")
    void the_current_schema_is_the_last_of_its_history(Topic<?> topic) {
        Path source = Path.of("src", "main", "avro", topic.type().getSimpleName() + ".avsc");

        assertThat(parse(source)).isEqualTo(history(topic).getLast());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void every_record_and_field_is_documented(Topic<?> topic) {
        documented(current(topic));
    }

    private static void documented(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                assertThat(schema.getDoc()).as(schema.getFullName()).isNotBlank();
                schema.getFields().forEach(field -> {
                    assertThat(field.doc())
                            .as(schema.getName() + "." + field.name())
                            .isNotBlank();
                    documented(field.schema());
                });
            }
            case ARRAY -> documented(schema.getElementType());
            case UNION -> schema.getTypes().forEach(SchemaHistoryTests::documented);
            default -> assertThat(schema.getType()).isNotNull();
        }
    }

    private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }

    private static Schema current(Topic<?> topic) {
        return SpecificData.get().getSchema(topic.type());
    }

    private static List<Schema> history(Topic<?> topic) {
        Path folder = Path.of("src", "test", "history", topic.name());
        try (Stream<Path> versions = Files.list(folder)) {
            return versions.sorted(java.util.Comparator.comparingInt(SchemaHistoryTests::version))
                    .map(SchemaHistoryTests::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no history of " + topic, e);
        }
    }

    private static int version(Path file) {
        return Integer.parseInt(file.getFileName().toString().replace(".avsc", ""));
    }

    private static Schema parse(Path file) {
        try {
            return new SchemaParser().parse(file).mainSchema();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
