package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTests {

    @ParameterizedTest
    @ValueSource(strings = {"ingress", "cidr_blocks", "aws_s3_bucket", "aws_route53_zone", "DB_PASSWORD", "production"})
    void aNameOfTerraformsIsAWord(String word) {
        assertThat(Vocabulary.isWord(word)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "_",
                "a__b",
                "hunter2",
                "Summer",
                "correct-horse",
                "us-east-1",
                "a_1234",
                "x9y_z",
                "secret!",
                "_a"
            })
    void whatMayBeASecretIsNone(String text) {
        assertThat(Vocabulary.isWord(text)).isFalse();
    }
}
