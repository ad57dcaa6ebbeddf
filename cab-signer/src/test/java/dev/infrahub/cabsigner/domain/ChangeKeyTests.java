package dev.infrahub.cabsigner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChangeKeyTests {

    private static final String LONG = "x".repeat(100);

    @Test
    void an_id_is_kept_as_it_is_said_where_that_fits() {
        assertThat(new ChangeKey("acme", "INC-7").column()).isEqualTo("acme/INC-7");
        assertThat(new ChangeKey("acme", "infra/7").column()).isEqualTo("acme/infra/7");
        assertThat(new ChangeKey("acme", "x".repeat(95)).column()).hasSize(100);
        assertThat(new ChangeKey("acme", "x".repeat(96)).column()).startsWith("sha256:");
    }

    @Test
    void no_two_changes_are_kept_as_one() {
        List<String> parts = List.of("a", "b", "a/b", "b/a", "/", "sha256:a", LONG, LONG.replaceFirst("x", "y"));
        List<String> columns = parts.stream()
                .flatMap(client -> parts.stream().map(id -> new ChangeKey(client, id).column()))
                .toList();

        assertThat(columns)
                .doesNotHaveDuplicates()
                .allSatisfy(column -> assertThat(column).hasSizeLessThanOrEqualTo(100));
        assertThat(Stream.of("a", "b").map(id -> new ChangeKey("c", id).text())).containsExactly("c/a", "c/b");
    }
}
