package dev.infrahub.standalone;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.embedded.Ports;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Spring Authorization Server in a JVM of its own (platform/identity), on another site than the console: by name and not by
 * address.
 */
record IdentityServer(Process process, String url) implements AutoCloseable {

    static final String PASSWORD = "a password of tests";

    static IdentityServer launch(Path home) throws IOException {
        int port = Ports.free();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        System.getProperty("hub.identity"),
                        "--server.port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(home.resolve("identity.log").toFile()))
                .start();
        return new IdentityServer(process, "http://localhost:" + port);
    }

    /** Of a hub whose people it knows; API keys may decide besides. */
    Map<String, String> settings() {
        return Map.of(
                "OIDC_METADATA_URL", url + "/.well-known/openid-configuration",
                "OIDC_CLIENT_ID", "infrahub",
                "OIDC_CLIENT_SECRET", "s3cret with space",
                "HUB_MACHINE_APPROVERS", "true");
    }

    void awaitReady(HttpClient http) {
        HttpRequest metadata = HttpRequest.newBuilder(URI.create(settings().get("OIDC_METADATA_URL")))
                .build();
        eventually(
                () -> assertThat(http.send(metadata, BodyHandlers.discarding()).statusCode())
                        .isEqualTo(200));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
