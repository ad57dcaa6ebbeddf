package dev.infrahub.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.infrahub.scanning.AddedSecrets.Added;
import org.junit.jupiter.api.Test;

class AddedSecretsTests {

    private static final String PASSWORD = "password = \"kX9v" + "Lq2mZr7w\"";

    @Test
    void what_is_added_is_found_by_its_file_and_line_and_what_is_taken_away_is_not() {
        String diff = """
                diff --git a/old.tf b/db/main.tf
                --- a/old.tf
                +++ b/db/main.tf
                @@ -1,3 +7,4 @@ resource "x" "y" {
                 name = "db"
                -%s
                +size = 3
                +%s
                 }
                \\ No newline at end of file
                @@ -90 +91 @@
                -%s
                +%s
                """.formatted(PASSWORD, PASSWORD, PASSWORD, PASSWORD);

        assertThat(AddedSecrets.in(diff))
                .extracting(Added::path, Added::line)
                .containsExactly(tuple("db/main.tf", 9), tuple("db/main.tf", 91));
    }

    @Test
    void a_line_that_looks_like_a_heading_is_a_line() {
        String diff = """
                --- a/a.tf
                +++ b/a.tf
                @@ -1 +1,2 @@
                +++ b/another.tf
                +%s
                """.formatted(PASSWORD);

        assertThat(AddedSecrets.in(diff)).extracting(Added::path, Added::line).containsExactly(tuple("a.tf", 2));
    }

    @Test
    void what_is_no_diff_has_none() {
        assertThat(AddedSecrets.in("")).isEmpty();
        assertThat(AddedSecrets.in("@@ -1 + @@\n+" + PASSWORD)).isEmpty();
        assertThat(AddedSecrets.in("+++ \n@@ -99999999999,1 +99999999999,99999999999 @@\n+" + PASSWORD))
                .isEmpty();
    }

    @Test
    void neither_a_long_path_nor_many_secrets_make_more_of_a_diff_than_it_is() {
        String diff = "+++ b/" + "\uD83D\uDE00".repeat(10_000) + "\n@@ -0,0 +1,2000 @@\n"
                + ("+" + PASSWORD + "\n").repeat(2000);

        assertThat(AddedSecrets.in(diff))
                .hasSizeBetween(1, 500)
                .allSatisfy(added -> assertThat(added.path()).hasSize(600));
    }
}
