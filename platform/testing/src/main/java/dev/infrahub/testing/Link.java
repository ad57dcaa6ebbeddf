package dev.infrahub.testing;

import dev.infrahub.testing.Cable.Way;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One connection through a {@link Cable}. */
final class Link {

    private static final int CHUNK = 64 * 1024;
    /** How much of what has passed is remembered, for a text that comes in two pieces. */
    private static final int REMEMBERED = 64;

    private final Cable cable;
    private final Socket near;
    private final Socket far;
    private final Map<Way, Hold> stopped = new ConcurrentHashMap<>();

    Link(Cable cable, Socket near, Socket far) {
        this.cable = cable;
        this.near = near;
        this.far = far;
    }

    void open(Set<Link> register) {
        register.add(this);
        Thread.ofVirtual().start(() -> pump(Way.THERE, near, far, register));
        Thread.ofVirtual().start(() -> pump(Way.BACK, far, near, register));
    }

    private void pump(Way way, Socket from, Socket to, Set<Link> register) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] chunk = new byte[CHUNK];
            String before = "";
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                String text = new String(chunk, 0, length, StandardCharsets.ISO_8859_1);
                pass(way, out, chunk, free(way, before, text), length);
                before = text.substring(Math.max(0, length - REMEMBERED));
            }
        } catch (IOException e) {
            // cut
        } finally {
            register.remove(this);
            close();
        }
    }

    /** How many bytes of what came now may go on. */
    private int free(Way way, String before, String now) {
        if (stopped.containsKey(way)) {
            return 0;
        }
        return cable.claim(this, way, before, now)
                .map(hold -> {
                    stopped.put(hold.stopped(), hold);
                    return hold.stopped() == way
                            ? Math.max(0, hold.place(way, before, now).orElseThrow())
                            : now.length();
                })
                .orElse(now.length());
    }

    private void pass(Way way, OutputStream out, byte[] chunk, int free, int length) throws IOException {
        out.write(chunk, 0, free);
        out.flush();
        Hold hold = stopped.get(way);
        if (hold != null) {
            hold.stop();
        }
        out.write(chunk, free, length - free);
    }

    /** Either end sees a broken connection. */
    void close() {
        for (Socket socket : new Socket[] {near, far}) {
            try {
                socket.close();
            } catch (IOException e) {
                // it is gone either way
            }
        }
    }
}
