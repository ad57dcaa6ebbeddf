package dev.infrahub.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Parts;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in Terraform's files by their structure, and what is not. */
class TerraformCodeTests {

    private static final String TOKEN = "ghp_" + "k3Vb9QzT1xWm7RsYp2LdJc8NfHg5Ae0Ku4Xo";
    private static final String PASSWORD = "Tr0ub4dor" + "-9zQ";
    private static final int TEN_MEGABYTES = 10_000_000;

    private static List<String> found(String path, String text) {
        return Secrets.inFile(path, text).stream()
                .map(finding -> finding.ruleId() + " " + finding.in(text))
                .toList();
    }

    private static List<String> found(String text) {
        return found("main.tf", text);
    }

    private static List<String> secrets(String text) {
        return secrets("main.tf", text);
    }

    private static List<String> secrets(String path, String text) {
        return Secrets.inFile(path, text).stream()
                .filter(finding -> !Rules.of(finding.ruleId()).isAdvice())
                .map(finding -> finding.in(text))
                .toList();
    }

    /** Each as the password of a resource, of a provider, of a backend and of a variable. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "var.db_password",
                "local.secrets[\"db\"].password",
                "data.aws_secretsmanager_secret_version.db.secret_string",
                "jsondecode(data.a.b.secret_string)[\"password\"]",
                "random_password.db.result",
                "\"${var.db_password}\"",
                "\"${var.prefix}-password-${random_id.a.hex}\"",
                "\"%{ if var.a }${var.b}%{ else }${var.c}%{ endif }\"",
                "var.kind == \"production-password-9\" ? var.a : null",
                "lookup(var.passwords, \"production-password-9\")",
                "try(module.db.password, null)",
                "coalesce(var.password, random_password.db[0].result)",
                "file(\"${path.module}/password-9x.txt\")",
                "sensitive(var.password)",
                "!local.is_replica && var.manage_password ? var.password : null",
                "[for p in var.passwords : p.password9x if p.name != \"\"]",
                "nonsensitive(v.github_deploy_key)",
                "\"\"",
                "null",
                "\"<password>\"",
                "\"__FILL_IN_PASSWORD__\"",
                "\"********\"",
            })
    void what_points_to_a_secret_is_none(String value) {
        for (String block : List.of(
                "resource \"aws_db_instance\" \"a\"",
                "resource \"acme_thing\" \"a\"",
                "provider \"acme\"",
                "provider \"kubernetes\"",
                "module \"db\"",
                "terraform {\n  backend \"http\"")) {
            String text = block + " {\n  password = " + value + "\n}\n" + (block.startsWith("t") ? "}\n" : "");
            assertThat(secrets(text)).as(text).isEmpty();
        }
        String local = "locals {\n  db = {\n    password = " + value + "\n  }\n}\n";
        assertThat(secrets(local)).as(local).isEmpty();
    }

    /** The same places, where a value stands there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"SECRET\"",
                "(\"SECRET\")",
                "var.a ? \"SECRET\" : null",
                "coalesce(var.password, \"SECRET\")",
                "try(module.db.password, \"SECRET\")",
                "lookup(var.passwords, \"db\", \"SECRET\")",
                "sensitive(\"SECRET\")",
                "base64encode(\"SECRET\")",
                "<<EOT\nSECRET\nEOT\n",
                "<<-EOT\n    SECRET\n  EOT\n",
                "\"${\"SECRET\"}\"",
            })
    void a_literal_is_one_however_it_becomes_the_value(String value) {
        for (String block : List.of(
                "resource \"aws_db_instance\" \"a\"",
                "resource \"acme_thing\" \"a\"",
                "provider \"acme\"",
                "module \"db\"",
                "terraform {\n  backend \"http\"")) {
            String text = block + " {\n  password = " + value.replace("SECRET", PASSWORD) + "\n}\n";
            assertThat(secrets(text)).as(text).singleElement().asString().contains(PASSWORD);
        }
    }

    @Test
    void what_has_a_form_of_its_own_is_told_as_that_wherever_it_stands() {
        assertThat(found("provider \"github\" {\n  token = \"" + TOKEN + "\"\n}\n"))
                .containsExactly("github-token " + TOKEN);
        assertThat(found("variable \"a\" {\n  default = \"" + TOKEN + "\"\n}\n"))
                .containsExactly("github-token " + TOKEN);
        assertThat(found("a = upper(\"" + TOKEN + "\")\n# " + TOKEN + "\n"))
                .containsExactly("github-token " + TOKEN, "github-token " + TOKEN);
    }

    @Test
    void what_is_commented_out_is_found_all_the_same() {
        String text = """
                resource "acme_a" "b" {
                  # password = "SECRET"
                  a = {
                    // password = "SECRET"
                    # DB_PASSWORD=SECRET
                    b = 1
                  }
                }
                """.replace("SECRET", PASSWORD);
        assertThat(secrets(text)).containsExactly(PASSWORD, PASSWORD, PASSWORD);
    }

    @Test
    void what_stands_in_a_text_of_several_lines_is_found_as_in_any_text() {
        assertThat(secrets("resource \"acme_a\" \"b\" {\n  user_data = <<-EOT\n    export DB_PASSWORD=" + PASSWORD
                        + "\n    echo ${var.a}\n    x=${var.b_password}\n  EOT\n}\n"))
                .containsExactly(PASSWORD);
    }

    /** As modules say which of their own things another takes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "storage_account_key = \"bootdiag_region1\"",
                "client_secret_key = \"sp-client-secret\"",
                "credentials = {\n  app = {\n    secret_permissions = [\"Get\"]\n    resource_group = \"rg1\"\n  }\n}",
                "auth = \"SecurityToken\"",
                "api_key = \"/argocd/github/api_key\"",
                "shared_secret = \"sharedSecret\"",
                "connection_string = \"postgresql://example.com:5432/db\"",
                "required = [\n  \"path\",\n  \"secretRef\",\n]",
            })
    void a_word_that_names_something_else_is_no_secret(String attribute) {
        String text = "locals {\n  a = {\n" + attribute.replace("\n", "\n    ") + "\n  }\n}\n";
        assertThat(secrets(text)).as(text).isEmpty();
        assertThat(found("a.tfvars", attribute + "\n")).as(attribute).isEmpty();
    }

    @Test
    void a_block_without_an_end_hides_none_of_what_follows() {
        String text = """
                resource "acme_a" "b" {
                  list = [
                    "x

                variable "db_password" {
                  default = "orange"
                }
                provider "azurerm" {
                  client_secret = "orange-juice"
                """;
        assertThat(found(text))
                .containsExactly("terraform-variable-default orange", "terraform-provider-secret orange-juice");
    }

    @Test
    void a_file_of_another_kind_is_read_as_a_text_alone() {
        String text = "resource \"aws_api_gateway_api_key\" \"a\" {\n  value = \"orange\"\n}\n";
        assertThat(found(text)).containsExactly("terraform-sensitive-attribute orange");
        assertThat(found("notes.md", text)).isEmpty();
    }

    @Test
    void a_variable_is_told_of_once() {
        assertThat(found("variable \"db_password\" {\n  default = \"orange\"\n}\n"))
                .containsExactly("terraform-variable-default orange");
        assertThat(found("variable \"github_token\" {\n  default = \"" + TOKEN + "\"\n}\n"))
                .containsExactly("github-token " + TOKEN);
    }

    @Test
    void every_row_of_the_table_is_found_where_it_stands_and_no_reference_is() {
        List<String> missed = new ArrayList<>();
        for (TerraformAttributes.Row row : TerraformAttributes.rows()) {
            boolean isPart = row.holds() == TerraformAttributes.Holds.PART;
            String secret = isPart ? "postgres://a:" + PASSWORD + "@b/c" : "orange-juice";
            List<String> literal = secrets(block(row, '"' + secret + '"'));
            List<String> json = secrets("main.tf.json", json(row, secret));
            if (!literal.equals(List.of(secret))
                    || !secrets(block(row, "var.a")).isEmpty()
                    || !json.equals(List.of(secret))
                    || !secrets("main.tf.json", json(row, "${var.a}")).isEmpty()) {
                missed.add(row + " " + literal + json);
            }
        }
        assertThat(TerraformAttributes.rows()).hasSizeGreaterThan(800);
        assertThat(missed).isEmpty();
    }

    private static String block(TerraformAttributes.Row row, String value) {
        List<String> path = Parts.of(row.path(), '.');
        StringBuilder text = new StringBuilder();
        path.subList(0, path.size() - 1).forEach(step -> text.append(step).append(" {\n"));
        text.append(path.getLast()).append(" = ").append(value).append('\n').append("}\n".repeat(path.size() - 1));
        String head = switch (row.block()) {
            case "backend" ->
                "terraform {\n" + (row.type().equals("cloud") ? "cloud" : "backend \"" + row.type() + '"');
            case "provider" -> "provider \"" + row.type() + '"';
            default -> row.block() + " \"" + row.type() + "\" \"a\"";
        };
        return head + " {\n" + text + "}\n" + (row.block().equals("backend") ? "}\n" : "");
    }

    private static String json(TerraformAttributes.Row row, String value) {
        List<String> path = new ArrayList<>(List.of(row.block(), row.type()));
        switch (row.block()) {
            case "backend" -> path = new ArrayList<>(List.of("terraform", "backend", row.type()));
            case "provider" -> {}
            default -> path.add("a");
        }
        if (row.type().equals("cloud")) {
            path = new ArrayList<>(List.of("terraform", "cloud"));
        }
        path.addAll(Parts.of(row.path(), '.'));
        return "{\"" + String.join("\": {\"", path) + "\": \"" + value + "\"" + "}".repeat(path.size());
    }

    @Test
    void the_json_syntax_is_read_by_the_same_rules() {
        assertThat(found("main.tf.json", """
                        {
                          "//": "the database",
                          "resource": [{"aws_api_gateway_api_key": {"a": [{"value": "orange"}]}}],
                          "provider": {"azurerm": [{"client_secret": "orange-juice", "features": {}}]},
                          "variable": {
                            "db_password": {"type": "string"},
                            "passwords": {"type": "list(string)"},
                            "app_password": {"type": "string", "sensitive": true},
                            "old_password": {"default": "tomato"}
                          },
                          "output": {"o": {"value": "${aws_db_instance.a.password}"}},
                          "locals": {"db": {"password": "${var.app_password}", "token": "${data.a.b.token_x9}"}}
                        }
                        """))
                .containsExactly(
                        "terraform-sensitive-attribute orange",
                        "terraform-provider-secret orange-juice",
                        "terraform-variable-not-sensitive db_password",
                        "terraform-variable-default tomato",
                        "terraform-output-not-sensitive o");
        assertThat(found("prod.tfvars.json", "{\"db_password\": \"orange\", \"place\": \"tomato\"}"))
                .containsExactly("terraform-variables-file orange");
        assertThat(found("main.tf.json", "{\"variable\": {\"password\": {\"default\": \"" + TOKEN + "\""))
                .containsExactly("github-token " + TOKEN);
    }

    /** The name of a secret has a word in it that says so. */
    @Test
    void a_variable_that_is_called_a_secret_and_no_more_is_given_one() {
        assertThat(found("a.tfvars", "secret = \"orange-juice\"\n"))
                .containsExactly("terraform-variables-file orange-juice");
        assertThat(found("a.tfvars", "token = \"orange\"\n")).containsExactly("terraform-variables-file orange");
        for (String harmless : List.of(
                "secret = \"my-app-secret\"",
                "token = \"prod/db/token\"",
                "pull_secret = \"regcred\"",
                "tls_secret = \"wildcard-cert\"",
                "db_secret = \"orange-juice\"",
                "secret = \"arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-a1B2c3\"")) {
            assertThat(found("a.tfvars", harmless + "\n")).as(harmless).isEmpty();
        }
    }

