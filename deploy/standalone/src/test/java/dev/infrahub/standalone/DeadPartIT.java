package dev.infrahub.standalone;

import dev.infrahub.embedded.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub of which a part has died ends, with the reason where whoever started it sees it. */
class DeadPartIT {

    @TempDir
    Path home;

    private final int port = Ports.free();

    @Test
    void it_ends_when_work_of_a_service_dies() throws Exception {
        Path file = home.resolve("die");
        try (HubProcess hub = HubProcess.launch(home, port, Map.of(DiesOnDemand.FILE, file.toString()))
                .awaitReady()) {
            Files.createFile(file);

            hub.assertEnds("CAB signer: the work on demand died: java.lang.NoClassDefFoundError:"
                    + " org/bouncycastle/crypto/CipherParameters");
        }
    }
}
