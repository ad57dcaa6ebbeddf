package dev.infrahub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.embedded.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub of which a part has died ends, with the reason where whoever started it sees it. */
class DeadPartIT {

    @TempDir
    Path home;

    private final int port = Ports.free();

    @Test
    void it_ends_when_work_of_a_service_dies_and_when_the_registry_does() throws Exception {
        Path file = home.resolve("die");
        try (HubProcess hub = HubProcess.launch(home, port, Map.of(DiesOnDemand.FILE, file.toString()))
                .awaitReady()) {
            Files.createFile(file);

            assertEnds(
                    hub,
                    "CAB signer: the work on demand died: java.lang.NoClassDefFoundError:"
                            + " org/bouncycastle/crypto/CipherParameters");
            Files.delete(file);
        }
        try (HubProcess hub = HubProcess.launch(home, port).awaitReady()) {
            ProcessHandle registry = hub.process()
                    .descendants()
                    .filter(part -> part.info().commandLine().orElse("").contains("RegistryProcess"))
                    .findFirst()
                    .orElseThrow();
            registry.destroyForcibly();

            assertEnds(hub, "The schema registry has ended; why is in " + home.resolve("registry/registry.log"));
        }
    }

    private void assertEnds(HubProcess hub, String reason) throws Exception {
        assertThat(hub.process().waitFor(90, TimeUnit.SECONDS)).as(hub.said()).isTrue();
        assertThat(hub.process().exitValue()).isEqualTo(1);
        assertThat(hub.said().lines())
                .filteredOn(line -> line.contains("] The hub ends. "))
                .singleElement()
                .asString()
                .endsWith(reason);
        assertThat(home.resolve("run")).isDirectoryNotContaining("glob:**/{pid,endpoints,ready}");
    }
}
