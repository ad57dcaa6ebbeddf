package dev.infrahub.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * With a key of its own: attacks on four connections, as fast as they are answered; a hundred bodies that are announced and
 * drip, a byte a second each; and a poisonous event a second, past the gateway.
 */
final class HostileClient implements AutoCloseable {

    private static final int CONNECTIONS = 4;
    private static final int DRIPPING = 100;
    private static final int ANNOUNCED = 50 * 1024 * 1024;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final HttpClient http;
    private final int port;
    private final String key;
    private final List<Attack> attacks;

    HostileClient(HttpClient http, int port, String key, PoisonBench poison) throws IOException {
        this.http = http;
        this.port = port;
        this.key = key;
        this.attacks = Attack.all();
        for (int i = 0; i < CONNECTIONS; i++) {
            threads.execute(this::attack);
        }
        for (int i = 0; i < DRIPPING; i++) {
            threads.execute(this::drip);
        }
        threads.execute(() -> {
            while (pause()) {
                poison.send();
            }
        });
    }

    private void attack() {
        while (!threads.isShutdown()) {
            Attack attack = attacks.get(ThreadLocalRandom.current().nextInt(attacks.size()));
            try {
                int status = http.send(attack.request(port, key, LIMIT), BodyHandlers.discarding())
                        .statusCode();
                count(Integer.toString(status));
            } catch (IOException e) {
                count("none");
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void drip() {
        while (!threads.isShutdown()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream()
                        .write(
                                ("POST /api/pipeline/summarize-plan?client=mallory&module=m HTTP/1.1\r\nHost: hub\r\nX-Api-Key: "
                                                + key
                                                + "\r\nContent-Type: application/json\r\nContent-Length: "
                                                + ANNOUNCED
                                                + "\r\n\r\n")
                                        .getBytes(StandardCharsets.US_ASCII));
                while (pause()) {
                    socket.getOutputStream().write(' ');
                }
            } catch (IOException e) {
                count("drip ended");
                pause();
            }
        }
    }

    /** @return false when it is over */
    private boolean pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
            return !threads.isShutdown();
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void count(String answer) {
        answers.computeIfAbsent(answer, _ -> new LongAdder()).increment();
    }

    /** How many of each answer there were since this was asked last. */
    Map<String, Long> answers() {
        Map<String, Long> since = new TreeMap<>();
        answers.forEach((answer, count) -> since.put(answer, count.sumThenReset()));
        return since;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
