package dev.infrahub.console.web;

import dev.infrahub.console.remote.Away;
import dev.infrahub.console.remote.Path;
import dev.infrahub.console.remote.Pending;
import dev.infrahub.console.remote.Refused;
import dev.infrahub.console.session.Elsewhere;
import dev.infrahub.console.session.Session;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Whatever goes wrong ends in a page that says what, what to do, and the trace to look for. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ErrorPages implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    private final Pages pages;

    public ErrorPages(Pages pages) {
        this.pages = pages;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(error);
        }
        return switch (error) {
            case Refused no when no.isOfCredential() -> Elsewhere.lead(exchange, Path.of("/sign-in"));
            case Refused no -> show(exchange, Failure.of(no.problem()));
            case Pending accepted ->
                Elsewhere.lead(exchange, Path.of("/operations").segment(accepted.operation()));
            case Away away -> show(exchange, Failure.away(away));
            case DataBufferLimitException _ ->
                show(exchange, Failure.plain(413, "A form of this page takes 4 MB at most. Use the API for more."));
            case ResponseStatusException status ->
                show(exchange, Failure.plain(status.getStatusCode().value(), detail(status)));
            default -> {
                LOG.error(
                        "No page for {}",
                        exchange.getRequest().getPath().pathWithinApplication().value(),
                        error);
                yield show(exchange, Failure.plain(500, "This is an error of the console's; its log says more."));
            }
        };
    }

    private static String detail(ResponseStatusException status) {
        if (status.getStatusCode().equals(HttpStatus.NOT_FOUND)) {
            return "There is no such page.";
        }
        return status.getReason() == null ? "The request cannot be read." : status.getReason();
    }

    private Mono<Void> show(ServerWebExchange exchange, Failure failure) {
        Object session = exchange.getAttribute(Session.ATTRIBUTE);
        Optional<Page> around = session instanceof Session known
                ? Optional.of(new Page(
                        failure.title(),
                        Optional.of(known.caller()),
                        known.csrf(),
                        exchange.getRequest().getPath().pathWithinApplication().value(),
                        pages.assets()))
                : Optional.empty();
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(failure.status()));
        response.getHeaders().setContentType(MediaType.parseMediaType("text/html;charset=utf-8"));
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
        return response.writeWith(
                Mono.fromCallable(() -> response.bufferFactory().wrap(pages.error(around, failure))));
    }
}
