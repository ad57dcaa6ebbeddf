package dev.infrahub.scanning;

import static dev.infrahub.scanning.Given.GITHUB;
import static dev.infrahub.scanning.Given.PRIVATE_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a diff, what stands on lines that are others. */
class DifferenceTests {

    private static final String SECRET = "t = \"" + GITHUB + "\"\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void begin() throws Exception {
        git("init", "-q");
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("git", "-C", folder.toString(), "-c", "user.name=t", "-c", "user.email=t@example.com"));
        command.addAll(List.of(arguments));
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(status).as(command.toString()).isZero();
    }

    private void staged(String path, byte[] content) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.write(folder.resolve(path), content);
        git("add", path);
    }

    private void staged(String path, String content) throws IOException, InterruptedException {
        staged(path, content.getBytes(StandardCharsets.UTF_8));
    }

    private void commit() throws IOException, InterruptedException {
        git("commit", "-qm", "a");
    }

    private List<Detection> found() throws IOException, InterruptedException {
        return result().detections();
    }

    private Scan.Result result() throws IOException, InterruptedException {
        Scan scan = Given.scan();
        new WorkTree(folder, folder).staged(scan);
        return scan.result();
    }

    private List<Integer> lines() throws IOException, InterruptedException {
        return found().stream().map(one -> one.place().line()).toList();
    }

    @Test
    void a_changed_line_counts_and_none_beside_it() throws Exception {
        staged("a.tf", SECRET + "a = 1\n" + SECRET + "b = 1\n" + SECRET);
        commit();
        staged("a.tf", SECRET + "a = 2\n" + SECRET.replace("t =", "u =") + SECRET);

        assertThat(lines()).containsExactly(3);
    }

    @Test
    void a_finding_has_the_fingerprint_of_a_scan_of_all() throws Exception {
        staged("a.tf", SECRET);
        commit();
        staged("a.tf", SECRET + SECRET);
        Scan all = Given.scan();
        new WorkTree(folder, folder).files(all);

        assertThat(found()).containsExactly(all.result().detections().getLast());
    }

    @Test
    void what_is_staged_counts_and_not_what_is_on_disk() throws Exception {
        staged("a.tf", "a = 1\n");
        commit();
        staged("a.tf", "a = 1\n" + SECRET);
        Files.writeString(folder.resolve("a.tf"), SECRET.repeat(5));

        assertThat(lines()).containsExactly(2);
    }

    @Test
    void a_moved_file_is_not_all_new() throws Exception {
        staged("old.tf", SECRET + "a = 1\nb = 2\nc = 3\n");
        commit();
        git("mv", "old.tf", "new.tf");
        assertThat(result().detections()).isEmpty();

        staged("new.tf", SECRET + "a = 1\nb = 2\nc = 3\n" + SECRET);
        assertThat(result().digests()).containsOnlyKeys("new.tf");
        assertThat(lines()).containsExactly(5);
    }

    @Test
    void a_credential_of_several_lines_counts_where_one_of_them_does() throws Exception {
        String line = "MIIEowIBAAKCAQEAx7Jq2V0yZk5Wb3JtYWxseS1hLXJlYWwta2V5LWhlcmUtYnV0\n";
        staged("whole.pem", PRIVATE_KEY + "\n");
        staged("changed.pem", PRIVATE_KEY.replaceFirst(line, "MII\n") + "\n");
        staged("shorter.pem", PRIVATE_KEY.replaceFirst(line, line + line) + "\n");
        commit();
        staged("whole.pem", "a\n" + PRIVATE_KEY + "\n");
        staged("changed.pem", PRIVATE_KEY + "\n");
        staged("shorter.pem", PRIVATE_KEY + "\n");

        assertThat(found()).extracting(Detection::path).containsExactly("changed.pem", "shorter.pem");
    }

    @Test
    void a_link_or_a_submodule_that_becomes_a_file_is_new() throws Exception {
        Files.createSymbolicLink(folder.resolve("a.tf"), Path.of("b.tf"));
        git("add", ".");
        git("update-index", "--add", "--cacheinfo", "160000," + "1".repeat(40) + ",b.tf");
        commit();
        Files.delete(folder.resolve("a.tf"));
        staged("a.tf", SECRET);
        staged("b.tf", SECRET);

        assertThat(found()).extracting(Detection::path).containsExactly("a.tf", "b.tf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "diff.interHunkContext=99",
                "diff.context=99",
                "color.ui=always",
                "color.diff=always",
                "diff.external=true",
                "diff.noprefix=true",
                "diff.renames=false",
                "diff.wordRegex=.",
                "diff.x.textconv=true",
                "diff.x.binary=true",
                "core.quotePath=true"
            })
    void what_a_user_configured_of_diffs_does_not_count(String setting) throws Exception {
        git("config", setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        staged(".gitattributes", "*.tf diff=x\n*.tfstate binary\n");
        for (String path : List.of("é.tf", "b.tfstate")) {
            staged(path, "b = 1\n" + SECRET + "a = 1\n".repeat(9));
        }
        commit();
        git("mv", "é.tf", "ü.tf");
        for (String path : List.of("ü.tf", "b.tfstate")) {
            staged(path, "b = 2\n" + SECRET + "a = 1\n".repeat(9) + SECRET);
        }

        assertThat(found()).extracting(one -> one.path() + one.place().line()).containsExactly("b.tfstate12", "ü.tf12");
    }

    /** An editor ends lines where Git does not. */
    @Test
    void lines_are_compared_as_git_counts_them() throws Exception {
        staged("a.tf", "a\rb\rc\r\n" + SECRET + "a = 1\n");
        commit();
        staged("a.tf", "a\rb\rc\r\n" + SECRET + "a = 2\n");
        assertThat(found()).isEmpty();

        staged("a.tf", "a\rb\rc\r\n" + SECRET + "a = 2\n" + SECRET);
        assertThat(lines()).containsExactly(6);
    }

    @Test
    void of_a_wider_text_all_counts_that_was_touched() throws Exception {
        staged("a.tf", ("\uFEFF" + "\u0A0A\n" + SECRET).getBytes(StandardCharsets.UTF_16LE));
        commit();
        assertThat(found()).isEmpty();
        staged("a.tf", ("\uFEFF" + "\u0A0B\n" + SECRET).getBytes(StandardCharsets.UTF_16LE));

        assertThat(lines()).containsExactly(2);
    }

    @Test
    void a_huge_file_is_told_and_what_comes_behind_it_read() throws Exception {
        staged("a.tf", "a".repeat(101));
        staged("b.tf", SECRET);
        ScanLimits small = new ScanLimits(100, 10, 1000, 10, 1000);
        Scan scan = Given.scan(small);
        new WorkTree(folder, folder).staged(scan);

        assertThat(scan.result().skipped()).extracting(Skipped::path).containsExactly("a.tf");
        assertThat(scan.result().detections()).hasSize(1);
    }

    @Test
    void what_is_in_a_text_is_no_head_of_a_hunk() throws IOException {
        Changes changes = Changes.of(new ByteArrayInputStream(
                "diff --git a b\n@@ -1 +2,2 @@ x\n-a\n+b\r@@ -1 +50 @@\r\n+@@ -1 +60 @@\n@@ -9,2 +9,0 @@\n-@@ -1 +70 @@\n"
                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(changes).isEqualTo(new Changes(List.of(new Changes.Hunk(2, 2), new Changes.Hunk(9, 0))));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, false",
        "1, 2, true",
        "2, 2, true",
        "3, 3, true",
        "3, 9, true",
        "4, 5, false",
        "4, 9, false",
        "4, 10, true",
        "9, 9, false",
        "9, 10, true",
        "10, 11, false",
        "12, 12, true",
        "13, 13, false"
    })
    void a_finding_is_touched_by_a_line_of_it_or_a_gap_in_it(int first, int last, boolean isTouched) {
        Changes changes = new Changes(List.of(new Changes.Hunk(2, 2), new Changes.Hunk(9, 0), new Changes.Hunk(12, 1)));

        assertThat(changes.touch(first, last)).isEqualTo(isTouched);
    }
}
