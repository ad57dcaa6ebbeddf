package dev.infrahub.gateway.web.access;

import dev.infrahub.gateway.domain.Permission;
import dev.infrahub.gateway.domain.VerificationLinks;
import java.util.List;
import java.util.Optional;
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
 * What each endpoint needs. Health is open, and an approval's verification to whoever holds its link; every other path needs a good credential, and those listed here a permission
 * of it.
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
            rule(HttpMethod.GET, "/api/keys/**", Permission.KEYS_WRITE),
            rule(HttpMethod.POST, "/api/keys/**", Permission.KEYS_WRITE),
            rule(HttpMethod.DELETE, "/api/keys/**", Permission.KEYS_WRITE),
            rule(HttpMethod.GET, "/api/audit/**", Permission.AUDIT_READ),
            rule(HttpMethod.GET, "/actuator/**", Permission.METRICS_READ));

    private static final List<PathPattern> OPEN = List.of(pattern("/healthz"), pattern("/actuator/health/**"));

    private static final PathPattern VERIFY = pattern("/api/cab/verify/{id}");

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
        PathPattern.PathMatchInfo match = VERIFY.matchAndExtract(path);
        String token = request.getQueryParams().getFirst("token");
        return match != null
                && token != null
                && links.opens(match.getUriVariables().getOrDefault("id", ""), token);
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
