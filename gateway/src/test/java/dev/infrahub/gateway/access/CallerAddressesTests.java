package dev.infrahub.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.http.Addresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

/** Whose word on an address counts. */
class CallerAddressesTests {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String CONNECTION = "10.0.0.1";

    private static String seen(CallerAddresses addresses, String shown, String... forwardedFor) {
        HttpHeaders headers = new HttpHeaders();
        headers.addAll("X-Forwarded-For", List.of(forwardedFor));
        if (!shown.isEmpty()) {
            headers.add(CallerAddresses.CONSOLE, shown);
        }
        return addresses.of(headers, new InetSocketAddress(InetAddress.ofLiteral(CONNECTION), 4711));
    }

    private static CallerAddresses behind(int proxies) {
        return new CallerAddresses(new Addresses(proxies), Optional.of(SECRET));
    }

    @Test
    void the_console_says_where_a_browser_is() {
        assertThat(seen(behind(0), SECRET, "192.0.2.1")).isEqualTo("192.0.2.1");
        // a proxy between them adds the console's
        assertThat(seen(behind(1), SECRET, "192.0.2.1, 10.0.0.7")).isEqualTo("192.0.2.1");
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "another",
        "0123456789abcdef0123456789abcdeF",
        "0123456789abcdef0123456789abcde",
        "0123456789abcdef0123456789abcdef0"
    })
    void nobody_else_does(String shown) {
        assertThat(seen(behind(0), shown, "192.0.2.1")).isEqualTo(CONNECTION);
        assertThat(seen(behind(1), shown, "192.0.2.1, 203.0.113.9")).isEqualTo("203.0.113.9");
    }

    @Test
    void where_no_secret_is_known_none_is_good() {
        CallerAddresses none = new CallerAddresses(new Addresses(0), Optional.empty());

        assertThat(seen(none, SECRET, "192.0.2.1")).isEqualTo(CONNECTION);
        assertThat(seen(none, "", "192.0.2.1")).isEqualTo(CONNECTION);
    }

    @Test
    void what_is_no_address_is_not_kept_and_the_secret_is_not_told() {
        assertThat(seen(behind(0), SECRET, "<script>")).isEqualTo(CONNECTION);
        assertThat(seen(behind(0), SECRET)).isEqualTo(CONNECTION);
        assertThat(behind(0).toString()).doesNotContain(SECRET);
    }
}
