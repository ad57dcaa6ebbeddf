package dev.infrahub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.testing.Cable.Way;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A conversation stops at the very byte, and nowhere else. */
class CableIT {

    private ServerSocket listening;
    private Cable cable;
    private Socket service;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        cable = Cable.to(listening.getInetAddress().getHostAddress(), listening.getLocalPort());
        service = new Socket(cable.host(), cable.port());
        server = listening.accept();
    }

    @AfterEach
    void close() throws IOException {
        service.close();
        server.close();
        cable.close();
        listening.close();
    }

    @Test
    void what_comes_before_the_text_arrives_and_the_text_does_not_until_it_is_released() throws IOException {
        try (Hold hold = cable.hold(Way.THERE, "COMMIT", Way.THERE)) {
            write(service, "insert;COMM");
            assertThat(read(server, 11)).isEqualTo("insert;COMM");
            write(service, "IT;more");
            hold.await();
            assertThat(server.getInputStream().available()).isZero();
            hold.release();
            assertThat(read(server, 7)).isEqualTo("IT;more");
        }
        write(service, "COMMIT");
        assertThat(read(server, 6)).isEqualTo("COMMIT");
    }

    @Test
    void a_text_that_went_by_earlier_stops_nothing() throws IOException {
        write(service, "COMMIT");
        assertThat(read(server, 6)).isEqualTo("COMMIT");
        try (Hold _ = cable.hold(Way.THERE, "COMMIT", Way.THERE)) {
            write(service, "select 1");
            assertThat(read(server, 8)).isEqualTo("select 1");
        }
    }

    @Test
    void the_reply_is_lost_where_the_hold_is_closed() throws IOException {
        try (Hold hold = cable.hold(Way.THERE, "sign", Way.BACK)) {
            write(service, "sign");
            assertThat(read(server, 4)).isEqualTo("sign");
            write(server, "signature");
            hold.await();
        }
        assertThat(service.getInputStream().read()).isEqualTo(-1);
        assertThat(server.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void new_connections_go_where_the_cable_leads() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            cable.lead(other.getInetAddress().getHostAddress(), other.getLocalPort());
            try (Socket again = new Socket(cable.host(), cable.port());
                    Socket there = other.accept()) {
                write(again, "hello");
                assertThat(read(there, 5)).isEqualTo("hello");
            }
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String read(Socket socket, int length) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readNBytes(length), StandardCharsets.US_ASCII);
    }
}
