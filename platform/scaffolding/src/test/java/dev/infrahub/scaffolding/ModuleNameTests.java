package dev.infrahub.scaffolding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleNameTests {

    private static final Pattern FORM = Pattern.compile(ModuleName.PATTERN);

    @ParameterizedTest
    @ValueSource(strings = {"tf-aws-a", "tf-azurerm-key-vault", "tf-google-2-b", "tf-scaleway-x1"})
    void a_name_is_its_provider_and_its_resource(String text) {
        assertThat(ModuleName.of(text)).map(ModuleName::text).contains(text);
        assertThat(FORM.matcher(text).matches()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tf-",
                "tf-aws",
                "tf-aws-",
                "tf-aws--a",
                "tf-aws-a-",
                "tf-aws-A",
                "tf-oracle-a",
                "aws-a",
                "tf-aws-a_b",
                "tf-aws-\u00e4",
                "tf-aws-a\nb",
                "tf-aws-${a}",
                "tf-aws-a: b"
            })
    void anything_else_is_none(String text) {
        assertThat(ModuleName.of(text)).isEmpty();
        assertThat(FORM.matcher(text).matches()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {63, 64})
    void backstage_takes_63_characters(int length) {
        String text = "tf-aws-" + "a".repeat(length - "tf-aws-".length());

        assertThat(ModuleName.of(text).isPresent()).isEqualTo(length == 63);
    }
}
