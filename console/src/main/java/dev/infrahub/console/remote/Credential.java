package dev.infrahub.console.remote;

/** What the gateway knows somebody by. It is sent there and shown nowhere. */
public sealed interface Credential {

    String header();

    String value();

    /** What an identity provider says of a person. */
    record Token(String text) implements Credential {

        @Override
        public String header() {
            return "Authorization";
        }

        @Override
        public String value() {
            return "Bearer " + text;
        }

        @Override
        public String toString() {
            return "Token[]";
        }
    }

    /** An API key. */
    record Key(String secret) implements Credential {

        @Override
        public String header() {
            return "X-Api-Key";
        }

        @Override
        public String value() {
            return secret;
        }

        @Override
        public String toString() {
            return "Key[]";
        }
    }
}
