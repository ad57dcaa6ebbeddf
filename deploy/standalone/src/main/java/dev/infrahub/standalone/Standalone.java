package dev.infrahub.standalone;

import dev.infrahub.embedded.StateLock;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.slf4j.LoggerFactory;

/** The standalone hub as a process: up until it is told to stop. */
public final class Standalone {

    private Standalone() {}

    static void main() {
        try {
            run(Settings.from(System.getenv()));
        } catch (Throwable e) {
            System.err.println("hub: " + reason(e));
            System.exit(1);
        }
    }

    private static void run(Settings settings) throws IOException {
        StateLock lock = StateLock.acquire(settings.home().root());
        Logs.in(settings.home().logs());
        Hub hub = new Hub(settings, Console.sinceProcessStart(), lock);
        Runtime.getRuntime().addShutdownHook(new Thread(hub::stop, "stop"));
        try {
            hub.start();
        } catch (RuntimeException e) {
            if (hub.isStopping()) {
                return;
            }
            LoggerFactory.getLogger(Standalone.class).error("The hub did not start", e);
            throw e;
        }
    }

    private static String reason(Throwable failure) {
        Throwable reason =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return reason.getMessage() == null ? reason.toString() : reason.getMessage();
    }
}
