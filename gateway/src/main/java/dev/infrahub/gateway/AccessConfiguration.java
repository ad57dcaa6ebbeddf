package dev.infrahub.gateway;

import dev.infrahub.gateway.access.Access;
import dev.infrahub.gateway.access.AccessRules;
import dev.infrahub.gateway.access.ApiKeys;
import dev.infrahub.gateway.access.Attempts;
import dev.infrahub.gateway.access.AuditController;
import dev.infrahub.gateway.access.AuditTrail;
import dev.infrahub.gateway.access.CallerAddresses;
import dev.infrahub.gateway.access.CallerLimits;
import dev.infrahub.gateway.access.Callers;
import dev.infrahub.gateway.access.KeyRules;
import dev.infrahub.gateway.access.KeysController;
import dev.infrahub.gateway.access.MeController;
import dev.infrahub.gateway.access.OidcTokens;
import dev.infrahub.gateway.access.Presented;
import dev.infrahub.gateway.access.Refusals;
import dev.infrahub.gateway.access.VerificationLinks;
import dev.infrahub.http.Addresses;
import dev.infrahub.http.Problem;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** The way every request takes before a controller sees it. */
@Configuration(proxyBeanMethods = false)
@Import({
    ApiKeys.class,
    AuditTrail.class,
    Refusals.class,
    Callers.class,
    KeysController.class,
    AuditController.class,
    MeController.class
})
@EnableWebFluxSecurity
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Infrastructure Hub",
                        version = "v1",
                        description = "Every endpoint needs a credential: 401 without a good one, 403 without the"
                                + " permission or the client, 429 where it asks too often. Errors are"
                                + " application/problem+json (RFC 9457)."),
        security = {@SecurityRequirement(name = "apiKey"), @SecurityRequirement(name = "token")})
@SecurityScheme(
        name = "apiKey",
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.HEADER,
        paramName = Presented.API_KEY,
        description = "A machine's credential, made by POST /api/keys")
@SecurityScheme(
        name = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description = "A token of the organisation's identity provider (OpenID Connect)")
class AccessConfiguration {

    private static final String ATTEMPT = Attempts.class.getName();
    private static final Duration PREFLIGHT_KEPT = Duration.ofHours(1);

    @Bean
    CallerLimits callerLimits(GatewayProperties properties) {
        return new CallerLimits(properties.requestsPerMinute(), properties.linksPerMinute());
    }

    @Bean
    Attempts attempts(ApiKeys keys, GatewayProperties properties) {
        return new Attempts(properties.failuresPerMinute(), keys::usable);
    }

    @Bean
    CallerAddresses addresses(GatewayProperties properties) {
        return new CallerAddresses(new Addresses(properties.trustedProxies()), properties.secretOfConsole());
    }

    @Bean
    KeyRules keyRules(GatewayProperties properties) {
        return new KeyRules(properties.requestsPerMinute(), properties.keyLifetime());
    }

    @Bean
    OidcTokens oidcTokens(GatewayProperties properties) {
        return new OidcTokens(properties.oidc());
    }

    @Bean
    AccessRules accessRules(
            VerificationLinks links,
            CallerLimits limits,
            CallerAddresses addresses,
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> endpoints) {
        return new AccessRules(links, limits, addresses, endpoints);
    }

    /** A span for every filter of every request would cost more than it tells. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** An id in a path may hold slashes, percent-encoded: change requests of before have such ids, and paths are taken apart first. */
    @Bean
    ServerWebExchangeFirewall firewall() {
        StrictServerWebExchangeFirewall firewall = new StrictServerWebExchangeFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        return firewall;
    }

    /** What the firewall refuses is refused like everything else; which character it was is nobody's business. */
    @Bean
    ServerExchangeRejectedHandler rejections() {
        return (_, _) -> Mono.error(
                Problem.of(400, "request.refused", "The URL or a header holds what no request to the hub may hold."));
    }

    @Bean
    SecurityWebFilterChain access(
            ServerHttpSecurity http,
            Callers callers,
            CallerLimits limits,
            Attempts attempts,
            AccessRules rules,
            GatewayProperties properties) {
        return http
                // no cookies, so nothing that another site could ride on
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .cors(cors -> cors.configurationSource(origins(properties.corsOrigins())))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .addFilterBefore(fewFailures(attempts), SecurityWebFiltersOrder.AUTHENTICATION)
                .addFilterAt(authentication(callers), SecurityWebFiltersOrder.AUTHENTICATION)
                .addFilterAfter(withinLimits(limits), SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(exchanges -> exchanges.anyExchange().access(rules))
                .exceptionHandling(refused -> refused.authenticationEntryPoint((_, _) -> Mono.error(unauthenticated()))
                        .accessDeniedHandler((_, _) -> Mono.error(forbidden())))
                .build();
    }

    private static AuthenticationWebFilter authentication(Callers callers) {
        AuthenticationWebFilter filter = new AuthenticationWebFilter(callers);
        filter.setServerAuthenticationConverter(exchange -> Mono.fromCallable(
                () -> Presented.in(exchange.getRequest().getHeaders()).orElse(null)));
        filter.setSecurityContextRepository(NoOpServerSecurityContextRepository.getInstance());
        return filter;
    }

    /** Before the credential is looked at. */
    private static WebFilter fewFailures(Attempts attempts) {
        return (exchange, chain) -> attempts.begin(
                        Refusals.address(exchange), exchange.getRequest().getHeaders())
                .flatMap(attempt -> {
                    exchange.getAttributes().put(ATTEMPT, attempt);
                    return chain.filter(exchange).onErrorMap(attempt::fail);
                });
    }

    private static WebFilter withinLimits(CallerLimits limits) {
        return (exchange, chain) -> ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .ofType(Access.class)
                .doOnNext(access -> {
                    exchange.<Attempts.Attempt>getRequiredAttribute(ATTEMPT).succeed();
                    Refusals.remember(exchange, access.caller());
                    limits.count(access.caller());
                })
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    private static Problem unauthenticated() {
        return Problem.of(
                401,
                "credential.missing",
                "This needs a credential: an API key in X-Api-Key, or Authorization: Bearer and a token.");
    }

    private static Problem forbidden() {
        return Problem.of(
                403, "permission.missing", "The credential is good, and does not have the permission this needs.");
    }

    private static UrlBasedCorsConfigurationSource origins(List<String> allowed) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(allowed);
        cors.setAllowedMethods(List.of("GET", "POST", "PUT", "DELETE"));
        cors.setAllowedHeaders(List.of(
                HttpHeaders.AUTHORIZATION,
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.CACHE_CONTROL,
                Presented.API_KEY,
                "Idempotency-Key",
                "Last-Event-ID",
                "Prefer"));
        cors.setExposedHeaders(
                List.of(HttpHeaders.LOCATION, HttpHeaders.LINK, HttpHeaders.RETRY_AFTER, "Operation-Id"));
        cors.setMaxAge(PREFLIGHT_KEPT);
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", cors);
        return source;
    }
}
