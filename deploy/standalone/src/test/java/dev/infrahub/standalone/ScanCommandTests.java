package dev.infrahub.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.infrahub.json.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanCommandTests {

    private static final String TOKEN = "ghp_" + "k3Vb9QzT1xWm7RsYp2LdJc8NfHg5Ae0Ku4Xo";
    private static final String SECRET = "token = \"" + TOKEN + "\"\n";

    @TempDir
    private Path folder;

    private record Ran(int exit, String out) {}

    private Ran scan(String... options) {
        return scanIn("repo", options);
    }

    private Ran scanIn(String directory, String... options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream written = new PrintStream(out, true, StandardCharsets.UTF_8);
        int exit = new ScanCommand(folder.resolve(directory), written).run(options);
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain(TOKEN.substring(4));
        return new Ran(exit, out.toString(StandardCharsets.UTF_8));
    }

    private void write(String path, String content) throws IOException {
        Path file = folder.resolve("repo").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "git", "-C", folder.resolve("repo").toString(), "-c", "user.name=t", "-c", "user.email=t@example.com"));
        command.addAll(List.of(arguments));
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(status).as(command.toString()).isZero();
    }

    @Test
    void what_is_found_is_told_by_place_and_by_the_exit_code() throws IOException {
        write("main.tf", "\n" + SECRET);
        Ran ran = scan();

        assertThat(ran.exit()).isEqualTo(ScanCommand.FOUND);
        assertThat(ran.out())
                .contains("main.tf:2:10: critical: GitHub token (github-token), ghp_****")
                .contains("1 found, 0 advised, 0 known, 0 allowed in 1 files; 0 skipped");
    }

    @Test
    void nothing_found_is_0_and_what_is_allowed_is_nothing() throws IOException {
        write("main.tf", "a = 1\n" + SECRET.strip() + " # infrahub:allow\n");

        assertThat(scan())
                .isEqualTo(
                        new Ran(ScanCommand.CLEAN, "0 found, 0 advised, 0 known, 1 allowed in 1 files; 0 skipped\n"));
    }

    @Test
    void advice_is_told_and_fails_nothing() throws IOException {
        write("variables.tf", "variable \"db_password\" {\n  type = string\n}\n");
        Ran advised = scan();
        Value json = Value.ofJson(scan("--format", "json").out()).orElseThrow();
        write("main.tf", SECRET);

        assertThat(advised.exit()).isEqualTo(ScanCommand.CLEAN);
        assertThat(advised.out())
                .contains("variables.tf:1:11: low: Variable for a secret that is not sensitive"
                        + " (terraform-variable-not-sensitive), db_password")
                .contains("0 found, 1 advised, 0 known, 0 allowed in 1 files; 0 skipped");
        assertThat(json.at("findings").each().getFirst().at("advice").isTrue()).isTrue();
        assertThat(scan().exit()).isEqualTo(ScanCommand.FOUND);
        assertThat(scan().out()).contains("1 found, 1 advised");
    }

    @Test
    void a_folder_of_which_nothing_is_looked_into_is_not_clean() throws Exception {
        write(".gitignore", "build\n");
        write("build/main.tf", SECRET);
        git("init", "-q");

        assertThat(scan("build").exit()).isEqualTo(ScanCommand.FAILED);
        assertThat(scan().exit()).isEqualTo(ScanCommand.CLEAN);
        assertThat(scan("--staged").exit()).isEqualTo(ScanCommand.CLEAN);
    }

    @Test
    void what_a_baseline_has_is_known_wherever_it_moved_to() throws IOException {
        write("main.tf", SECRET);
        Path baseline = folder.resolve("baseline.json");
        assertThat(scan("--write-baseline", baseline.toString()).exit()).isEqualTo(ScanCommand.CLEAN);
        assertThat(Files.readString(baseline)).doesNotContain(TOKEN);

        write("main.tf", "\n\n" + SECRET);
        assertThat(scan("--baseline", baseline.toString()).exit()).isEqualTo(ScanCommand.CLEAN);
        write("main.tf", SECRET.replace('k', 'j'));
        assertThat(scan("--baseline", baseline.toString()).exit()).isEqualTo(ScanCommand.FOUND);
    }

    @Test
    void staged_is_what_is_staged_and_not_what_is_on_disk() throws Exception {
        write("old.tf", SECRET);
        commit();
        write("a b/né\"w.tf", SECRET);
        write("clean.tf", "a = 1\n");
        git("add", ".");
        write("a b/né\"w.tf", "a = 1\n");
        write("clean.tf", SECRET);
        Files.createSymbolicLink(folder.resolve("repo/link"), Path.of("old.tf"));
        git("add", "link");
        Ran ran = scan("--staged");

        assertThat(ran.exit()).isEqualTo(ScanCommand.FOUND);
        assertThat(ran.out()).contains("a b/né\"w.tf:1:10:", "1 found", "in 2 files; 1 skipped");
    }

    private void commit() throws IOException, InterruptedException {
        git("init", "-qb", "main");
        git("add", ".");
        git("commit", "-qm", "a");
    }

    @Test
    void a_hook_does_not_complain_of_lines_that_are_not_staged() throws Exception {
        write("main.tf", SECRET + "a = 1\n");
        commit();
        write("main.tf", SECRET + "a = 2\n");
        git("add", ".");
        assertThat(scan("--staged").exit()).isEqualTo(ScanCommand.CLEAN);

        write("main.tf", SECRET + "a = 2\n" + SECRET);
        git("add", ".");
        assertThat(scan("--staged").out()).contains("main.tf:3:10:", "1 found");
    }

    @Test
    void since_a_commit_counts_what_was_committed_since_it_parted() throws Exception {
        write("main.tf", SECRET + "a = 1\n");
        commit();
        git("checkout", "-qb", "change");
        write("main.tf", SECRET + "a = 1\n" + SECRET);
        git("commit", "-qam", "b");
        write("main.tf", SECRET.repeat(9));
        git("checkout", "-qb", "other", "main", "-f");
        write("other.tf", SECRET);
        git("add", ".");
        git("commit", "-qam", "c");
        git("checkout", "-q", "change");

        assertThat(scan("--since", "other").out()).contains("main.tf:3:10:", "1 found");
        assertThat(scan("--since", "HEAD").exit()).isEqualTo(ScanCommand.CLEAN);
        assertThat(scan("--since", "nowhere").exit()).isEqualTo(ScanCommand.FAILED);
        git("checkout", "-q", "--orphan", "alone");
        git("commit", "-qm", "d");
        assertThat(scan("--since", "main").exit()).isEqualTo(ScanCommand.FAILED);
    }

    /** Else a baseline would know nothing, and code scanning show nothing, of what was scanned elsewhere. */
    @ParameterizedTest
    @ValueSource(strings = {"repo", "repo/modules", "repo/modules/network"})
    void a_finding_is_the_same_wherever_in_the_repository_the_scan_begins(String directory) throws Exception {
        write("modules/network/main.tf", SECRET);
        commit();
        String baseline = folder.resolve("baseline.json").toString();
        assertThat(scan("--write-baseline", baseline).out()).contains("modules/network/main.tf:1:10:");
        write("modules/network/main.tf", SECRET + SECRET);
        git("add", ".");

        for (String path : List.of(folder + "/repo/modules/network/main.tf", folder + "/repo/modules", ".")) {
            assertThat(scanIn(directory, path, "--baseline", baseline).out())
                    .contains("modules/network/main.tf:2:10:", "1 found, 0 advised, 1 known");
            assertThat(scanIn(directory, path, "--baseline", baseline, "--staged")
                            .out())
                    .contains("modules/network/main.tf:2:10:", "1 found, 0 advised, 0 known");
        }
    }

    @Test
    void without_a_repository_paths_are_told_from_the_current_directory_or_else_from_what_is_scanned()
            throws IOException {
        write("network/main.tf", SECRET);

        assertThat(scan().out()).startsWith("network/main.tf:1:10:");
        assertThat(scan("network").out()).startsWith("network/main.tf:1:10:");
        assertThat(scan("network/main.tf").out()).startsWith("network/main.tf:1:10:");
        assertThat(scanIn("elsewhere", folder + "/repo/network").out()).startsWith("main.tf:1:10:");
        assertThat(scanIn("elsewhere", folder + "/repo/network/main.tf").out()).startsWith("main.tf:1:10:");
    }

    @Test
    void in_a_repository_what_git_ignores_is_left_alone() throws Exception {
        write(".gitignore", "*.env\n");
        write("local.env", SECRET);
        write("new.tf", SECRET);
        git("init", "-q");

        assertThat(scan().out()).contains("new.tf:1:10", "1 found").doesNotContain("local.env");
    }

    @Test
    void a_single_file_is_scanned_as_well() throws IOException {
        write("main.tf", SECRET);

        assertThat(scan("main.tf").out()).startsWith("main.tf:1:10:");
    }

    @Test
    void rules_of_a_team_are_read_at_the_root_wherever_the_scan_begins() throws Exception {
        String rules = "[[rules]]\nid = 'acme-token'\ndescription = 'Token of Acme'\nregex = 'acme_[a-z]+'\n";
        write(".gitleaks.toml", rules);
        write("modules/main.tf", "a = acme_token\n" + SECRET);
        assertThat(scan().out()).startsWith("modules/main.tf:1:5: high: Token of Acme (acme-token), ****");
        commit();

        assertThat(scanIn("repo/modules", ".").out())
                .startsWith("modules/main.tf:1:5: high: Token of Acme (acme-token), ****")
                .contains("1 found");
        assertThat(scan("--format", "sarif").out()).contains("\"text\":\"Token of Acme\"");
        write("other.toml", "[extend]\nuseDefault = true\n[[allowlists]]\npaths = ['toml$']");
        assertThat(scan("--config", "other.toml").out())
                .contains("github-token", "1 found")
                .doesNotContain("acme");
        write(".gitleaks.toml", rules + "[[allowlists]]\npaths = ['^modules/']");
        assertThat(scan("modules").out()).contains("0 found, 0 advised, 0 known, 1 allowed");
        write(".gitleaks.toml", rules + "path = '('");
        assertThat(scan().exit()).isEqualTo(ScanCommand.FAILED);
    }

    @Test
    void json_and_sarif_are_json() throws IOException {
        write("main.tf", SECRET);
        Value json = Value.ofJson(scan("--format", "json").out()).orElseThrow();
        Value sarif = Value.ofJson(scan("--format", "sarif").out()).orElseThrow();

        assertThat(json.at("findings").each().getFirst().at("path").text()).hasValue("main.tf");
        assertThat(sarif.at("version").text()).hasValue("2.1.0");
        assertThat(sarif.at("runs").each().getFirst().at("results").each()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--format yaml",
                "--format",
                "--unknown",
                "main.tf again",
                "nowhere",
                "--staged --since HEAD",
                "--since HEAD",
                "--config nowhere.toml",
                "--config main.tf",
                "--since --output=x",
                "--since",
                "--baseline nowhere.json",
                "--staged",
                "--baseline /dev/null"
            })
    void what_cannot_be_done_is_2(String options) throws IOException {
        write("main.tf", SECRET);

        assertThat(scan(options.split(" ")).exit()).isEqualTo(ScanCommand.FAILED);
    }

    /** The JVM would exit with 1, which says that something was found. */
    @Test
    void whatever_breaks_off_is_2() throws IOException {
        write("main.tf", SECRET);
        PrintStream broken = new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public void println(String line) {
                throw new StackOverflowError();
            }
        };

        assertThat(new ScanCommand(folder.resolve("repo"), broken).run()).isEqualTo(ScanCommand.FAILED);
    }

    /** None of them ever was anything but a stack trace, and one of them took a minute. */
    @ParameterizedTest
    @MethodSource("rules")
    void rules_that_are_too_much_are_refused_in_a_sentence(String toml, String sentence) throws IOException {
        write("main.tf", SECRET);
        write(".gitleaks.toml", toml);
        assertThat(failure())
                .contains(".gitleaks.toml: " + sentence)
                .hasSizeLessThan(800)
                .hasLineCount(1);
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                arguments("x = " + "[".repeat(200_000) + "]", "it is nested too deep"),
                arguments("x = " + "{a=".repeat(50_000), "it is nested too deep"),
                arguments("a.".repeat(100_000) + "b = 1", "it is nested too deep"),
                arguments("x = " + "1".repeat(200_000), "it is no TOML: line 1, column 5: "),
                arguments(rule("(".repeat(100_000) + "a" + ")".repeat(100_000)), "rule a: regex is too large"),
                arguments(rule("(a?){1000}(b?){1000}c{1000}"), "rule a: regex is too large"),
                arguments(rule("((a{0,300}){0,300}){0,300}"), "rule a: regex is too large"));
    }

    private static String rule(String regex) {
        return "[[rules]]\nid = 'a'\nregex = '''" + regex + "'''\n";
    }

    @Test
    void what_was_skipped_is_named_and_why() throws IOException {
        write("main.tf", "a = 1\n");
        write("logo.png", "\0");
        assertThat(scan().out()).startsWith("logo.png: skipped, binary\n0 found");

        for (int n = 0; n < 30; n++) {
            write("p" + n + ".png", "\0");
        }
        assertThat(scan().out())
                .contains("p0.png: skipped, binary\n", "11 more skipped")
                .hasLineCount(22);
    }

    @Test
    void a_teams_words_are_one_line_without_what_moves_the_cursor() throws IOException {
        write(
                ".gitleaks.toml",
                "[[rules]]\nid = \"a\\n0 found\"\ndescription = \"b\\n\\u001b[2Jc\"\nregex = 'acme_[a-z]+'\n");
        write("main.tf", "a = acme_token\n");

        assertThat(scan().out())
                .startsWith("main.tf:1:5: high: b??[2Jc (a?0 found), ****\n")
                .hasLineCount(2);
    }

    @Test
    void what_cannot_be_read_or_written_is_named() throws IOException {
        write("main.tf", SECRET);
        Files.createDirectories(folder.resolve("repo/.gitleaks.toml"));
        assertThat(failure()).contains(".gitleaks.toml is a folder");
        Files.delete(folder.resolve("repo/.gitleaks.toml"));

        assertThat(failure("--write-baseline", "/nope/x")).contains("the folder of /nope/x is not there");
        assertThat(failure("--since", "nope")).contains("--since").contains("nope");
    }

    private String failure(String... options) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThat(scan(options).exit()).isEqualTo(ScanCommand.FAILED);
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
