package dev.infrahub.console.web;

import dev.infrahub.console.remote.Asker;
import dev.infrahub.console.remote.Gateway;
import dev.infrahub.console.remote.Hub;
import dev.infrahub.console.session.Session;
import dev.infrahub.http.Addresses;
import org.springframework.core.MethodParameter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives controllers the {@link Session}, the {@link Visit} and the {@link Form}. */
public final class Arguments implements HandlerMethodArgumentResolver {

    private final Gateway gateway;
    private final Addresses addresses;

    public Arguments(Gateway gateway, Addresses addresses) {
        this.gateway = gateway;
        this.addresses = addresses;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == Session.class || type == Visit.class || type == Form.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        if (parameter.getParameterType() == Form.class) {
            return exchange.getFormData().map(Form::new);
        }
        Session session = exchange.getRequiredAttribute(Session.ATTRIBUTE);
        return Mono.just(
                parameter.getParameterType() == Session.class ? session : visit(session, exchange.getRequest()));
    }

    private Visit visit(Session session, ServerHttpRequest request) {
        return new Visit(session, new Hub(gateway, Asker.of(session.credential(), addresses.of(request))), request);
    }
}
