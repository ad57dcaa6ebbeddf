package dev.infrahub.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.testkit.SourceTexts;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts that nobody wrote, of each format and against it. */
class GeneratedTextTests {

    private static final int TEXTS = 100;
    private static final int LONG = 4000;

    /** As README.md says of any text. */
    private static final long MOST_LOOKS = 100;

    private static SourceTexts texts(SourceTexts.Format format) {
        return new SourceTexts(List.of(SourceTexts.Format.values()).indexOf(format));
    }

    @ParameterizedTest
    @EnumSource
    void what_is_found_stands_in_the_text_in_order_and_apart(SourceTexts.Format format) {
        SourceTexts texts = texts(format);
        for (int n = 0; n < TEXTS; n++) {
            String text = texts.next(format, LONG);
            int end = 0;
            for (Finding finding : Secrets.find(text)) {
                assertThat(finding.start()).isGreaterThanOrEqualTo(end);
                assertThat(finding.end()).isGreaterThan(finding.start()).isLessThanOrEqualTo(text.length());
                end = finding.end();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_character_is_looked_at_a_few_times_however_long_the_text_is(SourceTexts.Format format) {
        SourceTexts texts = texts(format);
        for (int n = 0; n < TEXTS; n++) {
            // what stands within a line, over and over again
            String part =
                    texts.next(format, 100).replace("\n", " ".repeat(n % 2)).substring(0, 1 + n % 60);
            String text = part.repeat(2 * LONG / part.length() + 1);
            assertThat(Search.work(text)).as(part).isLessThan(MOST_LOOKS * text.length());
        }
    }
}
