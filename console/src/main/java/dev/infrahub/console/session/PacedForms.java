package dev.infrahub.console.session;

import dev.infrahub.http.bodies.Pace;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;

/** What comes, whoever sends it, comes at a pace: nobody holds a connection by a form that never ends. */
public record PacedForms(Pace pace) implements HttpHandlerDecoratorFactory {

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

    private ServerHttpRequest paced(ServerHttpRequest request, ServerHttpResponse response) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                return pace.kept(super.getBody()).doOnError(_ -> endLine(response));
            }
        };
    }
}
