package dev.infrahub.standalone;

import java.util.Optional;

/**
 * Where QuantumAPI is, and the key for it.
 *
 * @param ownPort of the local installation; empty where the environment names another
 */
record QuantumApiAddress(String endpoint, String key, Optional<Integer> ownPort) {

    /** The names under which public material sets the same two things. */
    static Optional<QuantumApiAddress> given(Settings settings) {
        return settings.value("QUANTUMAPI_ENDPOINT")
                .or(() -> settings.value("QUANTUMAPI__ENDPOINT"))
                .map(endpoint -> new QuantumApiAddress(endpoint, key(settings), Optional.empty()));
    }

    private static String key(Settings settings) {
        return settings.value("QUANTUMAPI_KEY")
                .or(() -> settings.value("QUANTUMAPI_APIKEY"))
                .or(() -> settings.value("QUANTUMAPI__APIKEY"))
                .orElse("");
    }

    static QuantumApiAddress local(int port, Keys keys) {
        return new QuantumApiAddress(
                "http://127.0.0.1:" + port, keys.quantumApi().text(), Optional.of(port));
    }

    /** Without the key, which is nobody's business in a log. */
    @Override
    public String toString() {
        return endpoint;
    }
}
