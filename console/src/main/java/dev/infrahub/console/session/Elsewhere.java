package dev.infrahub.console.session;

import dev.infrahub.console.remote.Path;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Leads to another page. A script that asked for a part of one is told by a header: it would put the other page into this one. */
public final class Elsewhere {

    private Elsewhere() {}

    public static Mono<Void> lead(ServerWebExchange exchange, Path to) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        if (exchange.getRequest().getHeaders().getFirst("HX-Request") == null) {
            exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
            headers.setLocation(URI.create(to.text()));
        } else {
            exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
            headers.set("HX-Redirect", to.text());
        }
        return exchange.getResponse().setComplete();
    }
}
