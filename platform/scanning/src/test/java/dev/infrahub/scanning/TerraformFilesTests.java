package dev.infrahub.scanning;

import static dev.infrahub.scanning.Given.GITHUB;
import static dev.infrahub.scanning.Given.PASSWORD;
import static dev.infrahub.scanning.Given.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is found in Terraform's files without a parser of HCL. */
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
}
