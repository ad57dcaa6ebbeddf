package dev.infrahub.standalone.chaos;

import dev.infrahub.cabsigner.CabSignerApplication;
import dev.infrahub.quantumapilocal.QuantumApiLocalApplication;
import dev.infrahub.schemas.Service;
import dev.infrahub.testing.Backends;
import dev.infrahub.testing.ServiceProcess;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Launches what is killed. */
record Parts(Path folder) {

    private static final String KEY = "qapi_" + "A".repeat(43);
    private static final String MASTER_KEY = "first:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final AtomicInteger LAUNCHED = new AtomicInteger();

    /**
     * However slow this machine is: a connection that is late is no outage, after which everybody would rightly begin again, and
     * QuantumAPI sign once more.
     */
    private static final List<String> PATIENT =
            List.of("--spring.r2dbc.pool.max-acquire-time=60s", "--spring.r2dbc.pool.max-create-connection-time=60s");

    ServiceProcess quantumApi(Backends.Database database, int port) {
        Stream<String> own = Stream.of(
                "--POSTGRES_HOST=" + database.host(),
                "--POSTGRES_PORT=" + database.port(),
                "--POSTGRES_DB=" + database.name(),
                "--POSTGRES_USER=" + database.user(),
                "--POSTGRES_PASSWORD=" + database.password(),
                "--QUANTUMAPI_PORT=" + port,
                "--QUANTUMAPI_BOOTSTRAP_KEY=" + KEY,
                "--QUANTUMAPI_MASTER_KEY=" + MASTER_KEY);
        return launch(QuantumApiLocalApplication.class, "quantumapi", own);
    }

    private ServiceProcess launch(Class<?> application, String name, Stream<String> own) {
        return ServiceProcess.launch(
                application,
                folder.resolve(name + "-" + LAUNCHED.incrementAndGet() + ".log"),
                Stream.concat(own, PATIENT.stream()).toArray(String[]::new));
    }

    /** Patient, but for the circuit, which tries again sooner. */
    ServiceProcess cabSigner(Backends.Database database, String quantumApi, String... more) {
        Stream<String> usual = Arrays.stream(Backends.shared().serviceArguments(Service.CAB_SIGNER, database))
                .filter(argument -> !argument.contains("give-up-after"));
        Stream<String> own = Stream.of(
                "--hub.quantumapi.endpoint=" + quantumApi,
                "--hub.quantumapi.api-key=" + KEY,
                "--hub.quantumapi.circuit.pause=1s",
                // nor is an answer that is late
                "--hub.quantumapi.response-timeout=60s",
                // what is stopped on the wire is to be a decision, not a head of the log, nor a look
                "--hub.quantumapi.look-every=1h",
                "--hub.cab-signer.tree-head-every=1h");
        return launch(
                CabSignerApplication.class,
                "cab-signer",
                Stream.concat(usual, Stream.concat(own, Arrays.stream(more))));
    }
}
