package dev.infrahub.gateway.access;

import dev.infrahub.gateway.access.VerificationLinks.Link;
import dev.infrahub.gateway.access.VerificationLinks.Opens;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * What each endpoint needs, as its {@link Needs} says. Health is open, and what a link opens to whoever holds the link; what is
 * {@link Signed} verifies each request itself; every other path needs a good credential.
 */
public final class AccessRules
        implements ReactiveAuthorizationManager<AuthorizationContext>, SmartInitializingSingleton {

    private static final String OURS = "dev.infrahub.gateway";
    private static final Rule METRICS =
            new Rule(HttpMethod.GET, pattern("/actuator/**"), Set.of(Permission.METRICS_READ), false);
    private static final List<PathPattern> OPEN = List.of(pattern("/healthz"), pattern("/actuator/health/**"));

    /** Paths of the hub's that no controller serves. */
    private static final List<PathPattern> BESIDE = Stream.of(
                    "/healthz", "/openapi.json", "/asyncapi.json", "/actuator/health/**")
            .map(AccessRules::pattern)
            .toList();

    private static final Map<Opens, PathPattern> LINKED = Arrays.stream(Opens.values())
            .collect(Collectors.toMap(Function.identity(), what -> pattern(what.path() + "{id}")));

    private final VerificationLinks links;
    private final CallerLimits limits;
    private final CallerAddresses addresses;
    private final ObjectProvider<RequestMappingHandlerMapping> endpoints;
    private List<Rule> rules = List.of(METRICS);

    public AccessRules(
            VerificationLinks links,
            CallerLimits limits,
            CallerAddresses addresses,
            ObjectProvider<RequestMappingHandlerMapping> endpoints) {
        this.links = links;
        this.limits = limits;
        this.addresses = addresses;
        this.endpoints = endpoints;
    }

    /** @param isSigned whether the endpoint itself verifies each request, and no credential is needed */
    private record Rule(HttpMethod method, PathPattern path, Set<Permission> needed, boolean isSigned) {}

    private static PathPattern pattern(String path) {
        return PathPatternParser.defaultInstance.parse(path);
    }

    /** @throws IllegalStateException for an endpoint that does not say what it needs */
    @Override
    public void afterSingletonsInstantiated() {
        rules = Stream.concat(
                        endpoints.getObject().getHandlerMethods().entrySet().stream()
                                .filter(entry -> entry.getValue()
                                        .getBeanType()
                                        .getPackageName()
                                        .startsWith(OURS))
                                .flatMap(entry -> rules(entry.getKey(), entry.getValue())),
                        Stream.of(METRICS))
                .toList();
    }

    private static Stream<Rule> rules(RequestMappingInfo mapping, HandlerMethod endpoint) {
        Needs needs = endpoint.getMethodAnnotation(Needs.class);
        boolean isSigned = endpoint.hasMethodAnnotation(Signed.class);
        if ((needs == null) != isSigned) {
            throw new IllegalStateException(endpoint + " does not say what it needs: @Needs, or @Signed");
        }
        Set<Permission> needed = needs == null ? Set.of() : Set.of(needs.value());
        return mapping.getPatternsCondition().getPatterns().stream()
                .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                        .map(method -> new Rule(method.asHttpMethod(), path, needed, isSigned)));
    }

    /** What a request is for, as it may be kept. */
    String route(ServerHttpRequest request) {
        PathContainer path = request.getPath().pathWithinApplication();
        Optional<PathPattern> template = Stream.concat(rules.stream().map(Rule::path), BESIDE.stream())
                .filter(pattern -> pattern.matches(path))
                .min(PathPattern::compareTo);
        return Route.of(request.getMethod(), template, path);
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, AuthorizationContext context) {
        ServerHttpRequest request = context.getExchange().getRequest();
        PathContainer path = request.getPath().pathWithinApplication();
        Optional<Link> opened = opened(request, path);
        if (opened.isPresent()) {
            return Mono.fromCallable(() -> {
                limits.count(opened.get(), addresses.of(request));
                return new AuthorizationDecision(true);
            });
        }
        if (OPEN.stream().anyMatch(open -> open.matches(path))) {
            return Mono.just(new AuthorizationDecision(true));
        }
        Optional<Rule> rule = rule(request.getMethod(), path);
        if (rule.filter(Rule::isSigned).isPresent()) {
            return Mono.just(new AuthorizationDecision(true));
        }
        return authentication
                .ofType(Access.class)
                .map(access -> rule.map(Rule::needed).orElse(Set.of()).stream().allMatch(access.caller()::may))
                .defaultIfEmpty(false)
                .map(AuthorizationDecision::new);
    }

    /** The link that the request holds, where it is a good one. */
    private Optional<Link> opened(ServerHttpRequest request, PathContainer path) {
        String token = request.getQueryParams().getFirst("token");
        return token == null || isTwice("token", request) || isTwice("client", request)
                ? Optional.empty()
                : LINKED.entrySet().stream()
                        .flatMap(linked ->
                                asked(linked.getKey(), linked.getValue().matchAndExtract(path), request))
                        .filter(link -> links.opens(link, token))
                        .findFirst();
    }

    /** What is said twice may be read in two ways. */
    private static boolean isTwice(String parameter, ServerHttpRequest request) {
        return request.getQueryParams().getOrDefault(parameter, List.of()).size() > 1;
    }

    private static Stream<Link> asked(
            Opens what, PathPattern.@Nullable PathMatchInfo match, ServerHttpRequest request) {
        return match == null
                ? Stream.empty()
                : Stream.of(what.asked(
                        request.getQueryParams().getFirst("client"),
                        match.getUriVariables().getOrDefault("id", "")));
    }

    /** Of the most specific pattern, as WebFlux chooses too. HEAD is answered by what answers GET. */
    private Optional<Rule> rule(HttpMethod method, PathContainer path) {
        HttpMethod answered = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
        return rules.stream()
                .filter(rule -> rule.method().equals(answered) && rule.path().matches(path))
                .min((one, other) -> one.path().compareTo(other.path()));
    }
}
