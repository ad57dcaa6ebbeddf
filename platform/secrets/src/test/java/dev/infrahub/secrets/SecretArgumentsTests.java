package dev.infrahub.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every row of the table, in the spellings in which a resource stands in files. The values are words: nothing else gives them away. */
class SecretArgumentsTests {

    private static final String OLD = "orange-juice";
    private static final String NEW = "tomato-juice";

    /** How a resource is written that has this argument; the others of it are harmless. */
    @FunctionalInterface
    private interface Writing {
        String of(String type, List<String> path, boolean isMap);
    }

    private static final Map<String, Writing> WRITINGS = Map.of(
            "HCL", SecretArgumentsTests::hcl,
            "plan", SecretArgumentsTests::printed,
            "JSON of a plan", SecretArgumentsTests::planned,
            "state", SecretArgumentsTests::state);

    @Test
    void everyRowIsFoundHoweverTheResourceIsWritten() {
        List<String> missed = new ArrayList<>();
        for (SecretArguments.Row row : rows()) {
            String type = row.type().replace("*", "acme_vpn");
            WRITINGS.forEach((name, writing) -> {
                for (boolean isMap : new boolean[] {false, true}) {
                    String text = writing.of(type, row.path(), isMap);
                    String left = Secrets.replace(text, _ -> "#");
                    if (left.contains(OLD) || left.contains(NEW) || !left.contains("apple-juice")) {
                        missed.add(name + ": " + left);
                    }
                }
            });
        }
        assertThat(rows()).hasSizeGreaterThan(90);
        assertThat(missed).isEmpty();
    }

    @Test
    void everyRowIsMarkedAsTerraformWouldMarkIt() {
        for (SecretArguments.Row row : rows()) {
            String type = row.type().replace("*", "acme_vpn");
            Value value = new Value.Text(OLD);
            Value mark = new Value.Bool(true);
            for (String step : row.path().reversed()) {
                boolean isFirst = step.equals(row.path().getFirst());
                value = new Value.Members(Map.of(step, isFirst ? value : items(value)));
                mark = new Value.Members(Map.of(step, isFirst ? mark : items(mark)));
            }
            assertThat(SecretArguments.of(type).marks(value).toString())
                    .as(type)
                    .isEqualTo(mark.toString());
        }
    }

    private static Value items(Value item) {
        return item instanceof Value.Members ? new Value.Items(List.of(item)) : item;
    }

    @Test
    void whatAnotherArgumentSaysTellsWhetherItIsSecret() {
        Value plain = new Value.Members(Map.of("type", new Value.Text("String"), "value", new Value.Text(OLD)));
        Value secure = new Value.Members(Map.of("type", new Value.Text("SecureString"), "value", new Value.Text(OLD)));
        Value open = new Value.Members(Map.of("sensitive", new Value.Bool(false), "value", new Value.Text(OLD)));
        assertThat(SecretArguments.of("aws_ssm_parameter")
                        .marks(plain)
                        .at("value")
                        .isTrue())
                .isFalse();
        assertThat(SecretArguments.of("aws_ssm_parameter")
                        .marks(secure)
                        .at("value")
                        .isTrue())
                .isTrue();
        assertThat(SecretArguments.of("tfe_variable").marks(open).at("value").isTrue())
                .isFalse();
        assertThat(SecretArguments.of("aws_instance").isEmpty()).isTrue();
    }

    @Test
    void whereATextSaysBothItIsSecret() {
        assertThat(
                        Secrets.find(
                                "resource \"aws_ssm_parameter\" \"a\" {\n  type = \"SecureString\"\n  value = \"orange-juice\"\n}"))
                .hasSize(1);
        assertThat(Secrets.find(
                        "  ~ resource \"aws_ssm_parameter\" \"a\" {\n      ~ value = \"orange-juice\" -> \"x\"\n    }"))
                .hasSize(1);
        assertThat(Secrets.find("""
                {"type": "aws_ssm_parameter", "change": {"before": {"type": "SecureString", "value": "orange-juice"},
                 "after": {"type": "String", "value": "orange-juice"}}}""")).hasSize(2);
    }

    @Test
    void whatStandsBesideAResourceIsNotOfIt() {
        String text = hcl("gitlab_project_variable", List.of("value"), false)
                + "\nresource \"aws_instance\" \"b\" {\n  value = \"cherry-juice\"\n}\n";
        assertThat(Secrets.replace(text, _ -> "#")).contains("cherry-juice").doesNotContain(OLD);
    }

    @Test
    void everyRowNamesItsSource() throws Exception {
        try (var in = SecretArguments.class.getResourceAsStream("secret-arguments.tsv")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            assertThat(lines).isSorted().doesNotHaveDuplicates();
            assertThat(lines).allSatisfy(line -> {
                List<String> cells = Parts.of(line, '\t');
                assertThat(cells).hasSize(4);
                assertThat(URI.create(cells.get(3)).getScheme()).isEqualTo("https");
            });
        }
    }

    private static List<SecretArguments.Row> rows() {
        return SecretArguments.all();
    }

    private static String hcl(String type, List<String> path, boolean isMap) {
        String value = isMap ? "{\n    a = \"%s\"\n    b = \"%s\"\n  }".formatted(OLD, NEW) : "\"" + OLD + "\"";
        String argument = "%s = %s\n".formatted(path.getLast(), value);
        String body = path.size() == 1 ? argument : path.getFirst() + " {\n    " + argument + "  }\n";
        return "resource \"%s\" \"a\" {\n  title = \"apple-juice\"\n  %s}\n".formatted(type, body);
    }

    private static String printed(String type, List<String> path, boolean isMap) {
        String value = isMap
                ? "jsonencode(\n          ~ {\n              ~ a = \"%s\" -> \"%s\"\n            }\n        )"
                        .formatted(OLD, NEW)
                : "\"%s\" -> \"%s\"".formatted(OLD, NEW);
        String argument = "      ~ %s = %s\n".formatted(path.getLast(), value);
        String body =
                path.size() == 1 ? argument : "      ~ " + path.getFirst() + " {\n    " + argument + "        }\n";
        return "  # %s.a will be updated in-place\n  ~ resource \"%s\" \"a\" {\n        title = \"apple-juice\"\n%s    }\n"
                .formatted(type, type, body);
    }

    private static String planned(String type, List<String> path, boolean isMap) {
        return "{\"address\": \"%s.a\", \"mode\": \"managed\", \"type\": \"%s\", \"name\": \"a\", \"change\": {\"before\": %s, \"after\": %s}}"
                .formatted(type, type, attributes(path, OLD, isMap), attributes(path, NEW, isMap));
    }

    private static String state(String type, List<String> path, boolean isMap) {
        return "{\"resources\": [{\"mode\": \"managed\", \"type\": \"%s\", \"name\": \"a\", \"instances\": [{\"attributes\": %s}]}]}"
                .formatted(type, attributes(path, OLD, isMap));
    }

    private static String attributes(List<String> path, String secret, boolean isMap) {
        String value = isMap ? "{\"a\": \"%s\"}".formatted(secret) : "\"" + secret + "\"";
        String argument = "\"%s\": %s".formatted(path.getLast(), value);
        String body = path.size() == 1 ? argument : "\"%s\": [{%s}]".formatted(path.getFirst(), argument);
        return "{\"title\": \"apple-juice\", %s}".formatted(body);
    }
}
