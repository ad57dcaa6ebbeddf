package dev.infrahub.standalone;

import dev.infrahub.embedded.Ports;
import dev.infrahub.embedded.StateLock;
import dev.infrahub.faults.SettingRefused;
import dev.infrahub.supervision.ServiceMain;
import dev.infrahub.supervision.Supervisor;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/** The hub's life: up in parallel, down in order. */
final class Hub {

    private static final Logger log = LoggerFactory.getLogger(Hub.class);
    private static final int STARTERS_STOP_SECONDS = 60;

    /** It has more to stop than a service: the broker and the database take their time. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(60);

    private final Settings settings;
    private final Console console;
    private final StateLock lock;
    private final RunFiles files;
    private final Running running = new Running();
    private final ExecutorService starters =
            Executors.newCachedThreadPool(Thread.ofPlatform().name("start-", 1).factory());
    private final AtomicBoolean ending = new AtomicBoolean();
    private volatile boolean stopping;

    Hub(Settings settings, Console console, StateLock lock) {
        this.settings = settings;
        this.console = console;
        this.lock = lock;
        this.files = new RunFiles(settings.home().run());
    }

    void start() {
        requireGatewayPort();
        files.clear();
        files.running(ProcessHandle.current().pid());
        Keys keys = new Keys(settings);
        keys.showNew(console);
        KeptPorts ports = new KeptPorts(settings.home().run().resolve("ports"));
        Backbone backbone = new Infrastructure(settings, console, running, ports, keys, this::end)
                .start(starters)
                .join();
        Steps.all(Service.on(backbone).stream()
                        .map(service -> CompletableFuture.runAsync(() -> start(service, backbone, keys), starters))
                        .toArray(CompletableFuture[]::new))
                .join();
        starters.shutdown();
        ready(backbone);
    }

    boolean isStopping() {
        return stopping;
    }

    void stop() {
        stopping = true;
        console.say("Stopping");
        awaitStarters();
        running.close();
        files.clear();
        lock.close();
        console.say("Stopped");
    }

    private void requireGatewayPort() {
        if (!Ports.isFree(settings.port())) {
            throw new IllegalStateException("port " + settings.port() + " is in use: stop what listens there, or choose"
                    + " another one for the gateway, for example HUB_PORT=" + Ports.free());
        }
    }

    private void start(Service service, Backbone backbone, Keys keys) {
        try {
            ConfigurableApplicationContext started =
                    running.keep(service.rank(), service.start(settings, backbone, keys));
            started.getBean(Supervisor.class).whenDead(death -> end(service.title() + ": " + death));
        } catch (RuntimeException e) {
            throw new IllegalStateException(service.title() + " did not start: " + reason(e), e);
        }
        console.say(service.title() + " ready");
    }

    private static String reason(RuntimeException failure) {
        Throwable told = Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .filter(SettingRefused.class::isInstance)
                .findFirst()
                .orElseGet(() -> NestedExceptionUtils.getMostSpecificCause(failure));
        return String.valueOf(told.getMessage());
    }

    /** A part that cannot go on: without it the others would only seem to. */
    private void end(String reason) {
        if (!stopping && ending.compareAndSet(false, true)) {
            ServiceMain.endProcess(STOP_WITHIN, () -> {
                console.say("The hub ends. " + reason);
                log.error("The hub ends. {}", reason);
            });
        }
    }

    /** What is half started is let finish, and then stopped as all the rest: broker and database take an interrupt badly. */
    private void awaitStarters() {
        starters.shutdown();
        try {
            if (!starters.awaitTermination(STARTERS_STOP_SECONDS, TimeUnit.SECONDS)) {
                console.say("Some part is still starting; stopping the others");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void ready(Backbone backbone) {
        SequencedMap<String, String> endpoints = backbone.endpoints();
        endpoints.putFirst("HUB_CONSOLE_URL", settings.consoleUrl());
        endpoints.putFirst("HUB_URL", settings.url());
        double seconds = console.secondsSinceStart();
        console.say("Ready: " + settings.url());
        for (Map.Entry<String, String> endpoint : endpoints.entrySet()) {
            console.detail("%-24s %s".formatted(endpoint.getKey(), endpoint.getValue()));
        }
        console.detail("%-24s %s".formatted("Logs", settings.home().logs().resolve("hub.log")));
        console.detail("Look at it: ./hub open prints a link that signs you in, once");
        console.detail("Stop with Ctrl-C or ./hub down; everything is kept in "
                + settings.home().root());
        endpoints.put("HUB_CONSOLE_LOCAL_URL", settings.localConsoleUrl());
        files.ready(endpoints, seconds);
    }
}
