package dev.infrahub.console.session;

import dev.infrahub.http.Problem;
import dev.infrahub.http.bodies.Pace;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;

/** What comes, whoever sends it, comes at a pace: nobody holds a connection by a form that never ends. */
public record PacedForms(Pace pace) implements HttpHandlerDecoratorFactory {

    private static final int KIB = 1024;

    @Override
    public HttpHandler apply(HttpHandler handler) {
        return (request, response) -> handler.handle(paced(request, response), response);
    }

    /** Else the rest of the form would still be waited for. */
    private static void endLine(ServerHttpResponse response) {
        if (!response.isCommitted()) {
            response.getHeaders().set(HttpHeaders.CONNECTION, "close");
        }
    }

    private ResponseStatusException tooSlow() {
        return new ResponseStatusException(
                HttpStatus.REQUEST_TIMEOUT,
                "What you sent came too slowly: nothing of it for "
                        + pace.patience().toSeconds() + " s, less than "
                        + pace.bytesPerSecond() / KIB + " KiB a second, or not all of it in "
                        + pace.longest().toMinutes()
                        + " minutes. Nothing was done. Send less, or send it by a better line.");
    }

    private ServerHttpRequest paced(ServerHttpRequest request, ServerHttpResponse response) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                return pace.kept(super.getBody())
                        .onErrorMap(Problem.class, _ -> tooSlow())
                        .doOnError(_ -> endLine(response));
            }
        };
    }
}
