package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;

/** The code that is advised is read by Terraform itself, as the very values that were found. */
class HclTests {

    private static final long SEED = 17;
    private static final int VALUES = 150;
    private static final long LONGEST_SECONDS = 60;

    /** What would be more than a text, where it stood there as it is. */
    private static final List<String> PIECES = List.of(
            "${",
            "%{",
            "$${",
            "%%{",
            "$",
            "%",
            "{",
            "}",
            "\"",
            "\\",
            "\n",
            "\r\n",
            "\t",
            "'",
            "#",
            "//",
            "/*",
            "*/",
            "<<EOF",
            "<<-EOF\n",
            "EOF\n",
            "=",
            "file(\"x\")",
            "}\nresource \"a\" \"b\" {",
            "\u200b",
            "\u2028",
            "é",
            "\uD83D\uDE00",
            "\uDB40\uDC41",
            "\u0001",
            "a",
            "b c",
            "null",
            "~}",
            "if",
            "[",
            "]",
            ",");

    private static final List<String> KEYS = List.of(
            "plain",
            "with space",
            "for",
            "null",
            "true",
            "if",
            "in",
            "7",
            "a.b",
            "a-b",
            "-",
            "\"",
            "${x}",
            "%{if}",
            "é",
            "");

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int pieces = random.nextInt(6); pieces >= 0; pieces--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private Value value(int depth) {
        return switch (random.nextInt(depth > 2 ? 3 : 5)) {
            case 0 -> new Value.Num(String.valueOf(random.nextInt(100)));
            case 1 -> new Value.Bool(random.nextBoolean());
            case 3 ->
                new Value.Items(Stream.generate(() -> value(depth + 1))
                        .limit(1 + random.nextInt(2))
                        .toList());
            case 4 -> members(depth);
            default -> new Value.Text(text());
        };
    }

    private Value members(int depth) {
        Map<String, Value> members = new LinkedHashMap<>();
        for (int count = random.nextInt(4); count >= 0; count--) {
            members.put(KEYS.get(random.nextInt(KEYS.size())), value(depth + 1));
        }
        return new Value.Members(members);
    }

    private static String adopted(String address, String before, String after) {
        return Optional.ofNullable(
                        Given.scan().drift(address, before, after).analysed().resources().getFirst().options().stream()
                                .filter(option -> option.action().equals("adopt"))
                                .findFirst()
                                .orElseThrow()
                                .hcl())
                .orElse("");
    }

    /** Half of them as a value, half as members that differ one by one. */
    @Test
    void what_is_advised_is_read_as_what_was_found() throws IOException, InterruptedException {
        boolean installed = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "terraform")));
        Assumptions.assumeTrue(installed, "no terraform on the path");
        Map<String, Value> wanted = new LinkedHashMap<>();
        List<String> code = new ArrayList<>();
        for (int one = 0; one < VALUES; one++) {
            Value found = one % 2 == 0 ? value(0) : members(1);
            String address = "terraform_data.v" + one;
            String after = JsonValues.canonical(new Value.Members(Map.of("input", found)));
            code.add(adopted(address, one % 2 == 0 ? "{\"input\": \"before\"}" : "{\"input\": {}}", after));
            wanted.put(address, found);
        }
        Files.writeString(folder.resolve("main.tf"), String.join("\n", code));
        terraform("init");
        terraform("plan", "-out=all.tfplan");
        Value plan = read(terraform("show", "-json", "all.tfplan"));
        int compared = 0;
        for (Value change : plan.at("resource_changes").each()) {
            String address = change.at("address").text().orElseThrow();
            assertThat(Likeness.isSame(
                            change.at("change", "after", "input"), Objects.requireNonNull(wanted.get(address))))
                    .as(code.get(Integer.parseInt(address.substring("terraform_data.v".length()))))
                    .isTrue();
            compared++;
        }
        assertThat(compared).isEqualTo(VALUES);
    }

    private static Value read(String json) {
        try (JsonParser parser = JsonValues.parser(json)) {
            parser.nextToken();
            return JsonValues.read(parser);
        }
    }

    @Test
    void each_argument_stands_there_once() {
        assertThat(adopted(
                        "aws_x.y",
                        "{\"tags\": {\"a\": \"1\", \"b\": \"1\"}}",
                        "{\"tags\": {\"a\": \"2\", \"b\": \"2\"}}"))
                .containsOnlyOnce("tags = {")
                .contains("a = \"2\"", "b = \"2\"");
        assertThat(adopted(
                        "aws_x.y",
                        "{\"settings\": [{\"a\": 1, \"b\": 1}, {\"a\": 1}]}",
                        "{\"settings\": [{\"a\": 2, \"b\": 2}, {\"a\": 3}]}"))
                .isEqualTo("""
                        resource "aws_x" "y" {
                          settings {
                            a = 2
                            b = 2
                          }
                          settings {
                            a = 3
                          }
                        }
                        """);
        assertThat(adopted("aws_x.y", "{\"cidrs\": [\"a\", \"b\", \"c\"]}", "{\"cidrs\": [\"d\", \"b\", \"e\"]}"))
                .contains("cidrs = [\"d\", \"e\"] # among others");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\\nevil = 1", "a\\\" = 1", "${x}", "7", "", "a}"})
    void what_the_language_has_no_words_for_is_not_advised(String name) {
        String before = "{\"%s\": 1}".formatted(name);
        String after = "{\"%s\": 2}".formatted(name);
        assertThat(Given.scan()
                        .drift("aws_x.y", before, after)
                        .analysed()
                        .resources()
                        .getFirst()
                        .options())
                .allSatisfy(option -> assertThat(option.hcl()).isNull());
    }

    @Test
    void what_is_left_alone_is_named_so_that_nothing_is_evaluated() {
        assertThat(Given.scan()
                        .drift(
                                "aws_x.y",
                                "{\"tags\": {\"a\\\"]\\n}\": \"1\", \"${x}\": \"1\"}}",
                                "{\"tags\": {\"a\\\"]\\n}\": \"2\", \"${x}\": \"2\"}}")
                        .analysed()
                        .resources()
                        .getFirst()
                        .options()
                        .getLast()
                        .hcl())
                .contains("ignore_changes = [tags[\"a\\\"]\\n}\"], tags[\"$${x}\"]]");
    }

    private String terraform(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("terraform"));
        command.addAll(List.of(arguments));
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .redirectOutput(printed.toFile())
                .start();
        assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        String output = Files.readString(printed, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
