package dev.infrahub.plananalyzer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.findings.GuardedAttributes;
import dev.infrahub.findings.Rule;
import dev.infrahub.findings.StatefulTypes;
import dev.infrahub.findings.TabSeparated;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTests {

    @Test
    void everyRuleIsListedForReaders() throws IOException {
        String document = Files.readString(Given.projectFile("docs/risk-rules.md"));
        for (Rule rule : Rule.values()) {
            assertThat(document).contains("| `" + rule.id() + "` |").contains("| " + rule.mitigation() + " |");
            assertThat(Rule.of(rule.id())).isEqualTo(rule);
        }
    }

    @Test
    void everyRowOfTheTablesIsWhole() {
        assertThat(TabSeparated.rows("stateful-types.tsv"))
                .hasSizeGreaterThan(1500)
                .allMatch(row -> row.length == 5);
        assertThat(TabSeparated.rows("guarded-attributes.tsv"))
                .hasSizeGreaterThan(400)
                .allMatch(row -> row.length == 7 || row.length == 8);
        assertThat(TabSeparated.rows("guarded-attributes.tsv"))
                .as("one sentence about one setting")
                .extracting(row -> List.of(row[0], row[2], row[3]))
                .doesNotHaveDuplicates();
        assertThat(TabSeparated.rows("sensitive-types.tsv")).allMatch(row -> row.length == 2);
        assertThat(TabSeparated.rows("policy-documents.tsv"))
                .hasSizeGreaterThan(100)
                .allMatch(row -> row.length == 3 || row.length == 4);
        assertThat(TabSeparated.rows("role-grants.tsv"))
                .hasSizeGreaterThan(100)
                .allMatch(row -> row.length == 6 || row.length == 7);
        assertThat(TabSeparated.rows("role-words.tsv")).hasSizeGreaterThan(100).allMatch(row -> row.length == 6);
        assertThat(TabSeparated.rows("leads-to-more.tsv"))
                .hasSizeGreaterThan(100)
                .allMatch(row -> row.length == 4);
        assertThat(TabSeparated.rows("federated-issuers.tsv")).allMatch(row -> row.length == 4);
        assertThat(TabSeparated.rows("condition-keys.tsv")).allMatch(row -> row.length == 2);
        assertThat(TabSeparated.rows("replaces-others.tsv")).allMatch(row -> row.length == 4);
        assertThat(TabSeparated.rows("network-rules.tsv"))
                .hasSizeGreaterThan(150)
                .allMatch(row -> row.length == 7);
        assertThat(StatefulTypes.TABLE.entries()).containsKeys("aws_db_instance", "azurerm_key_vault");
        assertThat(GuardedAttributes.TABLE.of("aws_db_instance")).isNotEmpty();
    }
}
