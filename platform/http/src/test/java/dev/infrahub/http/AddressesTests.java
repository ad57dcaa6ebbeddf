package dev.infrahub.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class AddressesTests {

    private static String seen(int proxies, String... forwardedFor) {
        HttpHeaders headers = new HttpHeaders();
        headers.addAll("X-Forwarded-For", List.of(forwardedFor));
        return new Addresses(proxies).of(headers, new InetSocketAddress(InetAddress.ofLiteral("10.0.0.1"), 4711));
    }

    @Test
    void nobody_says_where_they_come_from_unless_proxies_are_trusted() {
        assertThat(seen(0, "192.0.2.1")).isEqualTo("10.0.0.1");
    }

    @Test
    void what_the_outermost_trusted_proxy_saw_counts_and_nothing_further_left() {
        assertThat(seen(1, "6.6.6.6, 192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(seen(2, "6.6.6.6", "192.0.2.1, 10.0.0.9")).isEqualTo("192.0.2.1");
        assertThat(seen(1, "2001:db8::1")).isEqualTo("2001:db8::1");
    }

    @Test
    void who_came_past_the_proxies_or_says_nonsense_has_the_address_of_the_connection() {
        assertThat(seen(2, "192.0.2.1")).isEqualTo("10.0.0.1");
        assertThat(seen(1, "unknown")).isEqualTo("10.0.0.1");
        assertThat(seen(1, "")).isEqualTo("10.0.0.1");
        assertThat(seen(1, "192.0.2.1:x")).isEqualTo("10.0.0.1");
        assertThat(seen(1, "[2001:db8::1")).isEqualTo("10.0.0.1");
    }

    /** As some proxies write it; generated. */
    @Test
    void a_port_behind_an_address_is_no_part_of_it() throws UnknownHostException {
        Random random = new Random(20261128);
        for (int n = 0; n < 2000; n++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            String address = InetAddress.getByAddress(bytes).getHostAddress();
            String port = ":" + (1 + random.nextInt(65_535));
            List<String> written = bytes.length == 4
                    ? List.of(address, address + port)
                    : List.of(address, "[" + address + "]", "[" + address + "]" + port);

            assertThat(written)
                    .allSatisfy(hop ->
                            assertThat(seen(1, "6.6.6.6:1, " + hop)).as(hop).isEqualTo(address));
        }
    }
}
