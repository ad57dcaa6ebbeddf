package dev.infrahub.cabsigner;

import dev.infrahub.embedded.Ports;
import dev.infrahub.quantumapilocal.QuantumApiLocalApplication;
import dev.infrahub.testing.Backends;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** A local QuantumAPI with a database of its own, to be stopped and started again at the same place. */
final class LocalQuantumApi implements AutoCloseable {

    static final String KEY = "qapi_" + "A".repeat(43);

    private final Backends.Database database = Backends.shared().newDatabase();
    private final int port = Ports.free();
    private @Nullable ConfigurableApplicationContext running;

    LocalQuantumApi start() {
        running = QuantumApiLocalApplication.start(
                "--POSTGRES_HOST=" + database.host(),
                "--POSTGRES_PORT=" + database.port(),
                "--POSTGRES_DB=" + database.name(),
                "--POSTGRES_USER=" + database.user(),
                "--POSTGRES_PASSWORD=" + database.password(),
                "--QUANTUMAPI_PORT=" + port,
                "--QUANTUMAPI_BOOTSTRAP_KEY=" + KEY,
                "--QUANTUMAPI_MASTER_KEY=first:" + Base64.getEncoder().encodeToString(new byte[32]));
        return this;
    }

    String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
