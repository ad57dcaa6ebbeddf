package dev.infrahub.gateway.contract;

import dev.infrahub.gateway.views.Lists;
import dev.infrahub.gateway.views.Lists.By;
import dev.infrahub.http.KnownNames;
import dev.infrahub.http.Problem;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/** Leads requests to endpoints, and refuses one with a parameter that its endpoint does not take. */
public final class KnownParameters extends RequestMappingHandlerMapping {

    private static final String OURS = "dev.infrahub.";

    /** The parameter that makes the address of an endpoint a link. */
    private static final String LINK = "token";

    private final Map<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    protected void handleMatch(RequestMappingInfo mapping, HandlerMethod endpoint, ServerWebExchange exchange) {
        super.handleMatch(mapping, endpoint, exchange);
        if (endpoint.getBeanType().getName().startsWith(OURS) && !CorsUtils.isPreFlightRequest(exchange.getRequest())) {
            unknown(endpoint, exchange).ifPresent(problem -> {
                throw problem;
            });
        }
    }

    private Optional<Problem> unknown(HandlerMethod endpoint, ServerWebExchange exchange) {
        Set<String> said = exchange.getRequest().getQueryParams().keySet();
        if (said.isEmpty()) {
            return Optional.empty();
        }
        Map<String, ?> path = exchange.getAttributeOrDefault(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of());
        KnownNames names = new KnownNames(known.computeIfAbsent(endpoint, KnownParameters::names).stream()
                .filter(name -> !path.containsKey(name))
                .toList());
        // mail and chats add parameters of their own to links that people open
        boolean isLink = names.names().contains(LINK);
        return said.stream()
                .filter(name -> !name.isEmpty() && !names.names().contains(name))
                .filter(name -> !isLink || names.nearest(name).isPresent())
                .findFirst()
                .map(names::unknownParameter);
    }

    private static Set<String> names(HandlerMethod endpoint) {
        return Set.copyOf(Stream.of(parameters(endpoint), filters(endpoint), besideBytes(endpoint))
                .flatMap(names -> names)
                .distinct()
                .toList());
    }

    private static Stream<String> parameters(HandlerMethod endpoint) {
        return Arrays.stream(endpoint.getMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
                .map(KnownParameters::name);
    }

    private static String name(Parameter parameter) {
        String given = Objects.requireNonNull(parameter.getAnnotation(RequestParam.class))
                .value();
        return given.isEmpty() ? parameter.getName() : given;
    }

    private static Stream<String> filters(HandlerMethod endpoint) {
        return Optional.ofNullable(endpoint.getMethodAnnotation(Lists.class)).stream()
                .flatMap(lists -> Stream.concat(
                        Arrays.stream(lists.by()).map(By::value), Stream.of("before", "cursor", "limit")));
    }

    /** What is said beside a body that is no JSON. */
    private static Stream<String> besideBytes(HandlerMethod endpoint) {
        return Stream.concat(
                        Optional.ofNullable(endpoint.getMethodAnnotation(TakesPlan.class))
                                .map(TakesPlan::value)
                                .stream(),
                        Optional.ofNullable(endpoint.getMethodAnnotation(Takes.class)).map(Takes::beside).stream())
                .flatMap(members -> Arrays.stream(members.getRecordComponents()))
                .map(RecordComponent::getName)
                .filter(name -> !name.equals(OpenApi.INSTEAD_OF_A_PLAN));
    }
}
