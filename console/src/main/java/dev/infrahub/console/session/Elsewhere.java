package dev.infrahub.console.session;

import dev.infrahub.console.remote.Path;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Leads to another page. A script that asked for a part of one is told by a header: it would put the other page into this one. */
public final class Elsewhere {

    private Elsewhere() {}

    public static Mono<Void> lead(ServerWebExchange exchange, Path to) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        if (!isForPart(exchange.getRequest())) {
            exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
            headers.setLocation(URI.create(to.text()));
        } else {
            exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
            headers.set("HX-Redirect", to.text());
        }
        return exchange.getResponse().setComplete();
    }

    /** What was sent is not sent again by itself: only a page that was asked for is gone back to. */
    public static Mono<Void> toSignIn(ServerWebExchange exchange) {
        URI asked = exchange.getRequest().getURI();
        String path = asked.getRawPath() + (asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery());
        return lead(
                exchange, Path.of("/sign-in").with("next", isRead(exchange) && !path.equals(Next.HOME) ? path : null));
    }

    /** That nothing is changed by it. */
    static boolean isRead(ServerWebExchange exchange) {
        HttpMethod method = exchange.getRequest().getMethod();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    /** That a script asks, to put what it gets into a page. */
    public static boolean isForPart(ServerHttpRequest request) {
        return request.getHeaders().getFirst("HX-Request") != null;
    }
}
