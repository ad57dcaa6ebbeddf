package dev.infrahub.gateway;

import dev.infrahub.events.Commits;
import dev.infrahub.events.DeadLetterHandler;
import dev.infrahub.events.EventsConfiguration;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Subscription;
import dev.infrahub.gateway.access.ApiKeys;
import dev.infrahub.gateway.access.Caller;
import dev.infrahub.gateway.access.CallerResolver;
import dev.infrahub.gateway.access.Refusals;
import dev.infrahub.gateway.access.Traces;
import dev.infrahub.gateway.access.VerificationLinks;
import dev.infrahub.gateway.board.BoardHearings;
import dev.infrahub.gateway.board.ChangeRequestsController;
import dev.infrahub.gateway.board.DecisionsController;
import dev.infrahub.gateway.board.GateController;
import dev.infrahub.gateway.board.ImplementationsController;
import dev.infrahub.gateway.board.LinkedVerifications;
import dev.infrahub.gateway.board.People;
import dev.infrahub.gateway.board.ReportController;
import dev.infrahub.gateway.board.VerificationController;
import dev.infrahub.gateway.changes.Changes;
import dev.infrahub.gateway.chat.ChatController;
import dev.infrahub.gateway.chat.ChatHearings;
import dev.infrahub.gateway.chat.HearProgress;
import dev.infrahub.gateway.clients.Rows;
import dev.infrahub.gateway.contract.AsyncApi;
import dev.infrahub.gateway.contract.KnownParameters;
import dev.infrahub.gateway.contract.OpenApi;
import dev.infrahub.gateway.diagnosis.DiagnosisController;
import dev.infrahub.gateway.diagnosis.DiagnosisHearings;
import dev.infrahub.gateway.drift.AcceptancesController;
import dev.infrahub.gateway.drift.DriftController;
import dev.infrahub.gateway.drift.DriftHearings;
import dev.infrahub.gateway.events.DeadLetterLog;
import dev.infrahub.gateway.events.EventLog;
import dev.infrahub.gateway.events.EventsController;
import dev.infrahub.gateway.events.Logged;
import dev.infrahub.gateway.evidence.EvidenceController;
import dev.infrahub.gateway.evidence.EvidenceHearings;
import dev.infrahub.gateway.evidence.EvidenceReader;
import dev.infrahub.gateway.governance.AiUsage;
import dev.infrahub.gateway.governance.HearAiUse;
import dev.infrahub.gateway.governance.Policies;
import dev.infrahub.gateway.governance.PoliciesController;
import dev.infrahub.gateway.governance.UsageController;
import dev.infrahub.gateway.hearing.HearFailure;
import dev.infrahub.gateway.hearing.Hearings;
import dev.infrahub.gateway.idp.DocumentsController;
import dev.infrahub.gateway.idp.IdpHearings;
import dev.infrahub.gateway.idp.ServicesController;
import dev.infrahub.gateway.log.HearTreeHead;
import dev.infrahub.gateway.log.LogController;
import dev.infrahub.gateway.log.LogCopy;
import dev.infrahub.gateway.log.LogKeys;
import dev.infrahub.gateway.log.TreeHeads;
import dev.infrahub.gateway.operations.Answers;
import dev.infrahub.gateway.operations.AskingResolver;
import dev.infrahub.gateway.operations.Following;
import dev.infrahub.gateway.operations.Intake;
import dev.infrahub.gateway.operations.Operations;
import dev.infrahub.gateway.operations.OperationsController;
import dev.infrahub.gateway.operations.SettledOperations;
import dev.infrahub.gateway.operations.UnderWay;
import dev.infrahub.gateway.plans.PlanHearings;
import dev.infrahub.gateway.plans.PlansController;
import dev.infrahub.gateway.scaffold.ScaffoldController;
import dev.infrahub.gateway.scaffold.ScaffoldHearings;
import dev.infrahub.gateway.secrets.ScanReader;
import dev.infrahub.gateway.secrets.SecretsController;
import dev.infrahub.gateway.secrets.SecretsHearings;
import dev.infrahub.gateway.ssh.SshController;
import dev.infrahub.gateway.ssh.SshHearings;
import dev.infrahub.gateway.ssh.SshTrust;
import dev.infrahub.gateway.ssh.SshTrustController;
import dev.infrahub.gateway.terraform.AnalyzedPlans;
import dev.infrahub.gateway.terraform.LogRequests;
import dev.infrahub.gateway.terraform.PlanRequests;
import dev.infrahub.gateway.terraform.ScanRequests;
import dev.infrahub.gateway.views.ListingResolver;
import dev.infrahub.gateway.views.Views;
import dev.infrahub.gateway.webhooks.Deliveries;
import dev.infrahub.gateway.webhooks.WebhookController;
import dev.infrahub.gateway.webhooks.WebhookProperties;
import dev.infrahub.http.Errors;
import dev.infrahub.http.Problem;
import dev.infrahub.http.ProblemHandler;
import dev.infrahub.http.RequestHead;
import dev.infrahub.http.RequestJson;
import dev.infrahub.http.RequestReader;
import dev.infrahub.http.WordlessRefusals;
import dev.infrahub.http.bodies.AnswerPace;
import dev.infrahub.http.bodies.Bodies;
import dev.infrahub.http.bodies.Budget;
import dev.infrahub.http.bodies.Pace;
import dev.infrahub.http.bodies.Readers;
import dev.infrahub.http.bodies.RequestDecoder;
import dev.infrahub.http.bodies.RequestMemory;
import dev.infrahub.http.bodies.TextEncoder;
import dev.infrahub.http.constraints.TextDefaults;
import dev.infrahub.schemas.AiUsed;
import dev.infrahub.schemas.ChatProgressed;
import dev.infrahub.schemas.OperationFailed;
import dev.infrahub.schemas.Topics;
import dev.infrahub.schemas.TreeHeadSigned;
import dev.infrahub.supervision.Recurring;
import dev.infrahub.supervision.Supervisor;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webflux.autoconfigure.WebFluxRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.WebFilter;
import tools.jackson.databind.json.JsonMapper;

