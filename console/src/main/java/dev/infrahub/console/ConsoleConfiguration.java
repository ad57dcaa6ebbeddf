package dev.infrahub.console;

import dev.infrahub.console.access.AccessController;
import dev.infrahub.console.ask.AskController;
import dev.infrahub.console.changes.ChangesController;
import dev.infrahub.console.drift.DriftController;
import dev.infrahub.console.events.EventsController;
import dev.infrahub.console.models.ModelsController;
import dev.infrahub.console.operations.OperationsController;
import dev.infrahub.console.overview.OverviewController;
import dev.infrahub.console.pipelines.PipelinesController;
import dev.infrahub.console.plans.PlansController;
import dev.infrahub.console.proof.ProofController;
import dev.infrahub.console.remote.Gateway;
import dev.infrahub.console.remote.IdentityProvider;
import dev.infrahub.console.secrets.SecretsController;
import dev.infrahub.console.session.Cookies;
import dev.infrahub.console.session.Door;
import dev.infrahub.console.session.Lines;
import dev.infrahub.console.session.OneTimeLinks;
import dev.infrahub.console.session.PacedForms;
import dev.infrahub.console.session.SentForms;
import dev.infrahub.console.session.Sessions;
import dev.infrahub.console.signin.Entrance;
import dev.infrahub.console.signin.OidcController;
import dev.infrahub.console.signin.Origin;
import dev.infrahub.console.signin.SignInController;
import dev.infrahub.console.web.Arguments;
import dev.infrahub.console.web.Assets;
import dev.infrahub.console.web.ErrorPages;
import dev.infrahub.console.web.LiveRows;
import dev.infrahub.console.web.Pages;
import dev.infrahub.http.Addresses;
import dev.infrahub.http.Problem;
import dev.infrahub.http.ProblemHandler;
import dev.infrahub.http.WordlessRefusals;
import dev.infrahub.http.bodies.AnswerPace;
import dev.infrahub.http.bodies.Pace;
import dev.infrahub.supervision.SupervisionConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Every bean of the console; its pages are named at the top. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsoleProperties.class)
@Import({
    SupervisionConfiguration.class,
    // pages
    SignInController.class,
    OidcController.class,
    OverviewController.class,
    AskController.class,
    PlansController.class,
    ChangesController.class,
    DriftController.class,
    SecretsController.class,
    ProofController.class,
    PipelinesController.class,
    OperationsController.class,
    EventsController.class,
    AccessController.class,
    ModelsController.class,
    // and what they are made of
    Assets.class,
    Lines.class,
    LiveRows.class,
    ErrorPages.class,
    Entrance.class,
    OneTimeLinks.class,
    SentForms.class,
    Door.class
})
class ConsoleConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Gateway gateway(ConsoleProperties properties) {
        return new Gateway(properties.gateway(), properties.secret(), json());
    }

    /** Reads what the gateway answers: a page with a nought is better than none. */
    static JsonMapper json() {
        return JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    @Bean
    Pages pages(Assets assets, ConsoleProperties properties) {
        return new Pages(assets, properties.api());
    }

    /** Of what browsers send, and of what they read. */
    @Bean
    Pace pace() {
        return Pace.SLOWEST;
    }

    @Bean
    PacedForms pacedForms(Pace pace) {
        return new PacedForms(pace);
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> answerPace(Pace pace) {
        return factory -> factory.addServerCustomizers(server -> AnswerPace.in(server, pace));
    }

    /** What the server refuses before there could be a page. */
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> wordedRefusals() {
        ProblemHandler problems = new ProblemHandler(
                new JsonMapper(),
                new ProblemHandler.Style("urn:infrahub:problem:", "console", Problem::detail, _ -> Optional.empty()));
        return factory -> factory.addServerCustomizers(new WordlessRefusals(problems)::in);
    }

    @Bean
    IdentityProvider identityProvider(ConsoleProperties properties) {
        OidcProperties oidc = properties.oidc();
        return new IdentityProvider(
                new IdentityProvider.Client(
                        oidc.metadataUrl(),
                        oidc.clientId(),
                        oidc.clientSecret(),
                        oidc.scope(),
                        oidc.isForAnotherAudience()),
                new JsonMapper());
    }

    @Bean
    Origin origin(ConsoleProperties properties) {
        return new Origin(properties.address());
    }

    /** Where browsers are. */
    @Bean
    Addresses addresses(ConsoleProperties properties) {
        return new Addresses(properties.trustedProxies());
    }

    @Bean
    Sessions sessions(ConsoleProperties properties, Clock clock) {
        return new Sessions(properties.session(), properties.idle(), clock);
    }

    /** A restart signs everybody out anyway; so, when it begins, nobody's live page keeps the console from stopping. */
    @Bean
    ApplicationListener<ContextClosedEvent> endOfSessions(Sessions sessions) {
        return _ -> sessions.closeAll();
    }

    @Bean
    Cookies cookies(ConsoleProperties properties) {
        return new Cookies(properties
                .address()
                .map(address -> "https".equals(address.getScheme()))
                .orElse(false));
    }

    /** Threads of its own: where it shares a process with the gateway it stops first, and must not take the gateway's along. */
    @Bean
    ReactorResourceFactory threads() {
        ReactorResourceFactory threads = new ReactorResourceFactory();
        threads.setUseGlobalResources(false);
        threads.setShutdownQuietPeriod(Duration.ZERO);
        return threads;
    }

    @Bean
    WebFluxConfigurer arguments(Gateway gateway, Addresses addresses) {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
                resolvers.addCustomResolver(new Arguments(gateway, addresses));
            }
        };
    }
}
