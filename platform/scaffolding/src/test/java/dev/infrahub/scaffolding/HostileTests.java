package dev.infrahub.scaffolding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.catalog.Catalog;
import dev.infrahub.catalog.CatalogFolder;
import dev.infrahub.catalog.Entity;
import dev.infrahub.json.Value;
import dev.infrahub.json.YamlValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody says of a module is in its README and its catalog-info.yaml as it was said, and changes nothing of either. */
class HostileTests {

    private static final List<String> PIECES = List.of(
            "${",
            "}",
            "%{ if true }",
            "${file(\"/etc/passwd\")}",
            "$${a}",
            "\"",
            "'",
            "\\",
            "\n",
            "\r\n",
            "\t",
            "\0",
            "\u001b[31m",
            "\u0085",
            "\u2028",
            "\u202e",
            "\ufeff",
            "\ud83d\ude80",
            "\u00e4",
            ": ",
            "- ",
            "# ",
            "\n---\n",
            "\n...\n",
            "\nspec:\n  owner: group:default/evil\n",
            "&a",
            "*a",
            "!!str",
            "<<: ",
            "{{ .Values }}",
            "${{ secrets.TOKEN }}",
            "<!-- END_TF_DOCS -->",
            "<script>alert(1)</script>",
            "```\n",
            "![](http://example.org/a.png)",
            "[a](javascript:alert(1))",
            "| a | b |",
            "`",
            "$(id)",
            "@everyone",
            "EOT\n",
            "1. ",
            "/*",
            "//",
            "a");

    @TempDir
    Path folder;

    static Stream<String> descriptions() {
        Random random = new Random(7);
        Stream<String> mixed = Stream.generate(() -> {
                    StringBuilder text = new StringBuilder();
                    random.ints(12, 0, PIECES.size()).forEach(piece -> text.append(PIECES.get(piece)));
                    return text.toString();
                })
                .limit(60);
        return Stream.concat(PIECES.stream(), mixed);
    }

    @ParameterizedTest
    @MethodSource("descriptions")
    void a_description_changes_neither_code_nor_entity_nor_headings(String hostile) {
        String description = hostile + ", an S3 bucket " + hostile;
        ScaffoldedModule plain = Asked.done(request("an S3 bucket"));
        ScaffoldedModule module = Asked.done(request(description));

        plain.files().forEach((path, text) -> {
            if (!path.equals("README.md") && !path.equals("catalog-info.yaml")) {
                assertThat(module.files()).containsEntry(path, text);
            }
        });
        Value entity = YamlValues.parse(Asked.file(module, "catalog-info.yaml")).orElseThrow();
        Value expected =
                YamlValues.parse(Asked.file(plain, "catalog-info.yaml")).orElseThrow();
        assertThat(entity.at("spec")).isEqualTo(expected.at("spec"));
        assertThat(entity.at("metadata").at("annotations"))
                .isEqualTo(expected.at("metadata").at("annotations"));
        assertThat(entity.at("metadata").at("description")).isEqualTo(new Value.Text(OneLine.of(description)));
        List<String> lines = Asked.file(module, "README.md").lines().toList();
        List<String> others = Asked.file(plain, "README.md").lines().toList();
        assertThat(lines).hasSameSizeAs(others);
        for (int i = 0; i < lines.size(); i++) {
            if (i != 2) {
                assertThat(lines.get(i)).isEqualTo(others.get(i));
            }
        }
        assertThat(unescaped(lines.get(2))).isEqualTo(OneLine.of(description));
    }

    /** Each sign that would mean something has a backslash before it, and nothing else has. */
    private static String unescaped(String markdown) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < markdown.length(); at++) {
            char c = markdown.charAt(at);
            if (c == '\\') {
                at++;
                text.append(markdown.charAt(at));
            } else {
                assertThat("`*_{}[]<>#|~&!$@".indexOf(c)).as(markdown).isNegative();
                text.append(c);
            }
        }
        return text.toString();
    }

    @Test
    void no_interpolation_of_a_description_is_in_any_code() {
        ScaffoldedModule module = Asked.done(request("an S3 bucket ${var.password} %{ for a in b }"));

        module.files().forEach((path, text) -> {
            if (path.endsWith(".tf") || path.endsWith(".hcl")) {
                assertThat(text).as(path).doesNotContain("var.password", "%{");
            }
        });
    }

    @Test
    void a_beginning_of_a_list_is_none() {
        assertThat(Markdown.escaped("1. a")).isEqualTo("1\\. a");
        assertThat(Markdown.escaped("- a-b")).isEqualTo("\\- a-b");
        assertThat(Markdown.escaped("# a")).isEqualTo("\\# a");
    }

    @Test
    void a_long_description_takes_no_longer_than_its_length() {
        String longest = "zebra ".repeat(600);

        assertThat(Asked.refused(request(longest)).code()).isEqualTo("module.unknown");
        assertThat(Asked.done(request(longest + ", an S3 bucket with " + longest))
                        .warnings())
                .allMatch(warning -> warning.length() < 2_000);
        assertThat(Asked.done(request("s3 ".repeat(20_000))).path().id()).isEqualTo("aws-s3-bucket");
    }

    @Test
    void a_credential_in_what_was_said_is_refused() {
        assertThat(Asked.refused(request("an S3 bucket, password = \"Xk29-fjwoQ+41z\""))
                        .code())
                .isEqualTo("field.secret");
    }

    @Test
    void a_catalog_reads_the_entity() throws IOException {
        for (GoldenPath path : GoldenPaths.all()) {
            Map<String, String> files = Asked.done(new ModuleRequest(
                            path.title(),
                            Optional.of(path.cloud()),
                            Optional.empty(),
                            "acme",
                            Optional.of("group:default/platform")))
                    .files();
            Path place = Files.createDirectories(folder.resolve(path.id()));
            Files.writeString(place.resolve("catalog-info.yaml"), files.getOrDefault("catalog-info.yaml", ""));
        }
        Catalog catalog = new CatalogFolder(folder).read();

        assertThat(catalog.unreadable()).isEmpty();
        assertThat(catalog.entities()).hasSameSizeAs(GoldenPaths.all());
        for (Entity entity : catalog.entities()) {
            assertThat(entity.kind()).isEqualTo("component");
            assertThat(entity.name()).startsWith("tf-");
            assertThat(entity.type()).contains("terraform-module");
            assertThat(entity.client()).contains("acme");
            assertThat(entity.owner().orElseThrow().text()).isEqualTo("group:default/platform");
            assertThat(entity.system().orElseThrow().text()).isEqualTo("system:default/infrastructure");
        }
    }

    private static ModuleRequest request(String description) {
        return new ModuleRequest(
                description, Optional.of(Cloud.AWS), Optional.empty(), "acme", Optional.of("group:default/platform"));
    }
}
