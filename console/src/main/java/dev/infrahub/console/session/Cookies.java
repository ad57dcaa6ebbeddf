package dev.infrahub.console.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/**
 * The cookies: one holds a session's id, and another, for minutes, a sign-in that is under way elsewhere.
 *
 * @param secure whether people come by https
 */
public record Cookies(boolean secure) {

    private static final String FLOW = "-flow";
    private static final Duration FLOW_IS_GOOD_FOR = Duration.ofMinutes(10);

    /** Which name a cookie has decides who may set it: with this prefix no other host can, nor anybody on the way. */
    private String name() {
        return secure ? "__Host-hub-console" : "hub-console";
    }

    @Nullable
    String in(ServerWebExchange exchange) {
        return value(name(), exchange);
    }

    /** Of a sign-in that is under way elsewhere. */
    public @Nullable String flowIn(ServerWebExchange exchange) {
        return value(name() + FLOW, exchange);
    }

    private static @Nullable String value(String name, ServerWebExchange exchange) {
        HttpCookie cookie = exchange.getRequest().getCookies().getFirst(name);
        return cookie == null ? null : cookie.getValue();
    }

    public void giveFlow(ServerWebExchange exchange, Begun begun) {
        exchange.getResponse()
                .addCookie(
                        of(name() + FLOW, begun.kept()).maxAge(FLOW_IS_GOOD_FOR).build());
    }

    public void takeFlowBack(ServerWebExchange exchange) {
        exchange.getResponse()
                .addCookie(of(name() + FLOW, "").maxAge(Duration.ZERO).build());
    }

    public void give(ServerWebExchange exchange, Session session) {
        exchange.getResponse().addCookie(of(name(), session.id()).build());
    }

    public void takeBack(ServerWebExchange exchange) {
        exchange.getResponse().addCookie(of(name(), "").maxAge(Duration.ZERO).build());
    }

    /** Lax, so that a link from a chat finds who is signed in; whatever changes something has its form's token besides. */
    private ResponseCookie.ResponseCookieBuilder of(String name, String value) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path("/");
    }
}
