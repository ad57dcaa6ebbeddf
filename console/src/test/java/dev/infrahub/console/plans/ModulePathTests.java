package dev.infrahub.console.plans;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModulePathTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "aws_s3_bucket.a | ''",
                "data.aws_ami.a | ''",
                "module.net.aws_vpc.a | module.net",
                "module.net.module.sub.aws_vpc.a[0] | module.net.module.sub",
                "module.net[\"a.b\"].aws_vpc.a | module.net[\"a.b\"]",
                "module.net[\"a\\\"].x\"].aws_vpc.a | module.net[\"a\\\"].x\"]",
                "module.net | ''",
                "module.net.module.sub | module.net"
            })
    void is_where_the_resource_is(String address, String module) {
        assertThat(ModulePath.of(address)).isEqualTo(module);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1, ''",
        "module.a, 1, module.a",
        "module.a.module.b, 1, module.a",
        "module.a.module.b.module.c, 2, module.a.module.b",
        "module.a.module.b, 4, module.a.module.b"
    })
    void is_as_deep_as_is_asked(String path, int steps, String first) {
        assertThat(ModulePath.first(path, steps)).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "aws_s3_bucket.a | aws_s3_bucket.a",
                "aws_s3_bucket.a[0] | aws_s3_bucket.a",
                "module.net[\"a].b\"].aws_vpc.a[\"x\\\"]\"] | module.net.aws_vpc.a",
                "aws_vpc.a[ | aws_vpc.a"
            })
    void is_in_the_configuration_without_keys(String address, String configuration) {
        assertThat(ModulePath.configuration(address)).isEqualTo(configuration);
    }
}
