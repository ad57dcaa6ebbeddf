package dev.infrahub.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTests {

    @Test
    void everyRuleFindsItsCredentialsInAnySurroundings() {
        for (Specimens.Specimen specimen : Specimens.all()) {
            for (String frame :
                    List.of("%s", "x = \"%s\"", "{\"k\":\"%s\"}", "text before %s text behind", "a\n%s\nb")) {
                String text = frame.formatted(specimen.text());
                assertThat(Secrets.find(text))
                        .as("%s in %s", specimen.ruleId(), text)
                        .extracting(Finding::ruleId)
                        .contains(specimen.ruleId());
                assertThat(Secrets.replace(text, _ -> "(gone)"))
                        .as(specimen.ruleId())
                        .doesNotContain(specimen.secret());
            }
        }
    }

    @Test
    void whatOnlyResemblesACredentialIsNone() {
        for (String text : Specimens.harmless()) {
            assertThat(Secrets.find(text)).as(text).isEmpty();
        }
    }

    @Test
    void aNameTellsThatItsValueIsSecret() {
        for (String name : Specimens.SECRET_NAMES) {
            assertThat(Secrets.inAttribute(name, "Winter2024!x9Kd03Lq"))
                    .as(name)
                    .hasSize(1);
        }
        for (String name : Specimens.HARMLESS_NAMES) {
            assertThat(Secrets.inAttribute(name, "Winter2024!x9Kd03Lq"))
                    .as(name)
                    .isEmpty();
        }
    }

    @Test
    void aWeakPasswordIsAPassword() {
        assertThat(Secrets.inAttribute("password", "changeme")).hasSize(1);
        assertThat(Secrets.inAttribute("db_password", "admin")).hasSize(1);
        assertThat(Secrets.find("password = \"changeme\"")).hasSize(1);
    }

    @Test
    void whatStandsForAValueIsNone() {
        for (String value : Specimens.STAND_INS) {
            assertThat(Secrets.inAttribute("password", value)).as(value).isEmpty();
            assertThat(Secrets.find("  + password = \"" + value + "\""))
                    .as(value)
                    .isEmpty();
        }
        for (String value : together(List.of(Specimens.STAND_INS, Specimens.PLACEHOLDERS))) {
            assertThat(Secrets.find("password = \"" + value + "\"")).as(value).isEmpty();
        }
        for (String value : together(List.of(Specimens.STAND_INS, Specimens.PLACEHOLDERS, Specimens.EXPRESSIONS))) {
            assertThat(Secrets.find("password = " + value)).as(value).isEmpty();
        }
    }

    @Test
    void whereTerraformHasFoundAValueOutNothingStandsForIt() {
        for (String value :
                together(List.of(Specimens.PLACEHOLDERS, Specimens.EXPRESSIONS, Specimens.LOOK_LIKE_STAND_INS))) {
            assertThat(Secrets.inAttribute("password", value)).as(value).hasSize(1);
            String printed = value.replace("${", "$${");
            assertThat(Secrets.replace("  + password = \"" + printed + "\"", _ -> "#"))
                    .isEqualTo("  + password = \"#\"");
        }
        for (String value : together(List.of(Specimens.EXPRESSIONS, Specimens.LOOK_LIKE_STAND_INS))) {
            assertThat(Secrets.find("password = \"" + value + "\"")).as(value).hasSize(1);
        }
    }

    @Test
    void behindAnOptionThatOthersHaveForAPortAPasswordIsWhatIsMadeLikeOne() {
        assertThat(Secrets.replace("[\"x\", \"-p\", \"Winter2024x9Kd03Lq\"]", _ -> "#"))
                .isEqualTo("[\"x\", \"-p\", \"#\"]");
        for (String value : List.of("8080", "8080:80", "127.0.0.1:8080:80/udp", "/srv/app1/data2", "release-2024-11")) {
            assertThat(Secrets.find("[\"x\", \"-p\", \"" + value + "\"]"))
                    .as(value)
                    .isEmpty();
        }
    }

    private static List<String> together(List<List<String>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }

    @Test
    void whatStandsBelowANameIsFoundByIt() {
        for (String line : Specimens.BELOW_NAMES) {
            String text = line.replace("SECRET", "hunter2-Xk9");
            assertThat(Secrets.replace(text, _ -> "#").replace("\n", ""))
                    .as(text)
                    .doesNotContain("hunter2")
                    .startsWith(line.substring(0, 5));
        }
    }

    @Test
    void whatDescribesASecretIsRead() {
        assertThat(Secrets.replace(
                        "credentials {\n  name = \"x1\"\n  type = \"aws2\"\n  word = \"hunter2-Xk9\"\n}\nnext = \"Xk9-03Lq\"",
                        _ -> "#"))
                .isEqualTo("credentials {\n  name = \"x1\"\n  type = \"aws2\"\n  word = \"#\"\n}\nnext = \"Xk9-03Lq\"");
    }

    @Test
    void theNameOfASecretIsNone() {
        assertThat(Secrets.inAttribute("secret", "my-app-secret")).isEmpty();
        assertThat(Secrets.inAttribute("token", "projects/p/secrets/s")).isEmpty();
        assertThat(Secrets.inAttribute("private_key", "~/.ssh/id_ed25519")).isEmpty();
        assertThat(Secrets.inAttribute("kms_key", "alias/production-key-1")).isEmpty();
        assertThat(Secrets.inAttribute("s3_key", "lambdas/team/HandleS3Update.zip"))
                .isEmpty();
        assertThat(Secrets.inAttribute("partition_key", "Winter2024!x9Kd03Lq")).isEmpty();
    }

    @Test
    void aTokenOfSeveralPartsIsNeitherAHostNorAPathOfNames() {
        for (String token : List.of(
                "s.Zq9Xc4Mk5gT9o34Q6RkzGsj0",
                "dt0c01.jjy019uln8upwn852izzb20v.smkhfun2ho8m1z395c3o0mig",
                "8bcdd9b4e28e4e1b8bf14a2eb8701220.Qh5p5TU2BDwzHu5RCtvJXsj")) {
            assertThat(Secrets.find("token: " + token)).as(token).hasSize(1);
            assertThat(Secrets.find("token = \"" + token + "\"")).as(token).hasSize(1);
        }
        for (String name : List.of(
                "config.OAuth2AccessToken",
                "module.sha256Digest2",
                "a1b2c3d4e5f6a7b8c9d0e1.gr7.eu-west-1.eks.amazonaws.com")) {
            assertThat(Secrets.find("token: " + name)).as(name).isEmpty();
        }
    }

    @Test
    void aCommandUnderTheNameOfWhatItDoesIsNoneAndItsArgumentsAre() {
        assertThat(Secrets.find("\"generate-token\": \"node scripts/token.js\""))
                .isEmpty();
        assertThat(Secrets.replace("\"reset-password\": \"./reset --password=hunter2-Xk9\"", _ -> "#"))
                .isEqualTo("\"reset-password\": \"./reset --password=#\"");
        assertThat(Secrets.find("\"reset_password\": \"correct horse battery\""))
                .hasSize(1);
        assertThat(Secrets.find("\"password\": \"node is a word\"")).hasSize(1);
    }

    @Test
    void aPasswordThatAUrlIsToHaveIsNoElement() {
        assertThat(Secrets.find("uri=mongodb+srv://<username>:<password>@cluster.example.net/app"))
                .isEmpty();
    }

    @Test
    void everySpellingOfAnAssignmentIsRead() {
        for (String spelling : Specimens.SPELLINGS) {
            String text = spelling.replace("SECRET", "hunter2-Xk9");
            assertThat(Secrets.replace(text, _ -> "#")).as(text).isEqualTo(spelling.replace("SECRET", "#"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "**Password:** SECRET",
                "- **Password**: SECRET",
                "`password`: SECRET",
                "The password is `SECRET`.",
                "| password | SECRET |",
                "| **Password**   | `SECRET` |",
                "|`db_password`|\"SECRET\"|"
            })
    void aSecretIsReadInMarkdown(String line) {
        String text = line.replace("SECRET", "Kd03Lq9Xw");
        assertThat(Secrets.replace(text, _ -> "#")).isEqualTo(line.replace("SECRET", "#"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "| Password | Required |",
                "| `db_password` | `string` | n/a | yes |",
                "| token | sha256 |",
                "**Token:** see the vault",
                "The password is `required`.",
                "cat token | sha256sum",
                "echo $password | base64"
            })
    void whatMarkdownSaysAboutASecretIsNone(String line) {
        assertThat(Secrets.find(line)).isEmpty();
    }

    @Test
    void aSecretIsReadInListsLinesAndPairs() {
        for (String line : Specimens.LISTS_AND_LINES) {
            String text = line.replace("SECRET", "hunter2-Xk9");
            assertThat(Secrets.replace(text, _ -> "#")).as(text).isEqualTo(line.replace("SECRET", "#"));
        }
    }

    @Test
    void anItemIsSecretBecauseOfWhatStandsBeforeIt() {
        assertThat(Secrets.inItems(
                        "command", List.of("redis-server", "--requirepass", "hunter2-Xk9", "--port", "6379")))
                .containsExactly(
                        List.of(), List.of(), List.of(new Finding("named-secret", 0, 11)), List.of(), List.of());
        assertThat(Secrets.inItems("command", List.of("/usr/bin/mysql", "-u", "root", "-phunter2-Xk9")))
                .containsExactly(List.of(), List.of(), List.of(), List.of(new Finding("command-line", 2, 13)));
        assertThat(Secrets.inItems("args", List.of("curl", "-u", "user:hunter2-Xk9", "x")))
                .containsExactly(List.of(), List.of(), List.of(new Finding("command-line", 5, 16)), List.of());
        assertThat(Secrets.inItems("args", List.of("sh", "-c", "echo \"a\"\nmysql -phunter2-Xk9")))
                .last()
                .isEqualTo(List.of(new Finding("command-line", 17, 28)));
        assertThat(Secrets.inItems("passwords", List.of("hunter2", "admin"))).allMatch(found -> found.size() == 1);
        assertThat(Secrets.inItems("args", List.of("-u", "user:hunter2-Xk9")))
                .containsExactly(List.of(), List.of(new Finding("command-line", 5, 16)));
        assertThat(Secrets.inItems("args", List.of("machine db.example.com login app", "password hunter2-Xk9")))
                .containsExactly(List.of(), List.of(new Finding("netrc", 9, 20)));
        assertThat(Secrets.inItems("x", List.of("DB_PASSWORD", "Kd03Lq9Xw")))
                .containsExactly(List.of(), List.of(new Finding("named-secret", 0, 9)));
        assertThat(Secrets.inItems("args", List.of("--password", "$ecret1", "--user", "-x")))
                .containsExactly(List.of(), List.of(new Finding("named-secret", 0, 7)), List.of(), List.of());
        for (List<String> harmless : List.of(
                List.of("-u", "1000:1000"),
                List.of("--user", "node:node"),
                List.of("username", "password", "email"),
                List.of("--password", "--user", "x"))) {
            assertThat(Secrets.inItems("args", harmless))
                    .as(harmless.toString())
                    .allMatch(List::isEmpty);
        }
        assertThat(Secrets.inItems("args", List.of("--verbose", "run", "--port", "80")))
                .allMatch(List::isEmpty);
        assertThat(Secrets.inItems("args", List.of())).isEmpty();
    }

    @Test
    void aPasswordIsOneInOtherLanguages() {
        for (String word : Specimens.WORDS_FOR_PASSWORD) {
            for (String frame : List.of("%s: SECRET", "%s = \"SECRET\"", "{\"%s\":\"SECRET\"}", "%s\uFF1ASECRET")) {
                String line = frame.formatted(word);
                assertThat(Secrets.replace(line.replace("SECRET", "hunter2-Xk9"), _ -> "#"))
                        .as(line)
                        .isEqualTo(line.replace("SECRET", "#"));
            }
            assertThat(Secrets.inAttribute(word, "hunter2")).as(word).hasSize(1);
        }
    }

    @Test
    void aScriptOfPowerShellIsReadInItsBase64() {
        String script = "$password = 'hunter2-Xk9'; Connect-Database";
        String encoded = Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_16LE));
        assertThat(Secrets.replace("powershell -EncodedCommand " + encoded, _ -> "#"))
                .isEqualTo("powershell -EncodedCommand #");
    }

    @Test
    void bothSidesOfAChangeInAPlansTextAreFound() {
        for (String change : List.of(
                "  ~ password = (sensitive value) -> \"SECRET\"",
                "  ~ password = null -> \"SECRET\"",
                "  ~ password = (known after apply) -> \"SECRET\" # forces replacement",
                "    password: \"\" => \"SECRET\" (forces new resource)",
                "      name  = \"DB_PASSWORD\"\n    ~ value = \"a1\" -> \"SECRET\"",
                "    ~ value = \"a1\" -> \"SECRET\"\n      name  = \"DB_PASSWORD\"",
                "    ~ name  = \"X\" -> \"DB_PASSWORD\" # forces replacement\n    ~ value = \"a1\" -> \"SECRET\"",
                "  ~ passwords = {\n      ~ \"a\" = \"a1\" -> \"SECRET\"\n    }",
                "    \"--requirepass\",\n  ~ \"a1\" -> \"SECRET\",",
                "    \"--requirepass\",\n  - \"a1\",\n  + \"SECRET\",",
                "    \"curl\",\n    \"-u\",\n  ~ \"a:b1\" -> \"user:SECRET\",",
                "    \"curl\",\n    \"-u\",\n  - \"a:b1\",\n  + \"user:SECRET\",")) {
            assertThat(Secrets.replace(change.replace("SECRET", "hunter2-Xk9"), _ -> "#"))
                    .as(change)
                    .doesNotContain("hunter2")
                    .contains(change.substring(change.indexOf("SECRET") + 6));
        }
        assertThat(Secrets.replace("  ~ password = \"old-one1\" -> \"new-one2\" # x", _ -> "#"))
                .isEqualTo("  ~ password = \"#\" -> \"#\" # x");
    }

    @Test
    void aSecretInsideBase64IsFoundAsTheWholeOfIt() {
        String script = "#!/bin/sh\nexport DB_PASSWORD=hunter2-Xk9\n";
        String encoded = Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8));
        String twice = Base64.getEncoder().encodeToString(encoded.getBytes(StandardCharsets.UTF_8));
        assertThat(Secrets.replace("user_data = \"" + encoded + "\"", _ -> "#")).isEqualTo("user_data = \"#\"");
        assertThat(Secrets.replace("user_data = \"" + twice + "\"", _ -> "#")).isEqualTo("user_data = \"#\"");
        String harmless =
                Base64.getEncoder().encodeToString("#!/bin/sh\necho hello world\n".getBytes(StandardCharsets.UTF_8));
        assertThat(Secrets.find("user_data = \"" + harmless + "\"")).isEmpty();
    }

    @Test
    void aSecretInsideWrappedBase64IsFoundAsTheWholeOfIt() throws IOException {
        // the name in one line, the value in the next, wherever the lines break
        for (int shift = 0; shift < 80; shift++) {
            String script = "#!/bin/sh\n# %s\nexport DB_PASSWORD=hunter2-Xk9\n%s\n"
                    .formatted("x".repeat(shift), "true\n".repeat(40));
            for (byte[] bytes : List.of(script.getBytes(StandardCharsets.UTF_8), gzip(script))) {
                for (String lineEnd : List.of("\n", "\r\n", "\n            ")) {
                    String wrapped = Base64.getMimeEncoder(76, lineEnd.getBytes(StandardCharsets.US_ASCII))
                            .encodeToString(bytes);
                    assertThat(Secrets.replace("data: " + wrapped + "\nend", _ -> "#"))
                            .as(wrapped)
                            .isEqualTo("data: #\nend");
                }
            }
        }
    }

    @Test
    void linesOfBase64ThatAreValuesOfTheirOwnAreTriedByThemselves() {
        Base64.Encoder base64 = Base64.getEncoder();
        byte[] binary = new byte[48];
        new Random(7).nextBytes(binary);
        String secret = "export DB_PASSWORD=hunter2-Xk9; echo of the same width: #";
        String line = base64.encodeToString(secret.substring(0, 48).getBytes(StandardCharsets.UTF_8));
        String other = base64.encodeToString(binary);
        assertThat(Secrets.replace(other + "\n" + line + "\n" + other, _ -> "#"))
                .isEqualTo(other + "\n#\n" + other);
    }

    @Test
    void harmlessWrappedBase64IsNone() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            byte[] binary = new byte[500];
            random.nextBytes(binary);
            assertThat(Secrets.find(Base64.getMimeEncoder().encodeToString(binary)))
                    .isEmpty();
        }
        byte[] script = "echo hello world\n".repeat(40).getBytes(StandardCharsets.UTF_8);
        assertThat(Secrets.find(Base64.getMimeEncoder().encodeToString(script))).isEmpty();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void overlappingFindingsAreOneByTheMoreSpecificRule() {
        String token = Specimens.of("github-token");
        assertThat(Secrets.find("token = \"" + token + "\""))
                .containsExactly(new Finding("github-token", 9, 9 + token.length()));
    }

    @Test
    void noTextMakesItSlow() {
        for (String part : Specimens.HOSTILE) {
            String text = part.repeat(500_000 / part.length());
            // a backstop on a busy machine; HostileTests count
            Assertions.assertTimeout(Duration.ofSeconds(30), () -> Secrets.find(text), part);
        }
    }

    @Test
    void tensOfMegabytesASecondAreSearched() {
        String text = Specimens.ordinary().repeat(200);
        for (int warmUp = 0; warmUp < 5; warmUp++) {
            assertThat(Secrets.find(text)).isEmpty();
        }
        // far below what it does, so that a busy machine does not fail it
        Assertions.assertTimeout(Duration.ofMillis(text.length() / 2_000), () -> Secrets.find(text));
    }
}
