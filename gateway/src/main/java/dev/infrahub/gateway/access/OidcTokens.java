package dev.infrahub.gateway.access;

import com.nimbusds.jwt.SignedJWT;
import dev.infrahub.faults.Fault;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.http.Problem;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Tokens of the organisation's identity provider (OpenID Connect), as callers. Issuer and keys come from the provider's
 * metadata (OpenID Connect Discovery 1.0, section 4) when the first token comes, so that the hub starts without it; a key
 * it does not know makes it look for new ones.
 */
public final class OidcTokens {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final MappedJwtClaimSetConverter SPRINGS_CLAIMS = MappedJwtClaimSetConverter.withDefaults(Map.of());

    private static final String AUTHENTICATED_AT = "auth_time";
    private static final String ISSUED_AT = "iat";
    /** What a token says beyond is no method that anybody registered. */
    private static final int MOST_METHODS = 16;

    private static final int LONGEST_CLAIM = 255;

    private static final Duration METADATA_KEPT = Duration.ofHours(6);

    private final OidcProperties properties;
    private final WebClient http;
    private final Mono<ReactiveJwtDecoder> decoder;

    public OidcTokens(OidcProperties properties) {
        this.properties = properties;
        this.http = WebClient.builder()
                .clientConnector(
                        new ReactorClientHttpConnector(HttpClient.create().responseTimeout(PATIENCE)))
                .build();
        this.decoder = metadata().cache(_ -> METADATA_KEPT, _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    /**
     * Fails with {@link Problem} 401 for a token that is not good, whatever it is instead, and with {@link Fault.Unavailable}
     * where the provider cannot be reached.
     */
    Mono<Caller> caller(String token) {
        if (!properties.isConfigured()) {
            return Mono.error(
                    () -> Problem.of(401, "token.unsupported", "This hub knows no identity provider; use an API key.")
                            .field(HttpHeaders.AUTHORIZATION));
        }
        if (!isSigned(token)) {
            return Mono.error(OidcTokens::malformed);
        }
        return decoder.onErrorMap(OidcTokens::away)
                .flatMap(ready -> Mono.defer(() -> ready.decode(token)).onErrorMap(OidcTokens::refusal))
                .timeout(PATIENCE.multipliedBy(2))
                .onErrorMap(TimeoutException.class, OidcTokens::away)
                .map(this::caller);
    }

    /** Whether it is a JWS of claims at all: of other kinds of token the decoder thinks what it likes. */
    private static boolean isSigned(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet() != null;
        } catch (ParseException | RuntimeException another) {
            return false;
        }
    }

    private Mono<ReactiveJwtDecoder> metadata() {
        return Mono.defer(() -> http.get()
                        .uri(URI.create(properties.metadataUrl()))
                        .retrieve()
                        .bodyToMono(Metadata.class))
                .map(this::decoder);
    }

    /** Of the provider's metadata, what a resource server needs. */
    record Metadata(@Nullable String issuer, @Nullable String jwks_uri) {}

    private ReactiveJwtDecoder decoder(Metadata metadata) {
        if (metadata.issuer() == null || metadata.jwks_uri() == null) {
            throw new IllegalStateException("the provider's metadata lacks issuer or jwks_uri");
        }
        NimbusReactiveJwtDecoder nimbus = NimbusReactiveJwtDecoder.withJwkSetUri(metadata.jwks_uri())
                .jwsAlgorithms(algorithms -> algorithms.addAll(Arrays.asList(SignatureAlgorithm.values())))
                // access tokens say at+jwt (RFC 9068), others JWT or nothing; the audience tells whom a token is for
                .validateType(false)
                .webClient(http)
                .build();
        JwtTimestampValidator timestamps = new JwtTimestampValidator();
        timestamps.setAllowEmptyExpiryClaim(false);
        nimbus.setClaimSetConverter(OidcTokens::claims);
        nimbus.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                timestamps, new JwtIssuerValidator(metadata.issuer()), audience(), subject()));
        return nimbus;
    }

    /** Spring makes up a time of issue where there is none; what nobody said is not told. */
    private static Map<String, Object> claims(Map<String, Object> said) {
        Map<String, Object> claims = new HashMap<>(Objects.requireNonNull(SPRINGS_CLAIMS.convert(said)));
        claims.keySet().retainAll(said.keySet());
        return claims;
    }

    private OAuth2TokenValidator<Jwt> audience() {
        return token -> token.getAudience() != null && token.getAudience().contains(properties.audience())
                ? OAuth2TokenValidatorResult.success()
                : refused("The token is for another audience.");
    }

    private static OAuth2TokenValidator<Jwt> subject() {
        return token -> token.getSubject() != null && !token.getSubject().isBlank()
                ? OAuth2TokenValidatorResult.success()
                : refused("The token names no subject.");
    }

    private static OAuth2TokenValidatorResult refused(String why) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", why, null));
    }

    /** Only what the provider did is its fault; a token that makes the decoder fail in any other way is a bad one. */
    private static Throwable refusal(Throwable failure) {
        if (failure instanceof JwtValidationException invalid) {
            return unauthorized(invalid.getErrors().stream()
                    .map(OAuth2Error::getDescription)
                    .collect(Collectors.joining(" ")));
        }
        return isOfProvider(failure) ? away(failure) : malformed();
    }

    /** Whether its keys did not come, or were none: the token itself was parsed before. */
    private static boolean isOfProvider(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WebClientException
                    || cause instanceof IOException
                    || cause instanceof TimeoutException
                    || cause instanceof ParseException) {
                return true;
            }
        }
        return false;
    }

    private static Problem malformed() {
        return unauthorized("The token is malformed, or not signed by a key of the provider.");
    }

    private static Problem unauthorized(String why) {
        return Problem.of(401, "token.invalid", why).field(HttpHeaders.AUTHORIZATION);
    }

    private static Fault away(Throwable cause) {
        Fault fault = new Fault.Unavailable("oidc.unavailable", "The identity provider is away; try again.");
        fault.initCause(cause);
        return fault;
    }

    private Caller caller(Jwt token) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        strings(token, properties.rolesClaim()).forEach(written -> role(written).ifPresent(roles::add));
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        roles.forEach(role -> permissions.addAll(role.permissions()));
        return new Caller(
                "user:" + token.getSubject() + "@" + token.getIssuer(),
                Stream.of("preferred_username", "email", "sub")
                        .map(token::getClaimAsString)
                        .filter(name -> name != null && !name.isBlank())
                        .findFirst()
                        .orElseThrow(),
                roles,
                permissions,
                clients(strings(token, properties.clientsClaim())),
                Proof.of(proof(token)),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** {@code auth_time} is when they authenticated; a token without it was at least issued at some time. */
    private static Proof.Token proof(Jwt token) {
        Optional<Instant> authenticated = time(token, AUTHENTICATED_AT);
        return new Proof.Token(
                String.valueOf(token.getIssuer()),
                String.valueOf(token.getSubject()),
                authenticated.or(() -> Optional.ofNullable(token.getIssuedAt())),
                authenticated
                        .map(_ -> AUTHENTICATED_AT)
                        .or(() -> Optional.ofNullable(token.getIssuedAt()).map(_ -> ISSUED_AT)),
                strings(token, "amr").stream()
                        .filter(OidcTokens::isShort)
                        .limit(MOST_METHODS)
                        .toList(),
                strings(token, "acr").stream().findFirst().filter(OidcTokens::isShort));
    }

    private static boolean isShort(String claim) {
        return !claim.isBlank()
                && claim.length() <= LONGEST_CLAIM
                && claim.chars().noneMatch(Character::isISOControl);
    }

    private static Optional<Instant> time(Jwt token, String claim) {
        return switch (token.getClaims().get(claim)) {
            case Instant time -> Optional.of(time);
            case Number seconds -> Optional.of(Instant.ofEpochSecond(seconds.longValue()));
            case null, default -> Optional.empty();
        };
    }

    private Optional<Role> role(String written) {
        return written.startsWith(properties.rolePrefix())
                ? Role.of(written.substring(properties.rolePrefix().length()))
                : Optional.empty();
    }

    /** What is no name of a client, such as a group of another system, is nobody's. */
    private static Clients clients(List<String> written) {
        return Clients.of(written.stream()
                .filter(name -> name.equals(Clients.ALL_NAMES)
                        || Clients.NAME.matcher(name).matches())
                .toList());
    }

    /** A claim's strings; {@code a.b} is the member b of the claim a; one text may hold several, set apart by spaces. */
    private static List<String> strings(Jwt token, String path) {
        Object value = token.getClaims();
        for (String name : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> members ? members.get(name) : null;
        }
        return switch (value) {
            case Collection<?> several -> several.stream().map(String::valueOf).toList();
            case String text -> List.of(text.split(" ", -1));
            case null, default -> List.of();
        };
    }
}
