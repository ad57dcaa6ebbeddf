package dev.infrahub.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTests {

    @Test
    void are_different_and_none_is_one_that_the_kernel_gives_to_connections() throws IOException {
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket outgoing = new Socket(door.getInetAddress(), door.getLocalPort())) {
            List<Integer> ports = Ports.free(100);
            assertThat(ports).doesNotHaveDuplicates().hasSize(100).allMatch(port -> port < 32_768);
            assertThat(outgoing.getLocalPort()).isGreaterThanOrEqualTo(32_768);
        }
    }

    @Test
    void one_that_somebody_listens_on_is_not_free() throws IOException {
        int port = Ports.free();
        assertThat(Ports.isFree(port)).isTrue();
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(port)).isFalse();
            assertThatThrownBy(() -> Ports.claim(port)).hasMessageContaining(Integer.toString(port));
        }
    }
}
