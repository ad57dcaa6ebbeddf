package dev.infrahub.gateway;

import java.net.URI;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Leads a browser that comes to {@code /} to the console. It has no credential yet, so this stands before access.
 *
 * @param console where people reach it; empty for nowhere
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
record ToConsole(String console) implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (console.isBlank() || !isBrowserAtTheRoot(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
        exchange.getResponse().getHeaders().setLocation(URI.create(console));
        return exchange.getResponse().setComplete();
    }

    private static boolean isBrowserAtTheRoot(ServerHttpRequest request) {
        String accept = request.getHeaders().getFirst(HttpHeaders.ACCEPT);
        return request.getMethod().equals(HttpMethod.GET)
                && request.getPath().value().equals("/")
                && accept != null
                && accept.contains("text/html");
    }
}
