package dev.infrahub.console.session;

import dev.infrahub.console.remote.Path;
import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Leads to another page. A script that asked for a part of one is told by a header: it would put the other page into this one. */
public final class Elsewhere {

    private Elsewhere() {}

    public static Mono<Void> lead(ServerWebExchange exchange, Path to) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        if (!isForPart(exchange.getRequest())) {
            exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
            headers.setLocation(URI.create(to.text()));
        } else {
            exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
            headers.set("HX-Redirect", to.text());
        }
        return exchange.getResponse().setComplete();
    }

    /** Nothing was done of what was asked for. */
    static Mono<Void> toSignIn(ServerWebExchange exchange) {
        return toSignIn(exchange, "unsent");
    }

    /** It was worked at when the session ended: some of it may have been done. */
    public static Mono<Void> toSignInAnew(ServerWebExchange exchange) {
        return toSignIn(exchange, "unsure");
    }

    /** A page that was asked for comes afterwards. What was sent is not sent again by itself: the page that it was on comes. */
    private static Mono<Void> toSignIn(ServerWebExchange exchange, String sent) {
        String page = isRead(exchange) ? path(exchange.getRequest().getURI()) : from(exchange.getRequest());
        return lead(
                exchange,
                Path.of("/sign-in")
                        .with("next", page.equals(Next.HOME) ? null : page)
                        .with(sent, isRead(exchange) ? null : "yes"));
    }

    /** The page of a form, from the address that it is sent to, where a refusal was shown. */
    public static Mono<Void> toPageOfForm(ServerWebExchange exchange) {
        String address = path(exchange.getRequest().getURI());
        int query = address.indexOf('?');
        int end = query < 0 ? address.length() : query;
        return lead(
                exchange,
                Path.of(Next.of(address.substring(0, Math.max(1, address.lastIndexOf('/', end - 1)))
                        + address.substring(end))));
    }

    private static String path(URI asked) {
        return asked.getRawPath() + (asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery());
    }

    /** A page of ours, as browsers say it of their own; nobody else's is gone to, whatever is said. */
    private static String from(ServerHttpRequest request) {
        try {
            String referer = request.getHeaders().getFirst(HttpHeaders.REFERER);
            return referer == null ? Next.HOME : Next.of(path(new URI(referer)));
        } catch (URISyntaxException _) {
            return Next.HOME;
        }
    }

    /** That nothing is changed by it. */
    public static boolean isRead(ServerWebExchange exchange) {
        HttpMethod method = exchange.getRequest().getMethod();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    /** That a script asks, to put what it gets into a page. */
    public static boolean isForPart(ServerHttpRequest request) {
        return request.getHeaders().getFirst("HX-Request") != null;
    }
}
