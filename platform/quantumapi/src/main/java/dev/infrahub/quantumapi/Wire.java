package dev.infrahub.quantumapi;

import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpRequestValues;

/** Sends a request once. */
final class Wire implements AutoCloseable {

    private static final String API_KEY = "X-Api-Key";

    /** Far above any answer; an endless one must not fill the memory. */
    private static final int LARGEST_ANSWER = 32 * 1024 * 1024;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;
    private final RestClientAdapter client;

    Wire(QuantumApiProperties properties, ObservationRegistry observations) {
        this.http = HttpClient.newBuilder()
                .connectTimeout(properties.connectTimeout())
                // A redirect could carry the key to another host.
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(versionFor(properties))
                .executor(threads)
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http, threads);
        requests.setReadTimeout(properties.responseTimeout());
        requests.enableCompression(false);
        this.client = RestClientAdapter.create(RestClient.builder()
                .baseUrl(properties.base())
                .requestFactory(requests)
                .observationRegistry(observations)
                .defaultHeader(API_KEY, properties.apiKey())
                .build());
    }

    /** Over plain HTTP the JDK would ask every server to upgrade, which some answer badly. */
    private static HttpClient.Version versionFor(QuantumApiProperties properties) {
        return "https".equals(properties.base().getScheme()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
    }

    RestClientAdapter client() {
        return client;
    }

    /** @throws ResourceAccessException without a whole answer, whatever it says */
    ResponseEntity<byte[]> send(HttpRequestValues call) {
        return client.newRequest(call)
                .exchangeForRequiredValue((_, response) -> ResponseEntity.status(response.getStatusCode())
                        .headers(response.getHeaders())
                        .body(body(response)));
    }

    private static byte[] body(ClientHttpResponse response) throws IOException {
        try (InputStream in = response.getBody()) {
            byte[] body = in.readNBytes(LARGEST_ANSWER);
            if (in.read() >= 0) {
                throw new IOException("the answer is too large");
            }
            return body;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
