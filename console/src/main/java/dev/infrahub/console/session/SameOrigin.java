package dev.infrahub.console.session;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Whether a request comes from a page of ours, as a browser says itself; what is no browser says nothing. */
final class SameOrigin {

    private SameOrigin() {}

    static boolean holds(ServerHttpRequest request) {
        @Nullable String site = request.getHeaders().getFirst("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        @Nullable String origin = request.getHeaders().getFirst(HttpHeaders.ORIGIN);
        @Nullable String host = request.getHeaders().getFirst(HttpHeaders.HOST);
        return origin == null
                || (host != null && (origin.equals("http://" + host) || origin.equals("https://" + host)));
    }
}
