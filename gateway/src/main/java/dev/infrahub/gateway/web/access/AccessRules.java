package dev.infrahub.gateway.web.access;

import dev.infrahub.gateway.domain.Permission;
import dev.infrahub.gateway.domain.VerificationLinks;
import dev.infrahub.gateway.domain.VerificationLinks.Opens;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * What each endpoint needs. Health is open, and what a link opens to whoever holds the link; every other path needs a good credential, and those
 * listed here a permission of it.
 */
final class AccessRules implements ReactiveAuthorizationManager<AuthorizationContext> {

    private static final List<Rule> RULES = List.of(
            rule(HttpMethod.POST, "/api/pipeline/**", Permission.PLANS_WRITE),
            rule(HttpMethod.GET, "/api/plans/**", Permission.PLANS_READ),
            rule(HttpMethod.GET, "/api/operations/**", Permission.OPERATIONS_READ),
            rule(HttpMethod.POST, "/api/cab/requests", Permission.CHANGES_WRITE),
            rule(HttpMethod.GET, "/api/cab/requests/**", Permission.CHANGES_READ),
            rule(HttpMethod.POST, "/api/cab/requests/{id}/reject", Permission.CHANGES_APPROVE),
            rule(HttpMethod.POST, "/api/cab/requests/{id}/revoke", Permission.CHANGES_APPROVE),
            rule(HttpMethod.POST, "/api/cab/requests/{id}/implement", Permission.CHANGES_WRITE),
            rule(HttpMethod.POST, "/api/cab/requests/{id}/review", Permission.CHANGES_APPROVE),
            rule(HttpMethod.POST, "/api/cab/approve", Permission.CHANGES_APPROVE),
            rule(HttpMethod.GET, "/api/cab/verify/{id}", Permission.CHANGES_READ),
            rule(HttpMethod.POST, "/api/cab/gate", Permission.CHANGES_READ),
            rule(HttpMethod.POST, "/api/cab/seal-evidence", Permission.CHANGES_WRITE),
            rule(HttpMethod.GET, "/api/cab/evidence/**", Permission.CHANGES_READ),
            rule(HttpMethod.GET, "/api/cab/keys", Permission.CHANGES_READ),
            rule(HttpMethod.POST, "/api/ssh/issue", Permission.SSH_ISSUE),
            rule(HttpMethod.GET, "/api/ssh/certificates/**", Permission.SSH_READ),
            rule(HttpMethod.GET, "/api/ssh/ca", Permission.SSH_TRUST),
            rule(HttpMethod.GET, "/api/ssh/krl", Permission.SSH_TRUST),
            rule(HttpMethod.GET, "/api/cab/report", Permission.CHANGES_READ),
            rule(HttpMethod.GET, "/api/cab/log/**", Permission.CHANGES_READ),
            rule(HttpMethod.GET, "/api/keys/**", Permission.KEYS_WRITE),
            rule(HttpMethod.POST, "/api/keys/**", Permission.KEYS_WRITE),
            rule(HttpMethod.DELETE, "/api/keys/**", Permission.KEYS_WRITE),
            rule(HttpMethod.GET, "/api/audit/**", Permission.AUDIT_READ),
            rule(HttpMethod.GET, "/actuator/**", Permission.METRICS_READ));

    private static final List<PathPattern> OPEN = List.of(pattern("/healthz"), pattern("/actuator/health/**"));

    private static final Map<Opens, PathPattern> LINKED = Arrays.stream(Opens.values())
            .collect(Collectors.toMap(Function.identity(), what -> pattern(what.path() + "{id}")));

    private final VerificationLinks links;

    AccessRules(VerificationLinks links) {
        this.links = links;
    }

    private record Rule(HttpMethod method, PathPattern path, Permission permission) {}

    private static Rule rule(HttpMethod method, String path, Permission permission) {
        return new Rule(method, pattern(path), permission);
    }

    private static PathPattern pattern(String path) {
        return PathPatternParser.defaultInstance.parse(path);
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, AuthorizationContext context) {
        ServerHttpRequest request = context.getExchange().getRequest();
        PathContainer path = request.getPath().pathWithinApplication();
        if (isOpenedByLink(request, path) || OPEN.stream().anyMatch(open -> open.matches(path))) {
            return Mono.just(new AuthorizationDecision(true));
        }
        Optional<Permission> needed = needed(request.getMethod(), path);
        return authentication
                .ofType(Access.class)
                .map(access -> needed.map(access.caller()::may).orElse(true))
                .defaultIfEmpty(false)
                .map(AuthorizationDecision::new);
    }

    private boolean isOpenedByLink(ServerHttpRequest request, PathContainer path) {
        String token = request.getQueryParams().getFirst("token");
        return token != null
                && LINKED.entrySet().stream()
                        .anyMatch(linked -> isOpenedBy(
                                token, linked.getKey(), linked.getValue().matchAndExtract(path)));
    }

    private boolean isOpenedBy(String token, Opens what, PathPattern.@Nullable PathMatchInfo match) {
        return match != null && links.opens(what, match.getUriVariables().getOrDefault("id", ""), token);
    }

    /** HEAD is answered by what answers GET. */
    static Optional<Permission> needed(HttpMethod method, PathContainer path) {
        HttpMethod answered = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
        return RULES.stream()
                .filter(rule -> rule.method().equals(answered) && rule.path().matches(path))
                .map(Rule::permission)
                .findFirst();
    }
}
