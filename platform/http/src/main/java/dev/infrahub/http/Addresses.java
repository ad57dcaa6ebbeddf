package dev.infrahub.http;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The network address that a request comes from: that of the connection or, behind proxies that are trusted, what the
 * outermost of them saw. What stands further left in {@code X-Forwarded-For} is what anybody wrote there.
 *
 * @param proxies how many are trusted
 */
public record Addresses(int proxies) {

    public static final String FORWARDED_FOR = "X-Forwarded-For";
    /** An address, with or without the port that some proxies write behind it. */
    private static final Pattern HOP = Pattern.compile(
            "(?<v4>[0-9.]{7,15})(:[0-9]{1,5})?|\\[(?<bracketed>[0-9A-Fa-f.:]{2,45})](:[0-9]{1,5})?|(?<v6>[0-9A-Fa-f.:]{2,45})");

    public String of(ServerHttpRequest request) {
        return of(request.getHeaders(), request.getRemoteAddress());
    }

    /** @param connected the other end of the connection */
    public String of(HttpHeaders headers, @Nullable InetSocketAddress connected) {
        return forwarded(headers).orElseGet(() -> address(connected));
    }

    private Optional<String> forwarded(HttpHeaders headers) {
        List<String> hops = hops(headers);
        return proxies == 0 || hops.size() < proxies
                ? Optional.empty()
                : Optional.of(hops.get(hops.size() - proxies)).flatMap(Addresses::withoutPort);
    }

    /** What the first of all who added to it says: for requests of somebody who is known to have begun it. */
    public static Optional<String> first(HttpHeaders headers) {
        return hops(headers).stream().findFirst().flatMap(Addresses::withoutPort);
    }

    private static List<String> hops(HttpHeaders headers) {
        return headers.getOrEmpty(FORWARDED_FOR).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    private static Optional<String> withoutPort(String hop) {
        Matcher matched = HOP.matcher(hop);
        return matched.matches()
                ? Stream.of("v4", "bracketed", "v6")
                        .flatMap(form -> Stream.ofNullable(matched.group(form)))
                        .findFirst()
                : Optional.empty();
    }

    private static String address(@Nullable InetSocketAddress remote) {
        return remote == null || remote.getAddress() == null
                ? "unknown"
                : remote.getAddress().getHostAddress();
    }
}
