package dev.infrahub.gateway;

import dev.infrahub.events.Commits;
import dev.infrahub.events.EventsConfiguration;
import dev.infrahub.gateway.domain.VerificationLinks;
import dev.infrahub.gateway.store.ApiKeys;
import dev.infrahub.gateway.store.AuditTrail;
import dev.infrahub.gateway.store.Changes;
import dev.infrahub.gateway.store.EvidenceFiles;
import dev.infrahub.gateway.store.LogCopy;
import dev.infrahub.gateway.store.Operations;
import dev.infrahub.gateway.store.Plans;
import dev.infrahub.gateway.store.SettledOperations;
import dev.infrahub.gateway.store.SigningKeys;
import dev.infrahub.gateway.store.SshAuthorities;
import dev.infrahub.gateway.store.SshCertificates;
import dev.infrahub.gateway.store.TreeHeads;
import dev.infrahub.gateway.store.VisibleRows;
import dev.infrahub.gateway.web.access.AccessConfiguration;
import dev.infrahub.gateway.web.bodies.Bodies;
import dev.infrahub.gateway.web.cab.ChangeDesk;
import dev.infrahub.gateway.web.cab.ChangeRequestsController;
import dev.infrahub.gateway.web.cab.DecisionsController;
import dev.infrahub.gateway.web.cab.EvidenceController;
import dev.infrahub.gateway.web.cab.GateController;
import dev.infrahub.gateway.web.cab.OutcomesController;
import dev.infrahub.gateway.web.cab.ReportController;
import dev.infrahub.gateway.web.cab.VerificationController;
import dev.infrahub.gateway.web.cab.Verifications;
import dev.infrahub.gateway.web.contract.AsyncApi;
import dev.infrahub.gateway.web.log.LogController;
import dev.infrahub.gateway.web.operations.Intake;
import dev.infrahub.gateway.web.operations.OperationsController;
import dev.infrahub.gateway.web.plans.PlanAnswers;
import dev.infrahub.gateway.web.plans.PlanRequests;
import dev.infrahub.gateway.web.plans.PlansController;
import dev.infrahub.gateway.web.problems.ProblemHandler;
import dev.infrahub.gateway.web.ssh.SshController;
import dev.infrahub.gateway.web.ssh.SshTrust;
import dev.infrahub.gateway.web.ssh.SshTrustController;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Every bean of the gateway; those that record what it hears are in {@link HearingConfiguration}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewayProperties.class)
@Import({EventsConfiguration.class, AccessConfiguration.class, HearingConfiguration.class})
class GatewayConfiguration {

    @Bean
    VisibleRows visibleRows(DatabaseClient database, ReactiveTransactionManager transactions) {
        DefaultTransactionDefinition reading = new DefaultTransactionDefinition();
        reading.setReadOnly(true);
        return new VisibleRows(database, TransactionalOperator.create(transactions, reading));
    }

    @Bean
    Operations operations(VisibleRows rows) {
        return new Operations(rows);
    }

    @Bean
    Plans plans(VisibleRows rows) {
        return new Plans(rows);
    }

    @Bean
    Changes changes(VisibleRows rows) {
        return new Changes(rows);
    }

    @Bean
    SshCertificates sshCertificates(VisibleRows rows) {
        return new SshCertificates(rows);
    }

    @Bean
    SshAuthorities sshAuthorities(DatabaseClient database) {
        return new SshAuthorities(database);
    }

    @Bean
    EvidenceFiles evidenceFiles(VisibleRows rows, VerificationLinks links) {
        return new EvidenceFiles(rows, links);
    }

    @Bean
    SigningKeys signingKeys(VisibleRows rows) {
        return new SigningKeys(rows);
    }

    @Bean
    LogCopy logCopy(DatabaseClient database) {
        return new LogCopy(database);
    }

    @Bean
    LogController logController(DatabaseClient database, LogCopy copy) {
        return new LogController(new TreeHeads(database), copy);
    }

    @Bean
    VerificationLinks verificationLinks(GatewayProperties properties) {
        return new VerificationLinks(Base64.getDecoder().decode(properties.fingerprintKey()));
    }

    @Bean
    AuditTrail auditTrail(DatabaseClient database, VisibleRows rows) {
        return new AuditTrail(database, rows);
    }

    @Bean
    ApiKeys apiKeys(
            DatabaseClient database, VisibleRows rows, ReactiveTransactionManager transactions, AuditTrail audit) {
        return new ApiKeys(database, rows, TransactionalOperator.create(transactions), audit);
    }

    /** Before the first request can come. */
    @Bean
    SmartInitializingSingleton accessToTheDatabase(
            VisibleRows rows, ApiKeys keys, GatewayProperties properties, Clock clock) {
        return () -> {
            rows.requireRowSecurity();
            properties
                    .operatorsKey()
                    .ifPresent(secret -> keys.giveOperator(ApiKeys.ofOperator(secret, clock.instant()), secret)
                            .block());
        };
    }

