package dev.infrahub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.BlockingExecutionConfigurer;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** An error of the machine ends the request that it comes up in, instead of being thrown past it. */
@Timeout(60)
class ErrorsTests {

    private static final Executor VIRTUAL = Executors.newVirtualThreadPerTaskExecutor();

    private final Errors errors = new Errors();

    static List<Error> fatal() {
        return List.of(
                new StackOverflowError(),
                new NoClassDefFoundError("X"),
                new OutOfMemoryError("array"),
                new AssertionError());
    }

    @ParameterizedTest
    @MethodSource("fatal")
    void on_the_thread_of_a_controller(Error error) {
        Scheduler controllers = Schedulers.fromExecutor(VIRTUAL);

        Mono<String> arguments = Mono.zip(List.of(Mono.just("one"), Mono.just("other")), _ -> "both");

        assertAnswered(arguments.publishOn(controllers).flatMap(_ -> Mono.error(error)), error);
        assertAnswered(Mono.just("none").publishOn(controllers).flatMap(_ -> Mono.error(error)), error);
    }

    @ParameterizedTest
    @MethodSource("fatal")
    void on_the_thread_that_the_request_came_in_on(Error error) {
        assertAnswered(
                Mono.just("").map(_ -> {
                    throw error;
                }),
                error);
    }

    @ParameterizedTest
    @MethodSource("fatal")
    void in_work_that_blocks(Error error) {
        assertAnswered(
                Blocking.call(() -> {
                    throw error;
                }),
                error);
        assertAnswered(
                Blocking.run(() -> {
                    throw error;
                }),
                error);
    }

    @Test
    void what_goes_well_is_left_alone_and_so_are_exceptions() {
        IllegalStateException exception = new IllegalStateException("x");

        assertThat(answer(Mono.empty())).isNull();
        assertThat(answer(Mono.error(exception))).isSameAs(exception);
        assertThat(answer(Mono.deferContextual(
                        context -> Mono.error(new IllegalStateException(context.<String>get("trace"))))))
                .hasMessage("abc");
    }

    /** Such as what reads a body on its own. */
    @ParameterizedTest
    @MethodSource("fatal")
    void in_work_that_blocks_for_nobody_in_particular(Error error) {
        Mono<String> work = Blocking.call(() -> {
            throw error;
        });

        assertThat(catchThrowable(() -> work.block(Duration.ofSeconds(10)))).hasRootCause(error);
    }

    /** As a service has it: WebFlux, a controller of plain code, virtual threads. */
    @Configuration
    @EnableWebFlux
    static class Service implements WebFluxConfigurer {

        @Override
        public void configureBlockingExecution(BlockingExecutionConfigurer blocking) {
            blocking.setExecutor(new VirtualThreadTaskExecutor("controller-"));
        }

        @Bean
        Errors errors() {
            return new Errors();
        }

        @Bean
        ProblemHandler problems() {
            return new ProblemHandler(
                    new JsonMapper(),
                    new ProblemHandler.Style("urn:x:", "hub", Problem::detail, _ -> Optional.empty()));
        }

        @Bean
        Deep deep() {
            return new Deep();
        }
    }

    @RestController
    static class Deep {

        @GetMapping("/deep")
        String deep(ServerWebExchange exchange) {
            return deeper(exchange.getRequest().getPath().value(), 0);
        }

        @GetMapping("/none")
        String none() {
            throw new NoClassDefFoundError("secret/Name");
        }

        private static String deeper(String path, int depth) {
            return depth < 0 ? path : path + deeper(path, depth + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/deep", "/none"})
    void of_a_controller_is_a_problem_that_tells_nothing(String path) {
        try (AnnotationConfigApplicationContext service = new AnnotationConfigApplicationContext(Service.class)) {
            MockServerHttpResponse response = new MockServerHttpResponse();

            WebHttpHandlerBuilder.applicationContext(service)
                    .build()
                    .handle(MockServerHttpRequest.get(path).build(), response)
                    .block(Duration.ofSeconds(20));

            assertThat(response.getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
            assertThat(response.getBodyAsString().block())
                    .contains("\"code\":\"internal\"")
                    .doesNotContain("StackOverflow", "NoClassDef", "secret", "dev.infrahub");
        }
    }

    @Test
    void of_work_whose_caller_has_gone_the_log_says_what_is_ours_and_nothing_of_the_request() throws Exception {
        Logger everything = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        everything.addAppender(heard);
        try {
            failUnheard(Problem.of(503, "planted", "planted"));
            failUnheard(new IllegalStateException("planted"));

            assertThat(heard.list)
                    .singleElement()
                    .satisfies(event -> assertThat(event.getLoggerName()).isEqualTo(Errors.class.getName()))
                    .satisfies(event -> assertThat(ThrowableProxyUtil.asString(event.getThrowableProxy()))
                            .contains("IllegalStateException")
                            .doesNotContain("planted"));
        } finally {
            everything.detachAppender(heard);
        }
    }

    /** When the caller has hung up and the work goes on all the same. */
    private void failUnheard(RuntimeException failure) throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CompletableFuture<Void> gone = new CompletableFuture<>();
        CountDownLatch done = new CountDownLatch(1);
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
        Mono<Void> work = Mono.<Void>fromRunnable(() -> {
                    working.countDown();
                    gone.join();
                    throw failure;
                })
                .subscribeOn(Schedulers.fromExecutor(task -> VIRTUAL.execute(() -> {
                    task.run();
                    done.countDown();
                })));

        Disposable request = errors.filter(exchange, _ -> work).subscribe();
        working.await();
        request.dispose();
        gone.complete(null);
        done.await();
    }

    private void assertAnswered(Mono<?> work, Error error) {
        Throwable answer = answer(work);
        assertThat(answer).isNotNull();
        assertThat(answer)
                .hasRootCause(error)
                .isInstanceOf(RuntimeException.class)
                .isNotInstanceOf(IllegalStateException.class);
    }

    /** What the request fails with, in time. */
    private Throwable answer(Mono<?> work) {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
        return catchThrowable(() -> errors.filter(exchange, _ -> work.then())
                .contextWrite(context -> context.put("trace", "abc"))
                .block(Duration.ofSeconds(10)));
    }
}
