package dev.infrahub.standalone;

import dev.infrahub.gateway.GatewayApplication;
import dev.infrahub.plananalyzer.PlanAnalyzerApplication;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** A service, started as it would start alone. */
record Service(String title, Rank rank, Main main) {

    static final List<Service> ALL = List.of(
            new Service("Gateway", Rank.GATEWAY, GatewayApplication::start),
            new Service("Plan analyzer", Rank.WORKER, PlanAnalyzerApplication::start));

    private static final List<String> IN_ONE_PROCESS = List.of(
            // the hub stops its parts itself, in order
            "--spring.main.register-shutdown-hook=false", "--spring.lifecycle.timeout-per-shutdown-phase=10s");

    ConfigurableApplicationContext start(Settings settings, Backbone backbone, Keys keys) {
        List<String> arguments = new ArrayList<>(IN_ONE_PROCESS);
        arguments.addAll(backbone.arguments());
        arguments.addAll(own(settings, keys));
        return main.start(arguments.toArray(String[]::new));
    }

    private List<String> own(Settings settings, Keys keys) {
        return switch (rank) {
            case GATEWAY ->
                List.of(
                        "--HUB_PORT=" + settings.port(),
                        "--HUB_BIND_ADDRESS=" + settings.bindAddress(),
                        "--HUB_FINGERPRINT_KEY=" + keys.fingerprints(),
                        "--HUB_ADMIN_KEY=" + keys.administrator());
            // on one class path with the gateway, a worker finds springdoc too
            case WORKER, REGISTRY, BROKER, DATABASE ->
                List.of("--server.port=0", "--server.address=127.0.0.1", "--springdoc.api-docs.enabled=false");
        };
    }

    /** A service's {@code start} method. */
    @FunctionalInterface
    interface Main {
        ConfigurableApplicationContext start(String... arguments);
    }
}
