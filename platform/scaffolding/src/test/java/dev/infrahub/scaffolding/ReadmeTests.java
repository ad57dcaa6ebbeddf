package dev.infrahub.scaffolding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadmeTests {

    static List<GoldenPath> paths() {
        return GoldenPaths.all();
    }

    /** By the text of the code, which knows nothing of how the README is made. */
    @ParameterizedTest
    @MethodSource("paths")
    void its_tables_are_what_the_code_says(GoldenPath path) {
        String readme = Asked.file(Asked.module(path, ""), "README.md");

        assertThat(rows(readme, "Inputs", 5)).isEqualTo(declared(path.file("variables.tf"), "variable"));
        assertThat(rows(readme, "Outputs", 2)).isEqualTo(declared(path.file("outputs.tf"), "output"));
        assertThat(section(readme, "Resources").lines().filter(line -> line.startsWith("| [")))
                .hasSameSizeAs(path.file("main.tf")
                        .lines()
                        .filter(line -> line.startsWith("resource \"") || line.startsWith("data \""))
                        .toList());
        assertThat(section(readme, "Requirements")).contains(path.cloud().text() + ") | >= ", "terraform) | >= 1.");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void it_has_the_layout_of_terraform_docs(GoldenPath path) {
        assertThat(Asked.file(Asked.module(path, ""), "README.md")
                        .lines()
                        .filter(line -> line.startsWith("#") || line.startsWith("<!--")))
                .containsExactly(
                        "# tf-" + path.id(),
                        "## Usage",
                        "<!-- BEGIN_TF_DOCS -->",
                        "## Requirements",
                        "## Providers",
                        "## Modules",
                        "## Resources",
                        "## Inputs",
                        "## Outputs",
                        "<!-- END_TF_DOCS -->",
                        "## Tests");
    }

    private static String section(String readme, String title) {
        String from = readme.substring(readme.indexOf("\n## " + title + "\n"));
        int end = Math.max(from.indexOf("\n## ", 1), from.indexOf("<!-- END"));
        int next = from.indexOf("\n## ", 1);
        return from.substring(0, next < 0 ? end : next);
    }

    /** Name and description of each row; of an input also whether somebody has to say it. */
    private static Map<String, List<String>> rows(String readme, String title, int columns) {
        Map<String, List<String>> rows = new TreeMap<>();
        section(readme, title).lines().filter(line -> line.startsWith("| <a")).forEach(line -> {
            List<String> cells = List.of(line.substring(2, line.length() - 2).split(" \\| ", -1));
            assertThat(cells).as(line).hasSize(columns);
            String name = cells.getFirst();
            name = name.substring(name.indexOf('[') + 1, name.indexOf(']')).replace("\\", "");
            String description = cells.get(1).replace("\\", "");
            rows.put(
                    name,
                    columns == 2
                            ? List.of(description)
                            : List.of(description, cells.get(2).replace("`", ""), cells.get(4)));
        });
        return rows;
    }

    private static Map<String, List<String>> declared(String code, String block) {
        Map<String, List<String>> declared = new TreeMap<>();
        String name = "";
        for (String line : code.lines().toList()) {
            if (line.startsWith(block + " \"")) {
                name = line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'));
                declared.put(name, block.equals("output") ? List.of("") : List.of("", "", "yes"));
            } else if (line.startsWith("  description = ")) {
                put(declared, name, 0, line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')));
            } else if (line.startsWith("  type        = ")) {
                put(declared, name, 1, line.substring("  type        = ".length()));
            } else if (line.startsWith("  default     = ")) {
                put(declared, name, 2, "no");
            }
        }
        return declared;
    }

    private static void put(Map<String, List<String>> declared, String name, int cell, String text) {
        declared.computeIfPresent(name, (_, cells) -> {
            List<String> changed = new ArrayList<>(cells);
            changed.set(cell, text);
            return List.copyOf(changed);
        });
    }
}
