package dev.infrahub.quantumapi;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that plays what it is told, a request an act; the last act is repeated. */
final class Stage implements AutoCloseable {

    /** What happens to a request once it was read. */
    @FunctionalInterface
    interface Act {
        void play(Socket socket) throws IOException;
    }

    /** @param headers by names in lower case */
    record Request(String line, Map<String, String> headers, String body) {}

    private final ServerSocket door;
    private final Deque<Act> acts = new ConcurrentLinkedDeque<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    Stage() {
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    static Act answers(int status, String body, String... headers) {
        return socket -> write(socket, head(status, body.length(), headers) + body);
    }

    /** Reads and never answers. */
    static Act hangs() {
        return _ -> {};
    }

    /** A TCP reset instead of an answer. */
    static Act resets() {
        return socket -> {
            socket.setSoLinger(true, 0);
            socket.close();
        };
    }

    /** Ends in the middle of its answer. */
    static Act breaksOff(String body) {
        return socket -> {
            write(socket, head(200, body.length() + 100) + body);
            socket.close();
        };
    }

    /** Begins to answer, and never ends. */
    static Act stalls(String body) {
        return socket -> write(socket, head(200, body.length() + 100) + body);
    }

    private static String head(int status, int length, String... headers) {
        return "HTTP/1.1 " + status + " -\r\nContent-Type: application/json\r\nConnection: close\r\n"
                + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList())
                + "Content-Length: " + length + "\r\n\r\n";
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    Stage plays(Act... next) {
        acts.clear();
        acts.addAll(List.of(next));
        return this;
    }

    String url() {
        return "http://" + door.getInetAddress().getHostAddress() + ":" + door.getLocalPort();
    }

    List<Request> requests() {
        return requests;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // closed while waiting
            }
        }
    }

    private void serve(Socket socket) {
        try {
            requests.add(read(new BufferedInputStream(socket.getInputStream())));
            Act act = acts.size() > 1 ? acts.poll() : acts.peek();
            if (act != null) {
                act.play(socket);
            }
        } catch (IOException e) {
            // the client went away
        }
    }

    private static Request read(InputStream in) throws IOException {
        String line = line(in);
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Request(line, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the request ends early");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
