package dev.infrahub.gateway.plans;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "aws_vpc.a                        | aws_vpc.a                     | ~~",
                "aws_vpc.a[0]                     | aws_vpc.a[…]                  | 0",
                "module.m[\"x\"].aws_vpc.a[12]    | module.m[…].aws_vpc.a[…]      | \"x\", 12",
                "aws_vpc.a[\"x]y\"].b             | aws_vpc.a[…].b                | \"x]y\"",
                "aws_vpc.a[\"x\\\"]y\"]           | aws_vpc.a[…]                  | \"x\\\"]y\"",
                "aws_vpc.a[\"x                    | aws_vpc.a[\"x                 | ~~",
                "module.m[0].aws_vpc.a[\"x        | module.m[…].aws_vpc.a[\"x     | 0",
                "aws_vpc.a[]                      | aws_vpc.a[…]                  | ~~",
            })
    void takes_an_address_apart(String address, String resource, String keys) {
        assertThat(Instance.of(address)).isEqualTo(new Instance(resource, keys));
    }
}
