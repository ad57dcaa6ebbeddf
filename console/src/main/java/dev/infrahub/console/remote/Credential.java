package dev.infrahub.console.remote;

/** What the gateway knows somebody by. It is sent there and shown nowhere. */
public sealed interface Credential {

    String header();

    String value();

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