/** Every bean of the gateway but those of access, which are in {@link AccessConfiguration}; endpoints are named at the top. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({GatewayProperties.class, WebhookProperties.class})
@Import({
    EventsConfiguration.class,
    AccessConfiguration.class,
    // endpoints
    OperationsController.class,
    PlansController.class,
    DiagnosisController.class,
    ScaffoldController.class,
    DriftController.class,
    AcceptancesController.class,
    SecretsController.class,
    ChangeRequestsController.class,
    DecisionsController.class,
    ImplementationsController.class,
    VerificationController.class,
    GateController.class,
    ReportController.class,
    EvidenceController.class,
    SshController.class,
    SshTrustController.class,
    LogController.class,
    ChatController.class,
    DocumentsController.class,
    ServicesController.class,
    UsageController.class,
    PoliciesController.class,
    WebhookController.class,
    EventsController.class,
    // and what they are made of
    Rows.class,
    Views.class,
    Operations.class,
    SettledOperations.class,
    Following.class,
    OpenApi.class,
    Changes.class,
    LinkedVerifications.class,
    EvidenceReader.class,
    SshTrust.class,
    LogCopy.class,
    TreeHeads.class,
    AiUsage.class,
    Policies.class,
    Deliveries.class,
    EventLog.class,
    DeadLetterLog.class
})
class GatewayConfiguration {

    private static final Duration TELL_POLICIES_EVERY = Duration.ofMinutes(10);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    @Bean
    WebFluxRegistrations routing() {
        return new WebFluxRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new KnownParameters();
            }
        };
    }

    @Bean
    VerificationLinks verificationLinks(GatewayProperties properties) {
        return new VerificationLinks(Base64.getDecoder().decode(properties.fingerprintKey()));
    }

    /** Before the first request can come. */
    @Bean
    SmartInitializingSingleton accessToTheDatabase(Rows rows, ApiKeys keys, GatewayProperties properties, Clock clock) {
        return () -> {
            rows.requireRowSecurity();
            properties.operatorsKey().ifPresent(secret -> keys.giveOperator(secret, clock.instant()));
        };
    }

    // --- what is heard ----------------------------------------------------------------------------------------------

    @Bean
    Hearings hearings(AnalyzedPlans plans, VerificationLinks links, Clock clock) {
        return new Hearings(Stream.of(
                        PlanHearings.all(told -> plans.heard(told, clock.instant())),
                        DiagnosisHearings.all(),
                        ScaffoldHearings.all(),
                        DriftHearings.all(),
                        SecretsHearings.all(),
                        BoardHearings.all(links),
                        EvidenceHearings.all(links),
                        SshHearings.all(),
                        ChatHearings.all(),
                        IdpHearings.all())
                .flatMap(List::stream)
                .toList());
    }

    @Bean
    List<Subscription<?>> subscriptions(
            Hearings hearings, Lookups lookups, LogCopy copy, GatewayProperties properties, Tracer tracer) {
        LogKeys keys = new LogKeys(Set.copyOf(properties.logKeys()));
        Subscription<TreeHeadSigned> treeHeads =
                new Subscription<>(Topics.TREE_HEAD_SIGNED, new HearTreeHead(lookups, copy, keys));
        Subscription<OperationFailed> failures = new Subscription<>(Topics.OPERATION_FAILED, new HearFailure());
        Subscription<AiUsed> aiUses = new Subscription<>(Topics.AI_USED, new HearAiUse());
        Subscription<ChatProgressed> progress = Subscription.concurrent(Topics.CHAT_PROGRESSED, new HearProgress());
        Stream<Subscription<?>> logged = Stream.concat(
                        hearings.subscriptions().stream(), Stream.of(treeHeads, failures, aiUses))
                .map(subscription -> Logged.of(subscription, tracer));
        // of an answer there are hundreds
        return Stream.concat(logged, Stream.of(progress)).toList();
    }

    @Bean
    DeadLetterHandler deadLetters() {
        return DeadLetterLog::keep;
    }

    // --- what is asked ----------------------------------------------------------------------------------------------

    @Bean
    Answers answers(Hearings hearings) {
        return hearings.answers();
    }

    @Bean
    UnderWay underWay(GatewayProperties properties, Clock clock) {
        return new UnderWay(properties.operationsUnderWay(), clock);
    }

    @Bean
    Intake intake(
            Commits commits,
            Operations operations,
            SettledOperations settled,
            UnderWay underWay,
            GatewayProperties properties) {
        return new Intake(commits, operations, settled, underWay, properties.maxWait());
    }

    @Bean
    Budget reading(GatewayProperties properties, MeterRegistry meters) {
        return told("hub.gateway.reading", "Bytes of memory that reading requests takes", properties.reading(), meters);
    }

    @Bean
    Budget answering(GatewayProperties properties, MeterRegistry meters) {
        return told(
                "hub.gateway.answering",
                "Bytes of memory that answers take until their clients have them",
                properties.answers(),
                meters);
    }

    private static Budget told(String name, String description, Budget budget, MeterRegistry meters) {
        Gauge.builder(name, budget, Budget::inUse)
                .description(description)
                .baseUnit("bytes")
                .register(meters);
        return budget;
    }

    @Bean
    Readers readers(GatewayProperties properties) {
        return Readers.ofThisMachine(properties.longestReading());
    }

    @Bean
    Bodies bodies(GatewayProperties properties, @Qualifier("reading") Budget reading, Readers readers) {
        return new Bodies(
                new Bodies.Limits(properties.maxBody(), Pace.SLOWEST, properties.longestReading()), reading, readers);
    }

    /** Before any controller: whose memory a request takes. Whoever has no credential shares with their network. */
    @Bean
    WebFilter requestMemory(@Qualifier("reading") Budget reading, @Qualifier("answering") Budget answering) {
        return (exchange, chain) -> CallerResolver.caller(exchange)
                .map(caller -> caller.equals(Caller.NOBODY) ? Refusals.network(exchange) : caller.id())
                .flatMap(holder -> RequestMemory.counting(reading, answering, holder, exchange, chain));
    }

    @Bean
    Errors errors() {
        return new Errors();
    }

    @Bean
    RequestHead requestHead() {
        return new RequestHead();
    }

    @Bean
    RequestReader requestReader(Validator validator) {
        JsonMapper json =
                RequestJson.builder().addModule(RequestJson.trimmedStrings()).build();
        return new RequestReader(json, validator, new TextDefaults());
    }

    @Bean
    WebFluxConfigurer parameters(
            RequestReader requests,
            Readers readers,
            Views views,
            Intake intake,
            Answers answers,
            Clock clock,
            GatewayProperties properties) {
        return new WebFluxConfigurer() {
            @Override
            public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
                codecs.defaultCodecs().jacksonJsonDecoder(new RequestDecoder(requests, readers, Pace.SLOWEST));
                codecs.customCodecs().register(new TextEncoder());
            }

            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
                resolvers.addCustomResolver(
                        new CallerResolver(),
                        new AskingResolver(intake, answers, clock, properties.defaultWait()),
                        new ListingResolver(
                                views,
                                exchange -> CallerResolver.caller(exchange)
                                        .map(caller -> caller.known().clients())));
            }
        };
    }

    @Bean
    ProblemHandler problemHandler(JsonMapper json) {
        return new ProblemHandler(
                json, new ProblemHandler.Style("urn:infrahub:problem:", "hub", Problem::detail, Traces::of));
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> wordedRefusals(ProblemHandler problems) {
        return factory -> factory.addServerCustomizers(new WordlessRefusals(problems)::in);
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> answerPace() {
        return factory -> factory.addServerCustomizers(server -> AnswerPace.in(server, Pace.SLOWEST));
    }

    // --- what features need ----------------------------------------------------------------------------------------

    @Bean
    ScanRequests scanRequests(RequestReader reader) {
        return new ScanRequests(reader);
    }

    @Bean
    LogRequests logRequests(RequestReader reader) {
        return new LogRequests(reader);
    }

    @Bean
    ScanReader scanReader(GatewayProperties properties, RequestReader reader) {
        return new ScanReader(Base64.getDecoder().decode(properties.fingerprintKey()), reader);
    }

    @Bean
    PlanRequests planRequests(GatewayProperties properties, RequestReader reader) {
        return new PlanRequests(properties.keyOfFingerprints(), reader);
    }

    @Bean
    ApplicationRunner warmUp(PlanRequests requests) {
        return _ -> requests.warmUp();
    }

    @Bean
    AnalyzedPlans analyzedPlans(Views views, GatewayProperties properties) {
        return new AnalyzedPlans(views, properties.reuseAnalyses());
    }

    @Bean
    People people(GatewayProperties properties) {
        return new People(properties.machineApprovers());
    }

    // --- what nobody asks for ---------------------------------------------------------------------------------------

    @Bean
    Recurring tellPoliciesAgain(Policies policies, Supervisor supervisor, Clock clock) {
        return new Recurring(
                supervisor,
                "telling of policies",
                TELL_POLICIES_EVERY,
                STOP_WITHIN,
                () -> policies.tellAgain(clock.instant()));
    }

    @Bean
    Recurring forgetUsage(AiUsage usage, Supervisor supervisor, Clock clock) {
        return new Recurring(
                supervisor,
                "forgetting of old usage",
                FORGET_EVERY,
                STOP_WITHIN,
                Recurring.whole(() -> usage.forget(clock.instant())));
    }

    @Bean
    Recurring forgetProgress(Commits commits, Supervisor supervisor, Clock clock) {
        return new Recurring(supervisor, "forgetting of progress", FORGET_EVERY, STOP_WITHIN, Recurring.whole(() -> {
            var _ = commits.write(Operations.forgetProgress(clock.instant().minus(FORGET_EVERY)))
                    .block();
        }));
    }

    @Bean
    Recurring forgetDeliveries(Deliveries deliveries, Supervisor supervisor, Clock clock) {
        return new Recurring(
                supervisor,
                "forgetting of old deliveries",
                FORGET_EVERY,
                STOP_WITHIN,
                Recurring.whole(() -> deliveries.forget(clock.instant())));
    }

    @Bean
    Recurring forgetEvents(Commits commits, Supervisor supervisor, Clock clock) {
        return new Recurring(supervisor, "forgetting of old events", FORGET_EVERY, STOP_WITHIN, Recurring.whole(() -> {
            var _ = commits.write(EventLog.forget(clock.instant())).block();
            var _ = commits.write(DeadLetterLog.forget(clock.instant())).block();
        }));
    }

    // --- contracts and health ---------------------------------------------------------------------------------------

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

    /** Whoever comes with a browser is led to the console, where there is one. */
    @Bean
    ToConsole toConsole(GatewayProperties properties) {
        return new ToConsole(properties.console());
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
