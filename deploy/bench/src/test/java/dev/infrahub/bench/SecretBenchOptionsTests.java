package dev.infrahub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infrahub.bench.corpora.Corpus;
import dev.infrahub.bench.corpora.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBenchOptionsTests {

    @TempDir
    private Path folder;

    @Test
    void the_tuning_part_is_measured_unless_another_is_asked_for() {
        assertThat(SecretBenchOptions.of(List.of("--corpus", folder.toString())))
                .isEqualTo(new SecretBenchOptions(
                        folder,
                        Part.TUNING,
                        Set.of(SecretBenchOptions.What.QUALITY, SecretBenchOptions.What.SPEED),
                        Optional.empty()));
        assertThat(SecretBenchOptions.of(
                        List.of("--corpus", folder.toString(), "--part", "held-out", "--only", "quality")))
                .isEqualTo(new SecretBenchOptions(
                        folder, Part.HELD_OUT, Set.of(SecretBenchOptions.What.QUALITY), Optional.empty()));
    }

    @Test
    void what_is_not_understood_is_named_with_what_would_be() {
        assertRefused("bench secrets needs --corpus DIR");
        assertRefused("--corpus needs a value", "--corpus");
        assertRefused("--corpus needs a folder, and /none is none", "--corpus", "/none");
        assertRefused("--part takes tuning or held-out, not all", "--part", "all");
        assertRefused("--only takes quality or speed, not both", "--only", "both");
        assertRefused("bench secrets has no --fast", "--fast", "1");
    }

    private static void assertRefused(String why, String... arguments) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretBenchOptions.of(List.of(arguments)))
                .withMessageStartingWith(why);
    }

    @Test
    void help_says_how_each_corpus_is_fetched() {
        for (Corpus corpus : Corpus.values()) {
            assertThat(SecretBench.help()).contains(corpus.fetch());
        }
    }
}
