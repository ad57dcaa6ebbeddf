package dev.infrahub.gateway.access;

import dev.infrahub.http.Problem;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * The credentials of a request before they are checked: an API key in {@code X-Api-Key}, an OpenID Connect token in {@code
 * Authorization: Bearer}, or both where an application passes a user on.
 */
public final class Presented extends AbstractAuthenticationToken {

    public static final String API_KEY = "X-Api-Key";

    private static final long serialVersionUID = 1L;
    private static final String BEARER = "bearer ";

    private final transient Optional<KeySecret> key;
    private final transient Optional<String> token;

    private Presented(Optional<KeySecret> key, Optional<String> token) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.key = key;
        this.token = token;
    }

    /**
     * Empty where there are none.
     *
     * @throws Problem 401 for a scheme that is not Bearer
     */
    public static Optional<Presented> in(HttpHeaders headers) {
        Optional<KeySecret> key = Optional.ofNullable(headers.getFirst(API_KEY)).map(KeySecret::new);
        Optional<String> token =
                Optional.ofNullable(headers.getFirst(HttpHeaders.AUTHORIZATION)).map(Presented::bearer);
        return key.isEmpty() && token.isEmpty() ? Optional.empty() : Optional.of(new Presented(key, token));
    }

    private static String bearer(String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw Problem.of(
                            401,
                            "credential.unsupported",
                            "Authorization takes Bearer and a token; keys go in X-Api-Key.")
                    .field(HttpHeaders.AUTHORIZATION);
        }
        return authorization.substring(BEARER.length()).trim();
    }

    Optional<KeySecret> key() {
        return key;
    }

    Optional<String> token() {
        return token;
    }

    @Override
    public Object getPrincipal() {
        return "";
    }

    @Override
    public Object getCredentials() {
        return "";
    }
}
