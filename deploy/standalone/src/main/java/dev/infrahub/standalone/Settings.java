package dev.infrahub.standalone;

import java.util.Map;
import java.util.Optional;

/**
 * What the environment says.
 *
 * @param bindAddress where the gateway listens
 * @param port of the gateway
 * @param environment all of it
 */
record Settings(HubHome home, String bindAddress, int port, Map<String, String> environment) {

    private static final int HIGHEST_PORT = 65_535;

    static Settings from(Map<String, String> environment) {
        return new Settings(
                HubHome.of(environment.getOrDefault("HUB_HOME", ".hub")),
                environment.getOrDefault("HUB_BIND_ADDRESS", "127.0.0.1"),
                port(environment.getOrDefault("HUB_PORT", "5100")),
                Map.copyOf(environment));
    }

    /** The value of a variable that is set to something. */
    Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static int port(String text) {
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) > 0 && Integer.parseInt(text) <= HIGHEST_PORT) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("HUB_PORT must be a port number between 1 and 65535, not '" + text + "'");
    }
}
