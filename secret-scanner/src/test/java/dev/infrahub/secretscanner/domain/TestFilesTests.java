package dev.infrahub.secretscanner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are of tests by their names. */
class TestFilesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tests/main.tf",
                "a/Fixtures/b.json",
                "src/test/java/A.java",
                "a\\testdata\\b.txt",
                "a/login_test.go",
                "login.spec.ts",
                "main.tftest.hcl",
                "test_login.py",
                ".env.example"
            })
    void a_file_of_tests_is_one(String path) {
        assertThat(TestFiles.isOne(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "main.tf",
                "latest/main.tf",
                "contest.tf",
                "a/protests/b.tf",
                "test",
                "example.tf",
                "tests.tf",
                "attest/a.tf"
            })
    void another_is_none(String path) {
        assertThat(TestFiles.isOne(path)).isFalse();
    }
}
