package dev.infrahub.console.session;

import dev.infrahub.console.remote.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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

    private static final String SIGN_OUT = "/sign-out";
    private static final int MOST_TO_SIGN_IN = 16 * 1024;

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
            return signingIn(exchange, chain);
        }
        if (session.isEmpty()) {
            return path.equals(SIGN_OUT) ? Elsewhere.lead(exchange, Path.of("/sign-in")) : Elsewhere.toSignIn(exchange);
        }
        return Elsewhere.isRead(exchange)
                ? chain.filter(exchange)
                : exchange.getFormData()
                        .filter(form -> SameOrigin.holds(exchange.getRequest()) && isOf(session.get(), form))
                        .switchIfEmpty(Mono.error(Door::foreign))
                        .then(Mono.defer(() -> chain.filter(exchange)));
    }

    /** Whoever is not signed in sends what fits into a few lines, and says so before it comes. */
    private static Mono<Void> signingIn(ServerWebExchange exchange, WebFilterChain chain) {
        if (Elsewhere.isRead(exchange)) {
            return chain.filter(exchange);
        }
        HttpHeaders headers = exchange.getRequest().getHeaders();
        if (headers.containsHeader(HttpHeaders.TRANSFER_ENCODING) || headers.getContentLength() > MOST_TO_SIGN_IN) {
            return Mono.error(new ResponseStatusException(
                    HttpStatus.CONTENT_TOO_LARGE, "To sign in takes 16 KB at most, with a Content-Length."));
        }
        return SameOrigin.holds(exchange.getRequest()) ? chain.filter(exchange) : Mono.error(foreign());
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
}
