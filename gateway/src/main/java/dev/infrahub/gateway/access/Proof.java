package dev.infrahub.gateway.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How a caller proved who they are; never the secret itself.
 *
 * @param token what the identity provider says; empty where none was asked
 * @param keyId of the caller's own API key, or of the application's that passed their token on
 */
public record Proof(Optional<Token> token, Optional<UUID> keyId) {

    /** Of whoever has no credential. */
    static final Proof NONE = new Proof(Optional.empty(), Optional.empty());

    /**
     * Of a token, what tells how its holder authenticated.
     *
     * @param at when they did; empty where it is not told
     * @param atClaim which claim says so
     * @param methods the claim {@code amr}
     * @param contextClass the claim {@code acr}
     */
    public record Token(
            String issuer,
            String subject,
            Optional<Instant> at,
            Optional<String> atClaim,
            List<String> methods,
            Optional<String> contextClass) {

        public Token {
            methods = List.copyOf(methods);
        }
    }

    static Proof of(Token token) {
        return new Proof(Optional.of(token), Optional.empty());
    }

    static Proof ofKey(UUID id) {
        return new Proof(Optional.empty(), Optional.of(id));
    }

    /** The same, passed on by an application. */
    Proof through(Proof application) {
        return new Proof(token, application.keyId());
    }
}
