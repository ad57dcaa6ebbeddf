package dev.infrahub.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Duration;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The rule finds the ways in which threads are started, and lets those be that start none. */
class ThreadRulesTests {

    @ParameterizedTest
    @ValueSource(
            classes = {
                Virtual.class,
                OfPlatform.class,
                Own.class,
                OneThread.class,
                Pool.class,
                Later.class,
                Reactive.class,
                Ticking.class,
                OfSpring.class,
                Annotated.class,
                OnATimer.class
            })
    void a_thread_is_started_by_the_supervisor_alone(Class<?> sample) {
        JavaClasses code = new ClassFileImporter().importClasses(sample);

        assertThatThrownBy(() -> ThreadRules.check(code, List.of())).isInstanceOf(AssertionError.class);
        assertThatCode(() -> ThreadRules.check(code, List.of(ThreadRulesTests.class.getName())))
                .doesNotThrowAnyException();
    }

    @Test
    void what_starts_none_is_let_be() {
        ThreadRules.check(new ClassFileImporter().importClasses(Waiting.class), List.of());
    }

    static final class Virtual {
        Object start() {
            return Thread.ofVirtual().start(() -> {});
        }
    }

    static final class OfPlatform {
        Object start(Thread.Builder.OfPlatform builder) {
            return builder.unstarted(() -> {});
        }
    }

    static final class Own extends Thread {}

    static final class OneThread {
        Object start() {
            return Executors.newSingleThreadScheduledExecutor();
        }
    }

    static final class Pool {
        Object start() {
            return new ForkJoinPool(1);
        }
    }

    static final class Later {
        CompletableFuture<Integer> start() {
            return CompletableFuture.supplyAsync(() -> 1);
        }
    }

    static final class Reactive {
        Object start() {
            return Mono.just(1).subscribeOn(Schedulers.boundedElastic());
        }
    }

    static final class Ticking {
        Object start() {
            return Flux.interval(Duration.ofSeconds(1)).subscribe();
        }
    }

    static final class OfSpring {
        Object start() {
            return new SimpleAsyncTaskExecutor("work");
        }
    }

    static final class Annotated {
        @Scheduled(fixedDelay = 1)
        void step() {}
    }

    static final class OnATimer {
        Object start() {
            return new Timer();
        }
    }

    static final class Waiting {
        @Nullable
        Object wait(Thread other, CompletableFuture<String> answer) throws Exception {
            other.join(Duration.ofSeconds(1));
            Thread.currentThread().interrupt();
            return Mono.just(answer.get(1, TimeUnit.SECONDS)).block();
        }
    }
}
