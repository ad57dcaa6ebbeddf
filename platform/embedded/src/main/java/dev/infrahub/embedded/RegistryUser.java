package dev.infrahub.embedded;

import java.nio.file.Path;
import java.util.Map;

/** The one user of the registry: the hub, which registers schemas and sets their rules. */
record RegistryUser(KeptKey key) {

    static final String NAME = "hub";

    static RegistryUser in(Path stateDir) {
        return new RegistryUser(new KeptKey(stateDir.resolve("password"), ""));
    }

    String password() {
        return key.text();
    }

    /** By environment, because everyone on the machine can read a command line. */
    Map<String, String> environment() {
        return Map.of(
                "QUARKUS_HTTP_AUTH_BASIC", "true",
                "QUARKUS_SECURITY_USERS_EMBEDDED_PLAIN_TEXT", "true",
                "QUARKUS_SECURITY_USERS_EMBEDDED_USERS_HUB", password(),
                "QUARKUS_SECURITY_USERS_EMBEDDED_ROLES_HUB", "sr-developer",
                "APICURIO_AUTH_ROLE_BASED_AUTHORIZATION", "true",
                "APICURIO_AUTH_ANONYMOUS_READ_ACCESS_ENABLED", "true");
    }

    @Override
    public String toString() {
        return NAME;
    }
}
