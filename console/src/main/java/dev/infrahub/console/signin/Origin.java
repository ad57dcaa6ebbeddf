package dev.infrahub.console.signin;

import java.net.URI;
import java.util.Optional;
import org.springframework.web.server.ServerWebExchange;

/**
 * Where people reach the console.
 *
 * @param configured as somebody says; where nobody does, as the browser says, which only its own sign-in suffers from
 */
public record Origin(Optional<URI> configured) {

    String of(ServerWebExchange exchange) {
        URI asked = exchange.getRequest().getURI();
        return configured.map(URI::toString).orElseGet(() -> asked.getScheme() + "://" + asked.getRawAuthority());
    }
}
