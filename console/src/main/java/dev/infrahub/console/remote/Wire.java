package dev.infrahub.console.remote;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Asks by HTTP, and follows nothing: an answer is there in time with its last byte, is no larger than was said, or is none. */
final class Wire implements AutoCloseable {

    /** How the client of the JDK begins to say that a body is larger. */
    private static final String BEYOND = "body exceeds capacity";

    private final HttpClient http;

    /** An answer that is larger than whoever asked can take. */
    static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;

        TooLarge(long most) {
            super("more than " + most + " bytes");
        }
    }

    Wire(Duration connectWithin) {
        this.http = HttpClient.newBuilder()
                .connectTimeout(connectWithin)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** The time of a request ends with the headers of its answer, so this one is kept here. */
    HttpResponse<byte[]> send(HttpRequest request, Duration within, long most)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), most));
        try {
            return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new HttpTimeoutException("no whole answer within " + within);
        } catch (ExecutionException e) {
            throw failure(e, most);
        } finally {
            // of one that is there this is nothing
            answer.cancel(true);
        }
    }

    /** What is told line by line: for as long as it is told, or until whoever reads is interrupted. */
    HttpResponse<Stream<String>> follow(HttpRequest request, long most) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.limiting(BodyHandlers.ofLines(), most));
    }

    private static IOException failure(ExecutionException failed, long most) {
        for (Throwable at = failed; at != null; at = at.getCause()) {
            if (at.getMessage() != null && at.getMessage().startsWith(BEYOND)) {
                return new TooLarge(most);
            }
        }
        return failed.getCause() instanceof IOException io ? io : new IOException(failed);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
