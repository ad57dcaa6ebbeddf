package dev.infrahub.gateway.access;

import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives controllers the {@link Caller}; whoever comes by a link alone is {@link Caller#NOBODY}. */
public final class CallerResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        return caller(exchange).cast(Object.class);
    }

    public static Mono<Caller> caller(ServerWebExchange exchange) {
        return exchange.getPrincipal().ofType(Access.class).map(Access::caller).defaultIfEmpty(Caller.NOBODY);
    }
}
