package dev.infrahub.gateway.views;

import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.views.Lists.By;
import dev.infrahub.http.Blocking;
import dev.infrahub.http.Cursor;
import dev.infrahub.http.Parameters;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.core.MethodParameter;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Reads the page that a request asks for.
 *
 * @param clients of whoever asks
 */
public record ListingResolver(Views views, Function<ServerWebExchange, Mono<Clients>> clients)
        implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Listing.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        Lists lists = Objects.requireNonNull(parameter.getMethodAnnotation(Lists.class), "a Listing needs @Lists");
        Query query = query(lists, exchange.getRequest().getQueryParams(), inPath(exchange));
        return clients.apply(exchange)
                .flatMap(seen -> Blocking.call(() -> views.list(seen, lists.value(), query)))
                .map(page -> new Listing(page, exchange.getRequest().getURI()));
    }

    private static Map<String, String> inPath(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of());
    }

    /** @param path variables of the path, which say what is listed as parameters do */
    private static Query query(Lists lists, MultiValueMap<String, String> parameters, Map<String, String> path) {
        Query.Like like = new Query.Like();
        Optional<String> other = otherList(lists, parameters);
        for (By by : lists.by()) {
            Optional.ofNullable(path.get(by.value()))
                    .or(() -> text(parameters, by.value()))
                    .ifPresent(value -> add(like, by, other.orElse(by.in()), allowed(by, value)));
        }
        return new Query(
                like,
                text(parameters, "before").map(text -> Parameters.instant("before", text)),
                Cursor.ofOptional(text(parameters, "cursor")),
                Parameters.limit(parameters.getFirst("limit")));
    }

    private static Optional<String> otherList(Lists lists, MultiValueMap<String, String> parameters) {
        return Arrays.stream(lists.by())
                .filter(by ->
                        text(parameters, by.value()).filter(by.orIn()::equals).isPresent())
                .map(By::orIn)
                .findFirst();
    }

    private static void add(Query.Like like, By by, String list, String value) {
        if (by.in().isEmpty()) {
            like.and(by.value(), value);
        } else {
            like.andIn(list, by.member().isEmpty() ? by.value() : by.member(), value);
        }
    }

    private static String allowed(By by, String value) {
        return by.oneOf().length == 0 ? value : Parameters.oneOf(by.value(), value, by.oneOf(), Function.identity());
    }

    private static Optional<String> text(MultiValueMap<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.getFirst(name)).filter(text -> !text.isBlank());
    }
}
