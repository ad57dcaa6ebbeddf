package dev.infrahub.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoundInTextTests {

    @ParameterizedTest
    @CsvSource(
            value = {
                "a = bcd|4|true",
                "# = bcd|4|false",
                "/// bcd|4|false",
                "#\\n= bcd|5|true",
                "a =\\nbcd|3|true",
                "\\nbcd|0|true",
                "a = \"bcd\"|5|false"
            },
            delimiter = '|',
            quoteCharacter = '~')
    void what_is_bare_is_an_expression_wherever_in_its_line_it_begins(String escaped, int start, boolean isDenied) {
        String text = escaped.replace("\\n", "\n");
        FoundInText found = new FoundInText(text, List.of(new Finding(Rules.NAMED.id(), start, text.length())));

        found.denyBare(0, text.length());

        assertThat(found.all().isEmpty()).isEqualTo(isDenied);
    }
}
