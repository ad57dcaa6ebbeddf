package dev.infrahub.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 of bytes: sends what no client library would, on connections that are used again. Of one thread. */
final class RawHttp implements AutoCloseable {

    private static final int PATIENCE = Math.toIntExact(Duration.ofSeconds(10).toMillis());

    private final int port;
    private @Nullable Connection connection;

    RawHttp(int port) {
        this.port = port;
    }

    /**
     * @param status 0 where there was none
     * @param took from the first byte that was sent to the last that came
     */
    record Answer(int status, Map<String, String> headers, String body, Duration took) {

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    private record Connection(Socket socket, InputStream in) {

        static Connection to(int port) throws IOException {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE);
            return new Connection(socket, new BufferedInputStream(socket.getInputStream()));
        }
    }

    /** @param isLast whether nothing can come after it on one connection: the server may have another idea of its end */
    Answer send(byte[] request, boolean isLast) {
        try {
            if (isLast) {
                close();
            }
            return ask(request, isLast);
        } catch (IOException none) {
            return new Answer(0, Map.of(), none.toString(), Duration.ZERO);
        }
    }

    private Answer ask(byte[] request, boolean isLast) throws IOException {
        boolean isFresh = connection == null;
        Connection used = connection == null ? Connection.to(port) : connection;
        connection = used;
        try {
            Answer answer = exchange(used, request);
            if (isLast || answer.header("connection").equalsIgnoreCase("close")) {
                close();
            }
            return answer;
        } catch (EOFException | SocketException e) {
            close();
            if (isFresh) {
                throw e;
            }
            // the server closed it between two requests
            return ask(request, isLast);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private static Answer exchange(Connection connection, byte[] request) throws IOException {
        long start = System.nanoTime();
        try {
            connection.socket().getOutputStream().write(request);
            connection.socket().getOutputStream().flush();
        } catch (IOException refusedWhileSending) {
            // the answer may be there all the same
        }
        int status = Integer.parseInt(line(connection.in()).split(" ", 3)[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(connection.in()); !line.isEmpty(); line = line(connection.in())) {
            String[] header = line.split(":", 2);
            headers.merge(header[0].toLowerCase(Locale.ROOT), header[1].strip(), (one, other) -> one + ", " + other);
        }
        byte[] body = status == 304 || status == 204 ? new byte[0] : body(connection.in(), headers);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Answer(status, headers, new String(body, StandardCharsets.UTF_8), took);
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                body.write(in.readNBytes(size));
                line(in);
            }
            line(in);
            return body.toByteArray();
        }
        Optional<String> length = Optional.ofNullable(headers.get("content-length"));
        return length.isPresent() ? in.readNBytes(Integer.parseInt(length.get())) : in.readAllBytes();
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in).strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        try {
            if (open != null) {
                open.socket().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
