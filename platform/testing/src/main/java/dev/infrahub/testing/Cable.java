package dev.infrahub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The TCP connections between a service and what it depends on: to be cut and mended, led elsewhere, and stopped at the very
 * byte that matters.
 */
public final class Cable implements AutoCloseable {

    /** Which way bytes go: from the service, or back to it. */
    public enum Way {
        THERE,
        BACK
    }

    private final ServerSocket entrance;
    private final Set<Link> open = ConcurrentHashMap.newKeySet();
    private final Set<Hold> holds = ConcurrentHashMap.newKeySet();
    private volatile InetSocketAddress target;
    private volatile boolean cut;

    private Cable(ServerSocket entrance, InetSocketAddress target) {
        this.entrance = entrance;
        this.target = target;
    }

    public static Cable to(String host, int port) {
        try {
            Cable cable = new Cable(
                    new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), new InetSocketAddress(host, port));
            Thread.ofVirtual().start(cable::accept);
            return cable;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String host() {
        return entrance.getInetAddress().getHostAddress();
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** Where connections go that are made from now on. */
    public void lead(String host, int port) {
        target = new InetSocketAddress(host, port);
    }

    /** Breaks every connection and refuses new ones. */
    public void cut() {
        cut = true;
        open.forEach(Link::close);
    }

    public void mend() {
        cut = false;
    }

    /**
     * Stops the next connection on which this text goes by. The same way: from the text's first byte on, so that what is
     * before it arrives. The other way: everything that comes after the text has gone by.
     *
     * @param text plain ASCII
     */
    public Hold hold(Way seen, String text, Way stopped) {
        Hold hold = new Hold(seen, text, stopped, holds::remove);
        holds.add(hold);
        return hold;
    }

    /** The armed hold that looks for something in these bytes; it is this link's from then on. */
    Optional<Hold> claim(Link link, Way way, String before, String now) {
        return holds.stream()
                .filter(hold -> hold.place(way, before, now).isPresent())
                .findFirst()
                .filter(holds::remove)
                .map(hold -> hold.on(link));
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket near = entrance.accept();
                if (cut) {
                    near.close();
                } else {
                    connect(near);
                }
            } catch (IOException e) {
                // closed while waiting: nobody connects any more
            }
        }
    }

    private void connect(Socket near) throws IOException {
        Socket far = new Socket();
        try {
            far.connect(target);
        } catch (IOException away) {
            // the caller sees a broken connection
            near.close();
            return;
        }
        new Link(this, near, far).open(open);
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            open.forEach(Link::close);
        }
    }
}
