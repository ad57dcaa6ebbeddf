package dev.infrahub.standalone;

import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Where log lines go: all to one file, so that the terminal is left to the hub's own progress. */
final class Logs {

    private Logs() {}

    /** Must run before the first logger is asked for. */
    static void in(Path directory) {
        System.setProperty("hub.logs", directory.toString());
        // several Spring contexts that start at once would set up the same logging over each other
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
