package dev.infrahub.gateway.access;

import dev.infrahub.http.Addresses;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Where a request comes from. The console asks for somebody in a browser and says whence that is; it is believed where it proves
 * that it is the console, whatever address it asks from: on one machine all have the same.
 *
 * @param others of everybody else
 * @param console what the console proves itself by; empty where none does
 */
public record CallerAddresses(Addresses others, Optional<String> console) {

    /** Holds the console's proof. It is nobody else's, and in no log. */
    static final String CONSOLE = "X-Hub-Console";

    String of(ServerHttpRequest request) {
        return of(request.getHeaders(), request.getRemoteAddress());
    }

    /** @param connected the other end of the connection */
    String of(HttpHeaders headers, @Nullable InetSocketAddress connected) {
        return Optional.of(headers)
                .filter(this::isOfConsole)
                .flatMap(Addresses::first)
                .orElseGet(() -> others.of(headers, connected));
    }

    private boolean isOfConsole(HttpHeaders headers) {
        String shown = headers.getFirst(CONSOLE);
        return shown != null
                && console.filter(known -> MessageDigest.isEqual(bytes(known), bytes(shown)))
                        .isPresent();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "CallerAddresses[" + others + "]";
    }
}
