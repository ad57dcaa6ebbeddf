package dev.infrahub.chatservice.domain.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class DiffReaderTests {

    @Test
    void lines_have_their_numbers_in_the_new_file() {
        Diff diff = DiffReader.read("""
                diff --git a/a b/a
                index 1..2 100644
                --- a/a
                +++ b/a
                @@ -3,4 +3,4 @@ heading {
                 one
                -two
                +deux
                 three
                \\ No newline at end of file
                @@ -20 +20,2 @@
                 x
                +y
                """);
        assertThat(diff.limits()).isEmpty();
        assertThat(diff.files().getFirst().hunks()).extracting(Hunk::heading).containsExactly("heading {", "");
        assertThat(diff.files().getFirst().lines())
                .extracting(DiffLine::sign, DiffLine::number, DiffLine::text)
                .containsExactly(
                        tuple(DiffLine.Sign.CONTEXT, 3, "one"),
                        tuple(DiffLine.Sign.REMOVED, 4, "two"),
                        tuple(DiffLine.Sign.ADDED, 4, "deux"),
                        tuple(DiffLine.Sign.CONTEXT, 5, "three"),
                        tuple(DiffLine.Sign.CONTEXT, 20, "x"),
                        tuple(DiffLine.Sign.ADDED, 21, "y"));
    }

    @Test
    void renames_copies_modes_and_binaries_are_files_too() {
        Diff diff = DiffReader.read("""
                diff --git a/old name.txt b/new name.txt
                similarity index 100%
                rename from old name.txt
                rename to new name.txt
                diff --git a/a b/b
                copy from a
                copy to b
                diff --git a/run.sh b/run.sh
                old mode 100644
                new mode 100755
                diff --git a/x y.png b/x y.png
                index 1..2 100644
                Binary files a/x y.png and b/x y.png differ
                diff --git a/z.bin b/z.bin
                new file mode 100644
                GIT binary patch
                literal 4
                Lc${NkU|;|M00aO5
                +not a line

                diff --git a/gone b/gone
                deleted file mode 100644
                --- a/gone
                +++ /dev/null
                @@ -1 +0,0 @@
                -x
                """);
        assertThat(diff.files())
                .extracting(DiffFile::path, DiffFile::kind, DiffFile::isBinary)
                .containsExactly(
                        tuple("new name.txt", DiffFile.Kind.RENAMED, false),
                        tuple("b", DiffFile.Kind.COPIED, false),
                        tuple("run.sh", DiffFile.Kind.MODIFIED, false),
                        tuple("x y.png", DiffFile.Kind.MODIFIED, true),
                        tuple("z.bin", DiffFile.Kind.ADDED, true),
                        tuple("gone", DiffFile.Kind.DELETED, false));
        assertThat(diff.count(DiffLine.Sign.ADDED)).isZero();
    }

    @Test
    void quoted_names_are_read_as_git_writes_them() {
        Diff diff = DiffReader.read("""
                diff --git "a/gr\\303\\274n \\"x\\".tf" "b/gr\\303\\274n \\"x\\".tf"
                --- "a/gr\\303\\274n \\"x\\".tf"
                +++ "b/gr\\303\\274n \\"x\\".tf"
                @@ -0,0 +1 @@
                +x
                """);
        assertThat(diff.files()).extracting(DiffFile::path).containsExactly("grün \"x\".tf");
    }

    @Test
    void what_looks_like_a_header_within_a_hunk_is_a_line() {
        Diff diff = DiffReader.read("""
                --- a/q.sql
                +++ b/q.sql
                @@ -1,2 +1,2 @@
                --- a comment
                +++ another
                 x
                """);
        assertThat(diff.files()).hasSize(1);
        assertThat(diff.files().getFirst().lines().map(DiffLine::text))
                .containsExactly("-- a comment", "++ another", "x");
    }

    @Test
    void a_diff_that_is_cut_says_so() {
        Diff diff = DiffReader.read("--- a/a\n+++ b/a\n@@ -1,9 +1,9 @@\n x\n+y");
        assertThat(diff.limits()).containsExactly("The diff ends within a hunk: what comes after it was not there.");
        assertThat(diff.count(DiffLine.Sign.ADDED)).isOne();
    }

    @Test
    void merges_are_counted_and_not_read() {
        Diff diff = DiffReader.read("diff --cc a\nindex 1,2..3\n--- a/a\n+++ b/a\n@@@ -1,1 -1,1 +1,2 @@@\n++x\n");
        assertThat(diff.limits()).containsExactly("Merges are not read: 1 of their files.");
        assertThat(diff.count(DiffLine.Sign.ADDED)).isZero();
    }

    @Test
    void line_ends_of_windows_are_none_of_the_lines() {
        Diff diff = DiffReader.read("--- a/a\r\n+++ b/a\r\n@@ -0,0 +1 @@\r\n+x\r\n");
        assertThat(diff.files().getFirst().path()).isEqualTo("a");
        assertThat(diff.files().getFirst().lines().map(DiffLine::text)).containsExactly("x");
    }

    @Test
    void nothing_is_no_file() {
        assertThat(DiffReader.read("hello\nworld").files()).isEmpty();
        assertThat(DiffReader.read("@@ -1 +1 @@\n+x").files()).isEmpty();
        assertThat(DiffReader.read("--- a/a\n+++ b/a\n@@ -99999999999 +1 @@\n+x")
                        .files()
                        .getFirst()
                        .hunks())
                .isEmpty();
    }

    @Test
    void a_long_quoted_name_takes_no_longer_than_it_is() {
        String name = "\\303".repeat(400_000);
        Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> DiffReader.read("--- a/a\n+++ \"b/" + name + "\"\n@@ -0,0 +1 @@\n+x\n"));
    }
}
