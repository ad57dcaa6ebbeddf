package dev.infrahub.gateway.operations;

import dev.infrahub.gateway.access.CallerResolver;
import java.time.Clock;
import java.time.Duration;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Makes the {@link Asking} of a request.
 *
 * @param defaultWait how long a request waits for its answer when it does not say
 */
public record AskingResolver(Intake intake, Answers answers, Clock clock, Duration defaultWait)
        implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Asking.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        return Mono.deferContextual(context -> CallerResolver.caller(exchange)
                .map(caller -> new Asking(
                        intake,
                        answers,
                        caller,
                        Preferences.of(exchange.getRequest().getHeaders(), defaultWait, intake.maxWait()),
                        exchange.getRequest().getPath().value(),
                        clock,
                        context)));
    }
}
