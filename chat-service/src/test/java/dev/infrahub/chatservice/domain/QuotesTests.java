package dev.infrahub.chatservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.testkit.Effort;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An answer quotes what answers, and says where that stands. */
class QuotesTests {

    @Test
    void the_sentence_with_the_rarer_words_comes_first() {
        assertThat(quoted(
                        "How many connections does PgBouncer hold?",
                        "The database is watched. PgBouncer holds 400 connections. The database is large."))
                .first()
                .isEqualTo(new Quote(1, "PgBouncer holds 400 connections."));
    }

    @Test
    void what_follows_the_sentence_with_the_words_may_be_the_answer() {
        assertThat(
                        quoted(
                                "How long is the restore?",
                                "A restore needs patience. It takes twenty minutes. Fish is on Friday. On Monday there is soup."))
                .extracting(Quote::text)
                .startsWith("A restore needs patience.", "It takes twenty minutes.");
    }

    @Test
    void items_rows_and_lines_of_code_are_sentences_of_their_own_and_titles_and_fences_are_none() {
        Quotes quotes = Quotes.of(
                "x",
                List.of(),
                List.of(
                        passage(
                                "a",
                                0,
                                "# Title\n\n- first\n2. second\n| a | b |\n\n```sh\nmake it\n```\n\nOne line\nand the next. Then more.")));

        assertThat(quotes.sentences())
                .containsExactly("first", "second", "| a | b |", "make it", "One line and the next.", "Then more.");
    }

    @Test
    void the_number_is_the_place_among_the_sources_of_which_the_nearest_is_first() {
        List<Passage> passages = List.of(
                passage("far", 0.4, "Backups of bees."),
                passage("near", 0.9, "Backups of birds."),
                passage("far", 0.5, "Nothing."));

        List<FoundDocument> sources = FoundDocument.of(passages);

        assertThat(sources).extracting(source -> source.document().docPath()).containsExactly("near", "far");
        assertThat(sources).extracting(FoundDocument::similarity).containsExactly(0.9, 0.5);
        assertThat(Quotes.of("bees", sources, passages).best(List.of(), 1))
                .containsExactly(new Quote(2, "Backups of bees."));
    }

    @Test
    void what_means_the_same_counts_without_its_words() {
        List<Passage> passages = List.of(passage("a", 0.5, "Nothing to see. The manual is in the safe."));

        assertThat(Quotes.of("Where do I find the handbook?", FoundDocument.of(passages), passages)
                        .best(List.of(0.0, 0.8), 1))
                .containsExactly(new Quote(1, "The manual is in the safe."));
    }

    @Test
    void a_long_sentence_is_shortened_and_the_work_grows_with_the_text() {
        assertThat(quoted("word", "word ".repeat(1_000)).getFirst().text().length())
                .isLessThanOrEqualTo(301);
        Effort.assertGrowsWith(400_000, size -> quoted("word", "a. ".repeat(size / 3)));
    }

    private static List<Quote> quoted(String question, String text) {
        List<Passage> passages = List.of(passage("a", 0.5, text));
        return Quotes.of(question, FoundDocument.of(passages), passages).best(List.of(), 5);
    }

    private static Passage passage(String path, double similarity, String text) {
        return new Passage(new DocumentKey("acme", "component:default/shop", path), 0, new Chunk("", text), similarity);
    }
}
