package dev.infrahub.console.web;

import dev.infrahub.console.remote.Away;
import dev.infrahub.console.remote.Oversized;
import dev.infrahub.console.remote.Pending;
import dev.infrahub.console.remote.Refused;
import dev.infrahub.console.remote.Trace;
import dev.infrahub.console.session.Cookies;
import dev.infrahub.console.session.Elsewhere;
import dev.infrahub.console.session.Session;
import dev.infrahub.console.session.Sessions;
import java.util.Optional;
import java.util.function.Supplier;
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
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Whatever goes wrong ends in a page that says what, what to do, and the trace to look for. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ErrorPages implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    private final Pages pages;
    private final Sessions sessions;
    private final Cookies cookies;

    public ErrorPages(Pages pages, Sessions sessions, Cookies cookies) {
        this.pages = pages;
        this.sessions = sessions;
        this.cookies = cookies;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(error);
        }
        return switch (error) {
            case Refused no when no.isOfCredential() -> signedOut(exchange);
            case Refused no -> show(exchange, Failure.of(no.problem()));
            case Pending accepted
            when Elsewhere.isForPart(exchange.getRequest()) ->
                beside(
                        exchange,
                        HttpStatus.ACCEPTED,
                        () -> pages.part("web/pending.jte", accepted.page().text()));
            case Pending accepted -> Elsewhere.lead(exchange, accepted.page());
            case Oversized answer -> show(exchange, Failure.oversized(answer));
            case Away away -> show(exchange, Failure.away(away));
            case DataBufferLimitException _ ->
                show(exchange, Failure.plain(413, "A form of this page takes 4 MB at most. Use the API for more."));
            case MethodNotAllowedException _ when Elsewhere.isRead(exchange) -> Elsewhere.toPageOfForm(exchange);
            case ResponseStatusException status ->
                show(exchange, Failure.plain(status.getStatusCode().value(), detail(status)));
            default -> {
                Trace trace = Trace.begin();
                LOG.error(
                        "No page for {} (trace {})",
                        exchange.getRequest().getPath().pathWithinApplication().value(),
                        trace.id(),
                        error);
                yield show(exchange, Failure.own(trace));
            }
        };
    }

    /** What a session is of is no longer good: it ends, and the page that was asked for comes after the next one begins. */
    private Mono<Void> signedOut(ServerWebExchange exchange) {
        Object session = exchange.getAttribute(Session.ATTRIBUTE);
        if (session instanceof Session known) {
            sessions.close(known);
        }
        cookies.takeBack(exchange);
        return Elsewhere.toSignInAnew(exchange);
    }

    private static String detail(ResponseStatusException status) {
        if (status.getStatusCode().equals(HttpStatus.NOT_FOUND)) {
            return "There is no such page.";
        }
        return status.getReason() == null ? "The request cannot be read." : status.getReason();
    }

    private Mono<Void> show(ServerWebExchange exchange, Failure failure) {
        HttpStatusCode status = HttpStatusCode.valueOf(failure.status());
        if (Elsewhere.isForPart(exchange.getRequest())) {
            return beside(exchange, status, () -> pages.part("web/refused.jte", failure));
        }
        Object session = exchange.getAttribute(Session.ATTRIBUTE);
        Optional<Page> around = session instanceof Session known
                ? Optional.of(pages.around(
                        known,
                        exchange.getRequest().getPath().pathWithinApplication().value(),
                        failure.title()))
                : Optional.empty();
        return answer(exchange, status, () -> pages.error(around, failure));
    }

    /** Before what the page shows in its place: what was written there, or known before, is kept. */
    private static Mono<Void> beside(ServerWebExchange exchange, HttpStatusCode status, Supplier<byte[]> part) {
        exchange.getResponse().getHeaders().set("HX-Reswap", "afterbegin");
        return answer(exchange, status, part);
    }

    private static Mono<Void> answer(ServerWebExchange exchange, HttpStatusCode status, Supplier<byte[]> page) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.parseMediaType("text/html;charset=utf-8"));
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
        return response.writeWith(
                Mono.fromCallable(() -> response.bufferFactory().wrap(page.get())));
    }
}
