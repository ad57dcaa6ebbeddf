package dev.infrahub.bench.corpora;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTests {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    JSON,       {"token":"x"}
                    JSON,       "token": "x"
                    XML,        <token>x</token>
                    SHELL,      curl -u a:b https://example.net
                    PROPERTIES, API_KEY=abc
                    PROPERTIES, api.key = "abc"
                    YAML,       token: abc
                    YAML,       - abc
                    WORD,       abc_123
                    WORD,       YWJj==
                    KEY,        -----BEGIN PRIVATE KEY-----
                    OTHER,      String token = "abc";
                    """)
    void an_example_has_the_format_that_it_looks_like(Format format, String text) {
        assertThat(Format.ofText(text)).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource({
        "YAML, a/b.yml",
        "PROPERTIES, web/.env",
        "SHELL, .bashrc",
        "CODE, a.b/settings.py",
        "KEY, id.pem",
        "HCL, main.tf",
        "JSON, a.b/without"
    })
    void a_file_has_the_format_of_its_name_if_that_says_one(Format format, String path) {
        assertThat(Format.ofFile(path, "{}")).isEqualTo(format);
    }
}
