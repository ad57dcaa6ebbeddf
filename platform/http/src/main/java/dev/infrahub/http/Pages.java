package dev.infrahub.http;

import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriComponentsBuilder;

/** Pages as answers: the items are the body, and a Link header (RFC 8288) with rel="next" leads on. */
public final class Pages {

    private Pages() {}

    /**
     * @param request that asked for the page
     * @param body of the items, as JSON
     */
    public static <T> ResponseEntity<String> answer(Page<T> page, URI request, Function<List<T>, String> body) {
        ResponseEntity.BodyBuilder response = ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON);
        page.next().ifPresent(next -> response.header(HttpHeaders.LINK, "<" + at(request, next) + ">; rel=\"next\""));
        return response.body(body.apply(page.items()));
    }

    private static String at(URI request, Cursor next) {
        return UriComponentsBuilder.fromUri(request)
                .scheme(null)
                .host(null)
                .port(null)
                .replaceQueryParam("cursor", next.text())
                .build()
                .toUriString();
    }
}
