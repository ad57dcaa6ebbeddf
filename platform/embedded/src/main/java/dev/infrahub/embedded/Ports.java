package dev.infrahub.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on 127.0.0.1. */
public final class Ports {

    static final String LOOPBACK = "127.0.0.1";

    /**
     * From 32768 on the kernel gives ports to connections that go out (Linux' {@code ip_local_port_range}; elsewhere from 49152
     * on, RFC 6335): one of those, free when it was looked for, may be taken when the service that it is for begins to listen.
     */
    private static final int BELOW = 32_768;

    private static final int LOWEST = 20_000;
    private static final int MOST_TRIES = 1_000;

    private Ports() {}

    /** A port that nobody listens on at this moment. */
    public static int free() {
        return free(1).getFirst();
    }

    /** So many different ones. */
    static List<Integer> free(int howMany) {
        List<Integer> free = ThreadLocalRandom.current()
                .ints(MOST_TRIES, LOWEST, BELOW)
                .distinct()
                .filter(Ports::isFree)
                .limit(howMany)
                .boxed()
                .toList();
        if (free.size() < howMany) {
            throw new IllegalStateException("no free port on " + LOOPBACK + " from " + LOWEST + " to " + (BELOW - 1));
        }
        return free;
    }

    public static boolean isFree(int port) {
        try (ServerSocket socket = bound(port)) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }

    /** The port asked for, if it can be had; any free one for 0. */
    static int claim(int port) {
        if (port == 0) {
            return free();
        }
        if (!isFree(port)) {
            throw new IllegalStateException("port " + port + " on " + LOOPBACK + " is in use");
        }
        return port;
    }

    private static ServerSocket bound(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            // what listened here before a restart may have left connections in TIME_WAIT
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static InetAddress loopback() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
