package dev.infrahub.standalone;

import dev.infrahub.embedded.EmbeddedRegistry;
import java.util.Map;

/**
 * Where the schema registry is.
 *
 * @param proofs how we prove who we are; empty where the environment says it
 */
record RegistryAddress(String url, Map<String, String> proofs) {

    static RegistryAddress of(EmbeddedRegistry registry) {
        return new RegistryAddress(
                registry.confluentUrl(),
                Map.of(
                        "SCHEMA_REGISTRY_USERNAME",
                        registry.user(),
                        "SCHEMA_REGISTRY_PASSWORD",
                        registry.password(),
                        "SCHEMA_REGISTRY_PASSWORD_FILE",
                        "",
                        "SCHEMA_REGISTRY_CA_FILE",
                        ""));
    }

    static RegistryAddress given(String url) {
        return new RegistryAddress(url, Map.of());
    }

    @Override
    public String toString() {
        return url;
    }
}
