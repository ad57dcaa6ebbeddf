package dev.infrahub.scanning;

import static dev.infrahub.scanning.Given.GITHUB;
import static dev.infrahub.scanning.Given.PASSWORD;
import static dev.infrahub.scanning.Given.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is found in Terraform's files, and where. */
class TerraformFilesTests {

    private static List<Integer> lines(String path, String content) {
        return found(path, content).stream().map(one -> one.place().line()).toList();
    }

    @Test
    void a_literal_is_found_and_a_reference_is_none() {
        assertThat(lines("main.tf", """
                        resource "aws_db_instance" "main" {
                          username = "admin"
                          password = "%s"
                        }
                        resource "aws_db_instance" "other" {
                          password = var.db_password
                        }
                        resource "aws_db_instance" "third" {
                          password = data.aws_secretsmanager_secret_version.db.secret_string
                        }
                        """.formatted(PASSWORD))).containsExactly(3);
    }

    @Test
    void a_provider_block_and_a_backend_are_looked_into() {
        assertThat(lines("providers.tf", """
                        provider "github" {
                          token = "%s"
                        }
                        terraform {
                          backend "pg" {
                            conn_str = "postgres://user:%s@db.internal/state"
                          }
                        }
                        """.formatted(GITHUB, PASSWORD.replace("&", ""))))
                .containsExactly(2, 6);
    }

    @Test
    void variables_files_are_read_by_the_names_in_them() {
        assertThat(lines("prod.tfvars", "region = \"eu\"\ndb_password = \"%s\"\ncount = 3\n".formatted(PASSWORD)))
                .containsExactly(2);
        assertThat(lines("prod.auto.tfvars.json", "{\n  \"db_password\": \"%s\"\n}\n".formatted(PASSWORD)))
                .containsExactly(2);
    }

    @Test
    void a_state_file_tells_what_it_holds_in_the_clear() {
        assertThat(lines("terraform.tfstate", """
                        {"version": 4, "resources": [{"type": "aws_db_instance", "instances": [
                          {"attributes": {"id": "db-1",
                            "password": "%s",
                            "port": 5432}}]}]}
                        """.formatted(PASSWORD))).containsExactly(3);
    }

    @Test
    void a_heredoc_and_base64_are_looked_into() {
        String packed = Base64.getEncoder()
                .encodeToString(("#!/bin/sh\nexport DB_PASSWORD=" + PASSWORD + "\n").getBytes(StandardCharsets.UTF_8));

        assertThat(lines("user-data.tf", """
                        resource "aws_instance" "web" {
                          user_data = <<-EOT
                            export GITHUB_TOKEN=%s
                          EOT
                        }
                        resource "aws_instance" "other" {
                          user_data_base64 = "%s"
                        }
                        """.formatted(GITHUB, packed))).containsExactly(3, 7);
    }

    @Test
    void places_are_exact_behind_a_mark_wide_letters_and_line_ends_of_windows() {
        String text = """
                # größe 😀
                resource "aws_db_instance" "a" {
                  tags = { größe = "😀", n = "x" }
                \tpassword = var.a ? "orange" : null
                }
                """.replace("\n", "\r\n");
        assertThat(found("main.tf", "\uFEFF" + text)).singleElement().satisfies(one -> {
            assertThat(one.ruleId()).isEqualTo("terraform-sensitive-attribute");
            assertThat(one.place()).isEqualTo(new Place(4, 22, 4, 28));
        });
    }

    @Test
    void advice_shows_what_it_is_about_and_no_secret_that_stands_there() {
        assertThat(found("main.tf", "variable \"db_password\" {}\n"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(RuleNote.of(one.ruleId()).isAdvice()).isTrue();
                    assertThat(RuleNote.of(one.ruleId()).severity()).isEqualTo("low");
                    assertThat(RuleNote.of(one.ruleId()).recommendation()).doesNotContain("history");
                    assertThat(one.redacted()).isEqualTo("db_password");
                    assertThat(one.place()).isEqualTo(new Place(1, 11, 1, 22));
                });
        assertThat(found("main.tf", "variable \"" + GITHUB + "_password\" {}\n").toString())
                .contains("github-token")
                .doesNotContain(GITHUB.substring(4));
        assertThat(found("main.tf", "variable \"" + "a".repeat(90) + "_password\" {}\n"))
                .extracting(Detection::redacted)
                .containsExactly(Redaction.HIDDEN);
    }

    @Test
    void a_state_is_a_finding_of_its_own_whatever_it_is_called() {
        String state = """
                {"version": 4, "terraform_version": "1.11.4", "serial": 7, "lineage": "a", "resources": [{"instances": [
                  {"attributes": {"password": "%s"}}]}]}
                """.formatted(PASSWORD);

        for (String path : List.of("terraform.tfstate", "terraform.tfstate.backup", "old/state.json")) {
            assertThat(found(path, state))
                    .extracting(Detection::ruleId)
                    .containsExactly("terraform-state", "named-secret");
        }
    }

    @Test
    void a_team_disables_advice_as_any_rule() {
        Scan scan = Given.scan(TeamFile.rules(
                "[extend]\nuseDefault = true\ndisabledRules = [\"terraform-variable-not-sensitive\"]\n"));
        scan.file("main.tf", "variable \"db_password\" {}\n".getBytes(StandardCharsets.UTF_8));

        assertThat(scan.result().detections()).isEmpty();
    }
}
