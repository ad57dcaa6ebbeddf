package dev.infrahub.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/**
 * Spring Authorization Server with the one client {@code infrahub}: code flow, PKCE asked for, a form to sign in by. Its people are
 * all whose names say who they are, see {@link Person}.
 */
@SpringBootApplication
public class IdentityApplication {

    private static final Duration BRIEFLY = Duration.ofSeconds(8);

    static void main(String[] args) {
        SpringApplication.run(IdentityApplication.class, args);
    }

    @Bean
    UserDetailsService people() {
        return name -> Person.of(name).account();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** ID tokens say what somebody is here and whose things they see. */
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims(Clock clock) {
        return token -> {
            if (!OidcParameterNames.ID_TOKEN.equals(token.getTokenType().getValue())) {
                return;
            }
            Authentication holder = Objects.requireNonNull(token.getPrincipal());
            Person person = Person.of(holder.getName());
            token.getClaims()
                    .claim("preferred_username", person.name())
                    .claim("roles", person.roles())
                    .claim("clients", person.clients());
            if (person.isSignedInBriefly()) {
                token.getClaims().expiresAt(clock.instant().plus(BRIEFLY));
            }
        };
    }
}
