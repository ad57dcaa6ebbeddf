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
}
