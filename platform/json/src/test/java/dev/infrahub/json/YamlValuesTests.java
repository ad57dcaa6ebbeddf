package dev.infrahub.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlValuesTests {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '~',
            value = {
                "a: true => {\"a\":true}",
                "a: yes => {\"a\":true}",
                "a: 'yes' => {\"a\":\"yes\"}",
                "a: off => {\"a\":false}",
                "a: 12 => {\"a\":12}",
                "a: -1 => {\"a\":-1}",
                "a: '12' => {\"a\":\"12\"}",
                "a: 1.5.0 => {\"a\":\"1.5.0\"}",
                "a: => {\"a\":null}",
                "{a: [1, {b: c}]} => {\"a\":[1,{\"b\":\"c\"}]}",
                "a: |-@  x@  y@ => {\"a\":\"x\\ny\"}",
                "x: &x {a: 1, b: 2}@y: {<<: *x, b: 3} => {\"x\":{\"a\":1,\"b\":2},\"y\":{\"b\":3,\"a\":1}}",
                "x: &x {a: 1}@z: &z {c: 1}@y: {<<: [*x, *z]} => {\"x\":{\"a\":1},\"z\":{\"c\":1},\"y\":{\"a\":1,\"c\":1}}",
                "a: !Ref b => {\"a\":\"b\"}",
                "a: !!java.net.URL [x] => {\"a\":[\"x\"]}",
                "1: a => {\"1\":\"a\"}",
                "true: a => {\"true\":\"a\"}",
                "a: 1@---@b: 2 => [{\"a\":1},{\"b\":2}]",
                "{\"a\": {\"b\": [true]}} => {\"a\":{\"b\":[true]}}",
                "# nothing but this@a: b # and this => {\"a\":\"b\"}",
            })
    void isReadAsItsJsonWouldBe(String yaml, String json) {
        assertThat(YamlValues.parse(yaml.replace('@', '\n'))).isEqualTo(Value.ofJson(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "a: [", "a: *unknown", "a: b: c", "\tx", "a: \u0007"})
    void whatIsNoneIsEmpty(String text) {
        assertThat(YamlValues.parse(text)).isEmpty();
    }

    @Test
    void fewLinesThatSayVeryMuchAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 10; level++) {
            bomb.append("a%d: &a%d [".formatted(level, level))
                    .append(("*a" + (level - 1) + ", ").repeat(10))
                    .append("]\n");
        }
        assertThat(YamlValues.parse(bomb.toString())).isEmpty();
        assertThat(YamlValues.parse("a: " + "[".repeat(10_000))).isEmpty();
        assertThat(YamlValues.parse("[" + "1, ".repeat(300_000) + "]")).isEmpty();
        assertThat(YamlValues.parse("a: &a [*a]")).isEmpty();
    }
}
