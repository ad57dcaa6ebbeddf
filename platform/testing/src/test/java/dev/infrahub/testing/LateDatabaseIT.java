package dev.infrahub.testing;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.Service;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is merely not there yet is waited for, and that is told. */
class LateDatabaseIT {

    private final Backends backends = Backends.shared();

    @Test
    void a_service_that_is_there_before_its_database_waits_and_says_so(@TempDir Path directory) {
        Backends.Database database = backends.newDatabase();
        try (Cable cable = Cable.to(database.host(), database.port())) {
            cable.cut();
            try (ServiceProcess service = ServiceProcess.launch(
                    LaneWorker.class,
                    directory.resolve("service.log"),
                    backends.serviceArguments(
                            Service.CAB_SIGNER, database.at(cable.host(), cable.port()), LaneWorker.ARGUMENTS))) {
                eventually(() -> assertThat(service.said()).contains("Postgres does not answer yet at "));
                assertThat(service.process().isAlive()).isTrue();

                cable.mend();

                service.awaitReady();
            }
        }
    }
}
