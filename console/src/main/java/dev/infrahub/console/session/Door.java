package dev.infrahub.console.session;

import dev.infrahub.console.remote.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Before every page: who is signed in, what a browser may do with what it gets, and that nothing is changed but by a form of
 * ours.
 */
public final class Door implements WebFilter {

    /** The member of a form that holds the session's token. */
    public static final String CSRF = "_csrf";

    /** Below it is nothing private. */
    public static final String ASSETS = "/assets/";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Frame-Options",
            "DENY",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            // with no-referrer a browser says "Origin: null" of our own forms, and each of them would be foreign
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=()");

    private final Sessions sessions;
    private final Cookies cookies;

    public Door(Sessions sessions, Cookies cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        HttpHeaders headers = exchange.getResponse().getHeaders();
        HEADERS.forEach(headers::set);
        if (cookies.secure()) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        if (path.startsWith(ASSETS) || path.startsWith("/actuator/")) {
            return chain.filter(exchange);
        }
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        Optional<Session> session = sessions.find(cookies.in(exchange));
        session.ifPresent(found -> exchange.getAttributes().put(Session.ATTRIBUTE, found));
        if (path.equals("/sign-in") || path.startsWith("/sign-in/")) {
            return isRead(exchange) || SameOrigin.holds(exchange.getRequest())
                    ? chain.filter(exchange)
                    : Mono.error(foreign());
        }
        if (session.isEmpty()) {
            return toSignIn(exchange);
        }
        return isRead(exchange)
                ? chain.filter(exchange)
                : exchange.getFormData()
                        .filter(form -> SameOrigin.holds(exchange.getRequest()) && isOf(session.get(), form))
                        .switchIfEmpty(Mono.error(Door::foreign))
                        .then(Mono.defer(() -> chain.filter(exchange)));
    }

    private static boolean isRead(ServerWebExchange exchange) {
        HttpMethod method = exchange.getRequest().getMethod();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    private static boolean isOf(Session session, MultiValueMap<String, String> form) {
        @Nullable String token = form.getFirst(CSRF);
        return token != null && Secrets.areSame(token, session.csrf());
    }

    private static ResponseStatusException foreign() {
        return new ResponseStatusException(
                HttpStatus.FORBIDDEN,
                "This form is not of this session: it was sent from elsewhere, or you signed in anew since. Nothing was"
                        + " done. Open the page again, and send it from there.");
    }

    /** What was sent is not sent again by itself: only a page that was asked for is gone back to. */
    private static Mono<Void> toSignIn(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        String asked = request.getURI().getRawPath()
                + (request.getURI().getRawQuery() == null
                        ? ""
                        : "?" + request.getURI().getRawQuery());
        Path to = Path.of("/sign-in").with("next", isRead(exchange) && !asked.equals(Next.HOME) ? asked : null);
        return Elsewhere.lead(exchange, to);
    }
}
