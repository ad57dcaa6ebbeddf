package dev.infrahub.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A registry as operators run them: behind a proxy that speaks TLS and asks for a user. */
final class SecuredRegistry implements AutoCloseable {

    static final String USER = "hub";
    static final String PASSWORD = "pass:wörd";

    private final HttpsServer proxy;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI registry;
    /** Of the proxy at the registry. */
    private final String login;

    private final List<String> passed = new CopyOnWriteArrayList<>();

    private SecuredRegistry(HttpsServer proxy, Backends behind) {
        this.proxy = proxy;
        this.registry = URI.create(behind.registryUrl());
        this.login = basic(behind.registryUser(), behind.registryPassword());
    }

    static SecuredRegistry before(Backends behind, Certificates certificates, String name)
            throws IOException, GeneralSecurityException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(certificates, name)));
        SecuredRegistry secured = new SecuredRegistry(server, behind);
        server.createContext("/", secured::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return secured;
    }

    String url() {
        return "https://localhost:" + proxy.getAddress().getPort() + registry.getPath();
    }

    /** Paths that were asked for by somebody who was let in. */
    List<String> passed() {
        return passed;
    }

    private static SSLContext context(Certificates certificates, String name)
            throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        var store = certificates.load();
        // a server has one certificate
        for (String alias : List.copyOf(Collections.list(store.aliases()))) {
            if (!alias.equals(name)) {
                store.deleteEntry(alias);
            }
        }
        keys.init(store, Certificates.password());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!basic(USER, PASSWORD).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            passed.add(exchange.getRequestURI().getPath());
            HttpResponse<byte[]> answer = forward(exchange);
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(registry.resolve(exchange.getRequestURI()))
                .header("Authorization", login)
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        for (Map.Entry<String, List<String>> header :
                exchange.getRequestHeaders().entrySet()) {
            if (header.getKey().equals("Content-type")
                    || header.getKey().startsWith("X-")
                    || header.getKey().equals("Accept")) {
                header.getValue().forEach(value -> request.header(header.getKey(), value));
            }
        }
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        proxy.stop(0);
        client.close();
    }
}