    @Bean
    SettledOperations settledOperations(ConnectionFactory connections, DatabaseClient database) {
        return new SettledOperations(connections, database);
    }

    @Bean
    Intake intake(Commits commits, Operations operations, SettledOperations settled, GatewayProperties properties) {
        return new Intake(commits, operations, settled, properties);
    }

    @Bean
    Bodies bodies(GatewayProperties properties, MeterRegistry meters) {
        Bodies bodies = new Bodies(properties.maxBody(), properties.bodiesInFlight());
        Gauge.builder("hub.gateway.bodies.inflight", bodies, Bodies::inFlight)
                .description("Bytes of request bodies held")
                .baseUnit("bytes")
                .register(meters);
        return bodies;
    }

    /** Working through a plan keeps a core busy: as many at once as there are cores, and a short queue. */
    @Bean(destroyMethod = "dispose")
    Scheduler planReading() {
        return Schedulers.newBoundedElastic(
                Runtime.getRuntime().availableProcessors(),
                Schedulers.DEFAULT_BOUNDED_ELASTIC_QUEUESIZE,
                "plan-reading");
    }

    @Bean
    PlanRequests planRequests(GatewayProperties properties) {
        return new PlanRequests(properties.keyOfFingerprints());
    }

    @Bean
    Verifications verifications(Intake intake, GatewayProperties properties) {
        return new Verifications(intake, properties);
    }

    @Bean
    ChangeDesk changeDesk(Intake intake, Changes changes, GatewayProperties properties) {
        return new ChangeDesk(intake, changes, properties);
    }

    @Bean
    ChangeRequestsController changeRequestsController(
            ChangeDesk desk, Changes changes, Plans plans, JsonMapper json, Clock clock) {
        return new ChangeRequestsController(desk, changes, plans, json, clock);
    }

    @Bean
    DecisionsController decisionsController(ChangeDesk desk, Plans plans, JsonMapper json, Clock clock) {
        return new DecisionsController(desk, plans, json, clock);
    }

    @Bean
    OutcomesController outcomesController(ChangeDesk desk, Clock clock) {
        return new OutcomesController(desk, clock);
    }

    @Bean
    VerificationController verificationController(
            ChangeDesk desk, Verifications verifications, VerificationLinks links) {
        return new VerificationController(desk, verifications, links);
    }

    @Bean
    ReportController reportController(Intake intake, JsonMapper json, Clock clock) {
        return new ReportController(intake, json, clock);
    }

    @Bean
    GateController gateController(
            Bodies bodies,
            PlanRequests requests,
            Plans plans,
            Changes changes,
            Verifications verifications,
            JsonMapper json,
            Scheduler planReading,
            Clock clock) {
        return new GateController(bodies, requests, plans, changes, verifications, json, planReading, clock);
    }

    @Bean
    SshController sshController(Intake intake, SshCertificates certificates, JsonMapper json, Clock clock) {
        return new SshController(intake, certificates, json, clock);
    }

    @Bean
    SshTrustController sshTrustController(Intake intake, SshAuthorities authorities, JsonMapper json, Clock clock) {
        return new SshTrustController(new SshTrust(intake, authorities, clock), json);
    }

    @Bean
    EvidenceController evidenceController(
            Bodies bodies,
            Intake intake,
            ChangeDesk desk,
            Plans plans,
            EvidenceFiles files,
            SigningKeys keys,
            VerificationLinks links,
            JsonMapper json,
            Scheduler planReading,
            Clock clock) {
        return new EvidenceController(bodies, intake, desk, plans, files, keys, links, json, planReading, clock);
    }

    @Bean
    PlansController plansController(
            Bodies bodies,
            PlanRequests requests,
            Intake intake,
            Plans plans,
            JsonMapper json,
            GatewayProperties properties,
            Scheduler planReading,
            Clock clock) {
        return new PlansController(
                bodies, requests, intake, plans, new PlanAnswers(json), properties, planReading, clock);
    }

    @Bean
    OperationsController operationsController(Operations operations, Intake intake, GatewayProperties properties) {
        return new OperationsController(operations, intake, properties);
    }

    @Bean
    ProblemHandler problemHandler(JsonMapper json) {
        return new ProblemHandler(json);
    }

    @Bean
    RouterFunction<ServerResponse> asyncApi(JsonMapper json) {
        String document = AsyncApi.document(json);
        return RouterFunctions.route()
                .GET(
                        "/asyncapi.json",
                        _ -> ServerResponse.ok()
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(document))
                .build();
    }

    /** The process answers. Probes with dependencies are under /actuator/health. */
    @Bean
    RouterFunction<ServerResponse> healthz() {
        return RouterFunctions.route()
                .GET(
                        "/healthz",
                        _ -> ServerResponse.ok()
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(Map.of("status", "healthy")))
                .build();
    }
}
