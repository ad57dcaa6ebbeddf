package dev.infrahub.testing;

import dev.infrahub.events.Event;
import dev.infrahub.events.EventsConfiguration;
import dev.infrahub.events.Outcome;
import dev.infrahub.events.Subscription;
import dev.infrahub.events.Write;
import dev.infrahub.faults.Fault;
import dev.infrahub.faults.RefusalKind;
import dev.infrahub.schemas.ReportRequested;
import dev.infrahub.schemas.Topics;
import dev.infrahub.supervision.ServiceMain;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** A worker that does what the events tell it: their module says whether it works, and how it fails. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(EventsConfiguration.class)
class LaneWorker {

    /** What it answers with where it works. */
    static final String DONE = "test.done";

    static final String[] ARGUMENTS = {
        "--spring.main.web-application-type=none",
        "--spring.main.keep-alive=true",
        "--spring.application.name=cab-signer",
        "--spring.flyway.locations=classpath:db/events,classpath:db/lanes"
    };

    static void main(String... arguments) {
        ServiceMain.run(() -> start(arguments));
    }

    static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(LaneWorker.class)
                .properties("spring.config.name=quiet")
                .run(arguments);
    }

    /** Whether what was broken is mended. */
    @Bean
    AtomicBoolean mended(Environment environment) {
        return new AtomicBoolean(environment.getProperty("test.mended", boolean.class, false));
    }

    @Bean
    Subscription<ReportRequested> reports(AtomicBoolean mended) {
        return new Subscription<>(Topics.REPORT_REQUESTED, event -> handle(event, mended.get()));
    }

    private static Outcome handle(Event<ReportRequested> event, boolean mended) {
        return switch (String.valueOf(event.value().getModule())) {
            case "bug" -> mended ? done() : failed(new IllegalStateException("not mended yet"));
            case "away" -> mended ? done() : failed(new Fault.Unavailable("test.away", "It is away."));
            case "deep" -> deep(1);
            case "memory" -> mended ? done() : outOfMemory();
            case "nul" -> note("text", "", "a\0b");
            case "nul-json" -> note("doc", "::jsonb", "\"\\u0000\"");
            case "late" -> note("at", "::timestamptz", "294277-01-01T00:00:00Z");
            case "later" -> note("at", "", Instant.parse("+294277-01-01T00:00:00Z"));
            case "large" -> note("small", "::int", "99999999999");
            case "negative" -> note("small", "::int", "-1");
            case "long" -> note("short", "", "more than ten");
            case "huge" -> note("text", "", incompressible());
            case "number" -> note("small", "", Integer.parseInt("seven"));
            default -> done();
        };
    }

    private static Outcome done() {
        return Outcome.nothing().refuse(DONE, "Done.", RefusalKind.CONFLICT);
    }

    private static Outcome failed(RuntimeException failure) {
        throw failure;
    }

    private static Outcome outOfMemory() {
        throw new OutOfMemoryError("as told by a test");
    }

    private static Outcome note(String column, String type, Object value) {
        return done().and(Write.of("insert into notes (%s) values ($1%s)".formatted(column, type), value));
    }

    private static Outcome deep(int depth) {
        return depth == Integer.MAX_VALUE ? done() : deep(depth + 1).and(Write.of("select 1"));
    }

    private static String incompressible() {
        StringBuilder text = new StringBuilder();
        new Random(7).ints(100_000, 'a', 'z').forEach(character -> text.append((char) character));
        return text.toString();
    }
}
