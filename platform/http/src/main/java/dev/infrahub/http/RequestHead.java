package dev.infrahub.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses a head of a request that no endpoint can read: media types that are none, and a NUL, which no database takes. */
@Order(Ordered.LOWEST_PRECEDENCE)
public final class RequestHead implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return wrong(exchange.getRequest()).map(Mono::<Void>error).orElseGet(() -> chain.filter(exchange));
    }

    private static Optional<Problem> wrong(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        if (!isReadable(headers::getContentType)) {
            return Optional.of(Problem.of(415, "content_type.unsupported", "Content-Type is no media type.")
                    .field(HttpHeaders.CONTENT_TYPE));
        }
        if (!isReadable(headers::getAccept)) {
            return Optional.of(Problem.of(406, "accept.unsupported", "Accept is no list of media types.")
                    .field(HttpHeaders.ACCEPT));
        }
        if (holdsNul(request.getURI().getPath())) {
            return Optional.of(Problem.of(404, "path.unknown", "There is nothing at a path that holds a NUL."));
        }
        return request.getQueryParams().entrySet().stream()
                .filter(parameter -> holdsNul(parameter.getKey()) || holdsNul(parameter.getValue()))
                .map(Map.Entry::getKey)
                .map(name -> Problem.parameter(holdsNul(name) ? "query" : name, "text without a NUL"))
                .findFirst();
    }

    private static boolean isReadable(Runnable header) {
        try {
            header.run();
            return true;
        } catch (InvalidMediaTypeException notOne) {
            return false;
        }
    }

    private static boolean holdsNul(List<String> values) {
        // a parameter without a value is a null
        return values.stream().anyMatch(value -> value != null && holdsNul(value));
    }

    private static boolean holdsNul(String text) {
        return text.indexOf('\0') >= 0;
    }
}
