package dev.infrahub.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infrahub.findings.Addresses.Degree;
import dev.infrahub.testkit.Effort;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "1.0.0.0/0",
                "203.0.113.7/0",
                "0.0.0.0/0.0.0.0",
                " 0.0.0.0/0 ",
                "0.0.0.0 / 0",
                "0/0",
                "/0",
                "<nw>/0",
                "any-network/0",
                "0",
                "*.*.*.*",
                "Anywhere",
                "any4",
                "0.0.0.0",
                "0.0.0.0-255.255.255.255",
                "0.0.0.0 - 255.255.255.255",
                "1.0.0.0-223.255.255.255",
                "::/0",
                "::",
                "0::/0",
                "::0/0",
                "0:0:0:0:0:0:0:0/0",
                "0000:0000:0000:0000:0000:0000:0000:0000/0",
                "2001:DB8::1/0",
                "2000::/3",
                "::/1",
                "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "::ffff:0.0.0.0/96",
                "::ffff:0:0/96",
                "::ffff:1.2.3.4/0",
                "*",
                "any",
                "Any",
                "ALL",
                "Internet",
                "cidr:0.0.0.0/0",
                "ip:0.0.0.0/0",
                "1.0.0.0-16.255.255.255,19.0.0.0-223.255.255.255",
                "10.0.0.0/8,0.0.0.0/0",
                "10.0.0.0/8; ::/0",
                "0.0.0.0/1,128.0.0.0/1",
                "128.0.0.0/1,0.0.0.0/1",
                "0.0.0.0/2,64.0.0.0/2,128.0.0.0/2,192.0.0.0/2",
                "0.0.0.0/1,128.0.0.0/2,192.0.0.0/3,224.0.0.0/3",
                "::/1,8000::/1",
                "2000::/4,3000::/4",
            })
    void howeverItIsSpeltItIsTheInternet(String text) {
        assertThat(of(text)).isEqualTo(new Addresses.Share(Degree.WORLD, 100));
    }

    /** Everything but the private networks, as generators of such lists write it. */
    @Test
    void whatLeavesOutPrivateNetworksAloneIsTheInternet() {
        assertThat(of(
                        "0.0.0.0/5,8.0.0.0/7,11.0.0.0/8,12.0.0.0/6,16.0.0.0/4,32.0.0.0/3,64.0.0.0/2,128.0.0.0/3,160.0.0.0/5,"
                                + "168.0.0.0/6,172.0.0.0/12,172.32.0.0/11,172.64.0.0/10,172.128.0.0/9,173.0.0.0/8,174.0.0.0/7,"
                                + "176.0.0.0/4,192.0.0.0/9,192.128.0.0/11,192.160.0.0/13,192.169.0.0/16,192.170.0.0/15,"
                                + "192.172.0.0/14,192.176.0.0/12,192.192.0.0/10,193.0.0.0/8,194.0.0.0/7,196.0.0.0/6,200.0.0.0/5,"
                                + "208.0.0.0/4"))
                .isEqualTo(new Addresses.Share(Degree.WORLD, 100));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/1, 57",
        "128.0.0.0/1, 43",
        "64.0.0.0/2, 29",
        "16.0.0.0/4, 7",
        "2000::/4, 50",
        "2000::/5, 25",
        "'11.0.0.0/8,12.0.0.0/8', 1",
        "0.0.0.0-99.255.255.255, 45",
    })
    void partOfItIsToldAsPart(String text, int percent) {
        Addresses.Share share = of(text);
        assertThat(share.degree()).isEqualTo(Degree.PART);
        assertThat(share.percent()).isCloseTo(percent, within(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3.251.148.96/29",
                "203.0.113.7",
                "203.0.113.7/32",
                "10.0.0.0/8",
                "10.0.0.0/255.0.0.0",
                "192.168.0.0/16",
                "172.16.0.0/12",
                "100.64.0.0/10",
                "127.0.0.0/8",
                "169.254.0.0/16",
                "224.0.0.0/3",
                "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16",
                "17.0.0.0/8",
                "17.0.0.0/8,0.0.0.0/8,10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,169.254.0.0/16,172.16.0.0/12,"
                        + "192.168.0.0/16,198.18.0.0/15,224.0.0.0/3",
                "fc00::/7",
                "fd00::/8",
                "fe80::/10",
                "ff00::/8",
                "2001:db8::/32",
                "2a05:d000::/20",
                "8000::/1",
                "::1",
                "::ffff:10.0.0.0/104",
                "10.0.0.1-10.0.0.9",
                "sg-0123456789abcdef0",
                "pl-63a5400a",
                "VirtualNetwork",
                "AzureLoadBalancer",
                "Storage.WestEurope",
                "office",
                "vpn.example.com",
                "ocid1.networksecuritygroup.oc1.fra.aaaa",
                "arn:aws:ec2:eu-west-1:1:security-group/sg-1",
                "all-eu-services-in-oracle-services-network",
                "",
                ",",
            })
    void someAddressesPrivateOnesAndNamesAreNot(String text) {
        Addresses addresses = new Addresses();
        assertThat(addresses.add(text)).isTrue();
        assertThat(addresses.share().degree()).isEqualTo(Degree.NOBODY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/33",
                "::/129",
                "0.0.0.0/",
                "0.0.0/0/0",
                "256.0.0.0/0",
                "1.2.3.4.5",
                "0/1",
                "10/8",
                "10.0.0.0/255.0.255.0",
                "9.0.0.0-1.0.0.0",
                "0.0.0.0-::",
                "1::2::3",
                "10.0.0.0/-1",
                "10.0.0.1/8,0.0.0.0/99",
            })
    void whatLooksLikeAddressesAndIsNoneIsNotUnderstood(String text) {
        assertThat(new Addresses().add(text)).isFalse();
    }

    @Test
    void whoeverRentsSomethingInAzureIsNotEverybody() {
        Addresses services = new Addresses();
        services.addFromTo("0.0.0.0", "0.0.0.0");
        assertThat(services.share().degree()).isEqualTo(Degree.AZURE);
        assertThat(of("AzureCloud.westeurope").degree()).isEqualTo(Degree.AZURE);
        assertThat(of("AzureCloud,0.0.0.0/1").degree()).isEqualTo(Degree.PART);
        Addresses everything = new Addresses();
        everything.addFromTo("0.0.0.0", "255.255.255.255");
        assertThat(everything.share().degree()).isEqualTo(Degree.WORLD);
        Addresses almost = new Addresses();
        almost.addFromTo("1.0.0.0", "223.255.255.254");
        assertThat(almost.share().degree()).isEqualTo(Degree.WORLD);
    }

    @ParameterizedTest
    @CsvSource({"*, WORLD", "AzureCloud, AZURE", "0.0.0.0/1, PART", "2000::/4, PART"})
    void whatIsInOneSetIsInBoth(String text, Degree degree) {
        Addresses one = new Addresses();
        one.add(text);
        Addresses other = new Addresses();
        other.add(one);
        assertThat(other.share().degree()).isEqualTo(degree);
    }

    @Test
    void overlapsCountOnce() {
        Addresses same = new Addresses();
        IntStream.range(0, 300).forEach(_ -> same.add("17.0.0.0/8"));
        same.add("17.0.0.0/9");
        assertThat(same.share().degree()).isEqualTo(Degree.NOBODY);
    }

    @Test
    void aHugeListIsReadInOneGo() {
        List<String> all = IntStream.range(0, 300_000)
                .mapToObj(i -> "%d.%d.%d.0/24".formatted(1 + i / 65_536, i / 256 % 256, i % 256))
                .toList();
        Effort.assertGrowsWith(300_000, size -> {
            List<String> some = all.subList(0, size);
            Addresses addresses = new Addresses();
            some.forEach(addresses::add);
            Addresses oneText = new Addresses();
            oneText.add(String.join(",", some));
            assertThat(oneText.share()).isEqualTo(addresses.share());
            addresses.add(oneText);
            assertThat(addresses.share()).isEqualTo(oneText.share());
        });
    }

    private static Addresses.Share of(String text) {
        return addresses(text).share();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/1, 128.0.0.0/1, 0.0.0.0/1",
        "0.0.0.0/0, 128.0.0.0/1, 0.0.0.0/1",
        "0.0.0.0/1, 0.0.0.0/0, 10.0.0.0/8",
        "2000::/3, 3000::/4, 2000::/4",
        "'0.0.0.0/2,64.0.0.0/2', '16.0.0.0/4,48.0.0.0/4', '0.0.0.0/4,32.0.0.0/4,64.0.0.0/2'",
        "0.0.0.0/1, any4, 10.0.0.0/8",
        "'0.0.0.0/1,2000::/4', any6, 0.0.0.0/1",
    })
    void withoutOthersIsWhatIsLeft(String some, String others, String left) {
        Addresses rest = addresses(some).without(addresses(others));
        for (Addresses.Version version : Addresses.Version.values()) {
            assertThat(rest.share(version)).isEqualTo(addresses(left).share(version));
        }
    }

    private static Addresses addresses(String text) {
        Addresses addresses = new Addresses();
        assertThat(addresses.add(text)).isTrue();
        return addresses;
    }
}
