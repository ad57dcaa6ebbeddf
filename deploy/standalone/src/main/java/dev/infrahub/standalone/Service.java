package dev.infrahub.standalone;

import static dev.infrahub.schemas.Service.CAB_SIGNER;
import static dev.infrahub.schemas.Service.CHAT_SERVICE;
import static dev.infrahub.schemas.Service.DRIFT_WORKER;
import static dev.infrahub.schemas.Service.GATEWAY;
import static dev.infrahub.schemas.Service.PLAN_ANALYZER;
import static dev.infrahub.schemas.Service.SECRET_SCANNER;

import dev.infrahub.cabsigner.CabSignerApplication;
import dev.infrahub.chatservice.ChatServiceApplication;
import dev.infrahub.console.ConsoleApplication;
import dev.infrahub.driftworker.DriftWorkerApplication;
import dev.infrahub.gateway.GatewayApplication;
import dev.infrahub.plananalyzer.PlanAnalyzerApplication;
import dev.infrahub.quantumapilocal.QuantumApiLocalApplication;
import dev.infrahub.secretscanner.SecretScannerApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A service, started as it would start alone.
 *
 * @param onKafka as whom Kafka knows it; empty for one that has nothing to do with it
 */
record Service(String title, Rank rank, Optional<dev.infrahub.schemas.Service> onKafka, Main main) {

    private static final Service QUANTUMAPI =
            new Service("QuantumAPI (local)", Rank.QUANTUMAPI, Optional.empty(), QuantumApiLocalApplication::start);

    private static final List<Service> ALL = List.of(
            new Service("Gateway", Rank.GATEWAY, Optional.of(GATEWAY), GatewayApplication::start),
            new Service("Plan analyzer", Rank.WORKER, Optional.of(PLAN_ANALYZER), PlanAnalyzerApplication::start),
            new Service("Drift worker", Rank.WORKER, Optional.of(DRIFT_WORKER), DriftWorkerApplication::start),
            new Service("Secret scanner", Rank.WORKER, Optional.of(SECRET_SCANNER), SecretScannerApplication::start),
            new Service("CAB signer", Rank.WORKER, Optional.of(CAB_SIGNER), CabSignerApplication::start),
            new Service("Chat service", Rank.WORKER, Optional.of(CHAT_SERVICE), ChatServiceApplication::start),
            new Service("Console", Rank.CONSOLE, Optional.empty(), ConsoleApplication::start));

    private static final List<String> IN_ONE_PROCESS = List.of(
            // the hub stops its parts itself, in order
            "--spring.main.register-shutdown-hook=false", "--spring.lifecycle.timeout-per-shutdown-phase=10s");

    /** Those that run here: the local QuantumAPI only where no other is named. */
    static List<Service> on(Backbone backbone) {
        List<Service> services = new ArrayList<>(ALL);
        backbone.quantumApi().ownPort().ifPresent(_ -> services.add(QUANTUMAPI));
        return services;
    }

    ConfigurableApplicationContext start(Settings settings, Backbone backbone, Keys keys) {
        List<String> arguments = new ArrayList<>(IN_ONE_PROCESS);
        arguments.addAll(backbone.arguments());
        onKafka.ifPresent(service -> {
            arguments.addAll(backbone.kafka().arguments(service.id()));
            arguments.addAll(keys.ofEvents(service));
        });
        arguments.addAll(own(settings, backbone, keys));
        return main.start(arguments.toArray(String[]::new));
    }

    private List<String> own(Settings settings, Backbone backbone, Keys keys) {
        return switch (rank) {
            case GATEWAY ->
                List.of(
                        "--HUB_PORT=" + settings.port(),
                        "--HUB_BIND_ADDRESS=" + settings.bindAddress(),
                        "--HUB_CONSOLE_URL=" + settings.consoleUrl(),
                        "--HUB_CONSOLE_SECRET=" + keys.console(),
                        "--HUB_FINGERPRINT_KEY=" + keys.fingerprints(),
                        "--HUB_ADMIN_KEY=" + keys.administrator(),
                        "--HUB_MACHINE_APPROVERS=" + machineApprovers(settings));
            case CONSOLE ->
                List.of(
                        "--HUB_CONSOLE_PORT=" + settings.consolePort(),
                        "--HUB_BIND_ADDRESS=" + settings.bindAddress(),
                        "--HUB_GATEWAY_URL=" + settings.url(),
                        "--HUB_CONSOLE_SECRET=" + keys.console(),
                        "--HUB_CONSOLE_URL=" + settings.consoleUrl());
            case QUANTUMAPI ->
                List.of(
                        "--QUANTUMAPI_PORT=" + backbone.quantumApi().ownPort().orElseThrow(),
                        "--QUANTUMAPI_MASTER_KEY_FILE="
                                + keys.quantumApiMaster().kept(),
                        "--QUANTUMAPI_BOOTSTRAP_KEY_FILE=" + keys.quantumApi().kept());
            // on one class path with the gateway, a worker finds springdoc too
            case WORKER, REGISTRY, BROKER, DATABASE ->
                Stream.concat(
                                Stream.of(
                                        "--server.port=0",
                                        "--server.address=127.0.0.1",
                                        "--springdoc.api-docs.enabled=false"),
                                onKafka
                                        .filter(SECRET_SCANNER::equals)
                                        .map(_ -> "--HUB_FINGERPRINT_KEY=" + keys.fingerprints())
                                        .stream())
                        .toList();
        };
    }

    /** Where no identity provider knows people, keys stand in for them. */
    private static String machineApprovers(Settings settings) {
        return settings.value("HUB_MACHINE_APPROVERS")
                .orElseGet(() ->
                        Boolean.toString(settings.value("OIDC_METADATA_URL").isEmpty()));
    }

    /** A service's {@code start} method. */
    @FunctionalInterface
    interface Main {
        ConfigurableApplicationContext start(String... arguments);
    }
}