    /** As charts and tasks are told where a secret lies. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "existingSecret: db-credentials-v2\n",
                "auth:\n  existingSecret: db-credentials-v2\n  userPasswordKey: postgres-password1\n",
                "auth:\n  secretKeys:\n    adminPasswordKey: pg-admin-password2\n    replicationPasswordKey: repl-2\n",
                "existingSecretPasswordKey: password1-Xk93kd02lq\n",
                "imagePullSecrets:\n  - regcred2-x9\n",
                "tlsSecret: wildcard-2024-11\n",
                "[{\"name\": \"DB_PASSWORD\", \"valueFrom\": \"arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-Ab12Cd:password::\"}]",
                "[{\"secrets\": [{\"valueFrom\": \"arn:aws:secretsmanager:${var.region}:123456789012:secret:db-a1B2c3D4\", \"name\": \"DB_PASSWORD\"}]}]",
            })
    void where_a_secret_lies_is_none(String text) {
        assertThat(Secrets.find(text)).isEmpty();
        String indented = text.replace("\n", "\n    ").stripTrailing();
        assertThat(found("resource \"a\" \"b\" {\n  values = [<<-EOT\n    " + indented + "\n  EOT\n  ]\n}\n"))
                .isEmpty();
    }

    @Test
    void every_row_names_its_source() throws Exception {
        try (var in = TerraformAttributes.class.getResourceAsStream("terraform-attributes.tsv")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            assertThat(lines).isSorted().doesNotHaveDuplicates();
            assertThat(lines).allSatisfy(line -> {
                List<String> cells = Parts.of(line, '\t');
                assertThat(cells).hasSize(5);
                assertThat(URI.create(cells.getLast()).getScheme()).isEqualTo("https");
            });
        }
    }

    @Test
    void the_structure_of_a_large_file_is_read_in_well_under_a_second() {
        String block = """
                resource "aws_db_instance" "main" {
                  identifier = "db-${var.environment}" # the name
                  password   = var.db_password
                  tags       = merge(var.tags, { Name = "main", "owner" = "team" })
                }

                variable "db_password" {
                  sensitive = true
                }

                """;
        String text = block.repeat(TEN_MEGABYTES / block.length());
        TerraformCode.find(TerraformFile.CODE, text, List.of());
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        List<Finding> found = TerraformCode.find(TerraformFile.CODE, text, List.of());

        assertThat(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin)
                .isLessThan(1_000_000_000L);
        assertThat(found).isEmpty();
    }
}
