package dev.infrahub.gateway.access;

import dev.infrahub.http.Blocking;
import dev.infrahub.http.ProblemHandler;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

/** Every 401, 403 and 429 leaves a line in the audit trail before it leaves the hub, whichever part decided it. */
@Order(Refusals.FIRST)
public record Refusals(AuditTrail audit, CallerLimits limits, CallerAddresses addresses, AccessRules rules)
        implements WebFilter {

    public static final int FIRST = -200;

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private static final String ADDRESS = Refusals.class.getName() + ".address";
    private static final String CALLER = Refusals.class.getName() + ".caller";

    /** Remembers who it was for the case that the request is refused. */
    public static void remember(ServerWebExchange exchange, Caller caller) {
        exchange.getAttributes().put(CALLER, caller);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getAttributes().put(ADDRESS, addresses.of(exchange.getRequest()));
        exchange.getResponse().beforeCommit(() -> told(exchange));
        return chain.filter(exchange);
    }

    private Mono<Void> told(ServerWebExchange exchange) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        if (status == null || !isRefusal(status)) {
            return Mono.empty();
        }
        Optional<Caller> caller = Optional.ofNullable(exchange.getAttribute(CALLER));
        String address = address(exchange);
        if (status.isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS)
                && !limits.isNews(caller.map(Caller::id).orElseGet(() -> CallerLimits.network(address)))) {
            return Mono.empty();
        }
        // what is refused stays refused where the trail cannot be written
        AuditEntry entry = entry(exchange, caller, address, status);
        return Blocking.run(() -> audit.add(entry)).onErrorResume(failure -> {
            log.error("A refusal could not be written to the audit trail", failure);
            return Mono.empty();
        });
    }

    private static boolean isRefusal(HttpStatusCode status) {
        return status.isSameCodeAs(HttpStatus.UNAUTHORIZED)
                || status.isSameCodeAs(HttpStatus.FORBIDDEN)
                || status.isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS);
    }

    private AuditEntry entry(
            ServerWebExchange exchange, Optional<Caller> caller, String address, HttpStatusCode status) {
        return new AuditEntry(
                caller.map(Caller::id),
                caller.flatMap(Caller::through),
                address,
                rules.route(exchange.getRequest()),
                "denied",
                status.value(),
                ProblemHandler.codeOf(exchange),
                Optional.empty(),
                caller.flatMap(Refusals::onlyClient),
                Traces.of(exchange));
    }

    /** A privileged call, allowed. */
    public static AuditEntry allowed(ServerWebExchange exchange, Caller caller, int status, String subject) {
        return allowed(exchange, caller, status, subject, onlyClient(caller));
    }

    /** The same, for a call that concerns one client: its line belongs to that, whosever clients the caller's are. */
    public static AuditEntry allowed(
            ServerWebExchange exchange, Caller caller, int status, String subject, String client) {
        return allowed(exchange, caller, status, subject, Optional.of(client));
    }

    private static AuditEntry allowed(
            ServerWebExchange exchange, Caller caller, int status, String subject, Optional<String> client) {
        ServerHttpRequest request = exchange.getRequest();
        Optional<PathPattern> template =
                Optional.ofNullable(exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        return new AuditEntry(
                Optional.of(caller.id()),
                caller.through(),
                address(exchange),
                Route.of(request.getMethod(), template, request.getPath().pathWithinApplication()),
                "allowed",
                status,
                Optional.empty(),
                Optional.of(subject),
                client,
                Traces.of(exchange));
    }

    /** The client that a line belongs to, where the caller has just one. */
    private static Optional<String> onlyClient(Caller caller) {
        return caller.clients().only();
    }

    /** Where the request comes from, as far as that can be told from another. */
    public static String network(ServerWebExchange exchange) {
        return CallerLimits.network(address(exchange));
    }

    /** Where the request comes from. */
    public static String address(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(ADDRESS, "unknown");
    }
}
