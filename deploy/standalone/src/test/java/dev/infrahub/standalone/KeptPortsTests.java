package dev.infrahub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptPortsTests {

    @TempDir
    Path run;

    @Test
    void areTheSameAtTheNextStart() {
        int kafka = ports().of("kafka");
        int postgres = ports().of("postgres");
        assertThat(kafka).isNotEqualTo(postgres);
        assertThat(ports().of("kafka")).isEqualTo(kafka);
        assertThat(ports().of("postgres")).isEqualTo(postgres);
    }

    @Test
    void areChosenAnewWhenSomebodyElseHasThem() throws IOException {
        int kept = ports().of("kafka");
        try (ServerSocket _ = new ServerSocket(kept, 1, InetAddress.getLoopbackAddress())) {
            int other = ports().of("kafka");
            assertThat(other).isNotEqualTo(kept);
            assertThat(ports().of("kafka")).isEqualTo(other);
        }
    }

    private KeptPorts ports() {
        return new KeptPorts(run.resolve("ports"));
    }
}
