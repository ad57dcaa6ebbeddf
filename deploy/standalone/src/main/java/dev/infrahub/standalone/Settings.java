package dev.infrahub.standalone;

import dev.infrahub.embedded.Ports;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says.
 *
 * @param bindAddress where the gateway listens
 * @param port of the gateway
 * @param consolePort of the console
 * @param environment all of it
 */
record Settings(HubHome home, String bindAddress, int port, int consolePort, Map<String, String> environment) {

    private static final int HIGHEST_PORT = 65_535;

    static Settings from(Map<String, String> environment) {
        int port = port("HUB_PORT", environment.getOrDefault("HUB_PORT", "5100"));
        return new Settings(
                HubHome.of(environment.getOrDefault("HUB_HOME", ".hub")),
                environment.getOrDefault("HUB_BIND_ADDRESS", "127.0.0.1"),
                port,
                consolePort(environment, port),
                Map.copyOf(environment));
    }

    /** The value of a variable that is set to something. */
    Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Where the gateway is reached from this machine. */
    String url() {
        return at(port);
    }

    /** Where people reach the console: as somebody says, else on this machine. */
    String consoleUrl() {
        return value("HUB_CONSOLE_URL").orElseGet(this::localConsoleUrl);
    }

    /** Where the console is reached from this machine: what is not for the way there goes to it here. */
    String localConsoleUrl() {
        return at(consolePort);
    }

    /** The address that stands for all of them is for listening; this machine is reached at its own. */
    private String at(int ofPort) {
        return "http://" + (bindAddress.equals("0.0.0.0") ? "127.0.0.1" : bindAddress) + ":" + ofPort;
    }

    /** The one behind the gateway's, where nothing else is said; any free one where that is taken. */
    private static int consolePort(Map<String, String> environment, int gateway) {
        String said = environment.getOrDefault("HUB_CONSOLE_PORT", "");
        if (!said.isBlank()) {
            return port("HUB_CONSOLE_PORT", said);
        }
        return gateway < HIGHEST_PORT && Ports.isFree(gateway + 1) ? gateway + 1 : Ports.free();
    }

    private static int port(String variable, String text) {
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) > 0 && Integer.parseInt(text) <= HIGHEST_PORT) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException(variable + " must be a port number between 1 and 65535, not '" + text + "'");
    }
}
