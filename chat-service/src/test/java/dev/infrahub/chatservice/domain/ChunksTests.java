package dev.infrahub.chatservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.testkit.Effort;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A document's pieces hold all of it, and none is longer than a piece may be. */
class ChunksTests {

    private static final int MANY = 100_000;

    /** What documents are made of, and what nobody expects in one. */
    private static final List<String> PARTS = List.of(
            "word",
            " ",
            "\n",
            "\n\n",
            "\r\n",
            "# Title\n",
            "###### deep\n",
            "#no title\n",
            "```\n",
            "~~~\n",
            ". ",
            "! ",
            "。",
            "\uD83D\uDE00",
            "\uD83D",
            "\uDE00",
            "\u202Eabc\u202C",
            "שלום",
            "\0",
            "\t",
            "    indented\n",
            "- item\n",
            "x".repeat(2_001),
            "\uD83D\uDE00".repeat(1_500),
            "A sentence of some length. ".repeat(100),
            "line of code\n".repeat(200),
            "\u0301",
            "\u00A0",
            "\u2028");

    static Stream<String> documents() {
        Random random = new Random(7);
        return Stream.concat(
                Stream.of(
                        "",
                        " \n\n ",
                        "\0",
                        "x".repeat(50_000),
                        "\uD83D\uDE00".repeat(30_000),
                        "word ".repeat(100_000),
                        "# \n".repeat(5_000),
                        "```\n" + "code\n\n".repeat(3_000),
                        "a\n\n".repeat(20_000)),
                Stream.generate(() -> random.ints(1 + random.nextInt(60), 0, PARTS.size())
                                .mapToObj(PARTS::get)
                                .collect(Collectors.joining()))
                        .limit(300));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void nothing_is_lost_and_no_piece_is_too_long(String document) {
        List<Chunk> chunks = Chunks.of(document, MANY);

        assertThat(chunks).allSatisfy(chunk -> {
            assertThat(chunk.content().length()).isBetween(1, Chunks.LONGEST);
            assertThat(chunk.text()).doesNotContain("\0").matches(ChunksTests::isWhole);
        });
        assertThat(letters(chunks.stream().map(Chunk::content).collect(Collectors.joining())))
                .isEqualTo(letters(stored(document)));
    }

    private static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static String stored(String document) {
        return document.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String letters(String text) {
        return text.codePoints()
                .filter(c -> !Character.isWhitespace(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void a_section_is_a_piece_that_knows_its_titles() {
        String text = "Long enough to stand alone. ".repeat(8).strip();

        List<Chunk> chunks = Chunks.of(
                "# Shop\n\n%1$s\n\n## Restore\n%1$s\n\n### Steps\n\n%1$s\n\n## Menu\n\n%1$s".formatted(text), MANY);

        assertThat(chunks)
                .extracting(Chunk::context)
                .containsExactly("Shop", "Shop > Restore", "Shop > Restore > Steps", "Shop > Menu");
        assertThat(chunks.get(1).content()).isEqualTo("## Restore\n\n" + text);
        assertThat(chunks.get(1).text()).startsWith("Shop > Restore\n## Restore");
    }

    @Test
    void short_sections_share_a_piece_and_paragraphs_join() {
        assertThat(Chunks.of("# A\n\none\n\ntwo\n\n## B\n\nthree", MANY))
                .containsExactly(new Chunk("A", "# A\n\none\n\ntwo\n\n## B\n\nthree"));
    }

    @Test
    void paragraphs_join_until_the_next_does_not_fit() {
        String paragraph = "x".repeat(900);

        assertThat(Chunks.of(String.join("\n\n", paragraph, paragraph, paragraph), MANY))
                .extracting(chunk -> chunk.content().length())
                .containsExactly(1_802, 900);
    }

    @Test
    void a_long_paragraph_is_cut_behind_sentences_and_else_between_words() {
        List<Chunk> sentences = Chunks.of("This is one sentence of many. ".repeat(200), MANY);
        List<Chunk> words = Chunks.of("word ".repeat(1_000), MANY);

        assertThat(sentences)
                .allSatisfy(chunk ->
                        assertThat(chunk.content()).startsWith("This is").endsWith("many."));
        assertThat(words)
                .allSatisfy(
                        chunk -> assertThat(chunk.content()).startsWith("word").endsWith("word"));
    }

    @Test
    void code_stays_whole_where_it_fits_and_is_cut_at_lines_where_it_does_not() {
        String code = "```\n" + "    indented line\n\n".repeat(80) + "```";
        String longCode = "```\n" + "# a comment, no title\n    indented line\n".repeat(100) + "```";

        assertThat(Chunks.of("x".repeat(1_000) + "\n\n" + code, MANY))
                .hasSize(2)
                .last()
                .satisfies(chunk -> assertThat(chunk.content()).isEqualTo(code));
        assertThat(Chunks.of(longCode, MANY)).hasSizeGreaterThan(1).allSatisfy(chunk -> {
            assertThat(chunk.context()).isEmpty();
            assertThat(chunk.content().lines())
                    .allMatch(line -> line.equals("```")
                            || line.equals("# a comment, no title")
                            || line.equals("    indented line"));
        });
    }

    @Test
    void no_more_pieces_are_made_than_somebody_asks_for() {
        assertThat(Chunks.of("word ".repeat(1_000_000), 10)).hasSize(11);
        assertThat(Chunks.of("word ".repeat(4_000), 10)).hasSize(10);
    }

    @Test
    void the_work_grows_with_the_document() {
        Effort.assertGrowsWith(1_000_000, size -> {
            Chunks.of("x".repeat(size), MANY);
            Chunks.of("# a\n".repeat(size / 4), MANY);
            Chunks.of("```\n".repeat(size / 4), MANY);
            Chunks.of("a\n\n".repeat(size / 3), MANY);
        });
    }
}
