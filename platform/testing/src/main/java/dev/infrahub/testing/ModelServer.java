package dev.infrahub.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A language model's server by the protocols of OpenAI ({@code /v1/chat/completions}, {@code /v1/embeddings}) and Anthropic ({@code
 * /v1/messages}), without a model: it repeats the first facts that it is told, in the form that is asked for, or does what a test
 * tells it to. Texts with the same words have the same vectors.
 */
public final class ModelServer implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    /** About what a token is to most models. */
    private static final int CHARACTERS_A_TOKEN = 4;

    /** Of a vector. */
    private static final int NUMBERS = 64;

    private final HttpServer server;
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final List<String> credentials = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Function<JsonNode, Said> mind = ModelServer::repeated;
    private volatile Duration delay = Duration.ZERO;

    private ModelServer(HttpServer server) {
        this.server = server;
    }

    /** What is answered. */
    public sealed interface Said {

        /** A message of the model. */
        record Words(String text) implements Said {}

        /** No answer, and how long to wait; empty for no such header. */
        record No(int status, String retryAfter) implements Said {}

        /** Half of an answer, and the end of the connection. */
        record CutOff() implements Said {}

        /** Nothing at all, until the server is closed. */
        record Silence() implements Said {}
    }

    public static ModelServer start() {
        return start(0);
    }

    public static ModelServer start(int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            ModelServer model = new ModelServer(server);
            server.createContext("/v1/chat/completions", model::complete);
            server.createContext("/openai/v1/chat/completions", model::complete);
            server.createContext("/v1/messages", model::message);
            server.createContext("/v1/embeddings", model::embed);
            server.createContext("/openai/v1/embeddings", model::embed);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs until it is killed, for demonstrations and measurements: {@code ModelServer PORT [MILLISECONDS]}. It answers after so
     * many; never, where they are negative.
     */
    public static void main(String... arguments) throws InterruptedException {
        ModelServer model = start(Integer.parseInt(arguments[0]));
        long millis = arguments.length > 1 ? Long.parseLong(arguments[1]) : 0;
        if (millis < 0) {
            model.answers(_ -> new Said.Silence());
        } else {
            model.answersAfter(Duration.ofMillis(millis));
        }
        System.out.println("A stand-in for a language model answers at " + model.endpoint());
        new CountDownLatch(1).await();
    }

    /** For the hub's {@code AI_ENDPOINT}. */
    public String endpoint() {
        return root() + "/v1";
    }

    /** What Azure's paths begin behind. */
    public String root() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on it answers so. */
    public void answers(Function<JsonNode, Said> how) {
        mind = how;
    }

    /** From now on it repeats what it is told. */
    public void repeats() {
        mind = ModelServer::repeated;
    }

    /** From now on it takes so long, whatever it answers. */
    public void answersAfter(Duration time) {
        delay = time;
    }

    /** The bodies of the requests so far. */
    public List<JsonNode> requests() {
        return List.copyOf(requests);
    }

    /** What each of them came with: the values of the headers that carry a credential. */
    public List<String> credentials() {
        return List.copyOf(credentials);
    }

    /** What a request asks, without the instructions. */
    public static String asked(JsonNode request) {
        StringBuilder asked = new StringBuilder();
        request.path("messages").forEach(message -> {
            if (message.path("role").asString().equals("user")) {
                asked.append(text(message.path("content")));
            }
        });
        return asked.toString();
    }

    /** An answer whose parts all say this, but for those of which one is to be picked: that is the last, which picks nothing. */
    public static Said saying(JsonNode request, String text) {
        ObjectNode answer = JSON.createObjectNode();
        schema(request).path("properties").properties().forEach(part -> {
            JsonNode picks = part.getValue().path("enum");
            answer.put(
                    part.getKey(),
                    picks.isEmpty() ? text : picks.path(picks.size() - 1).asString());
        });
        return new Said.Words(answer.toString());
    }

    private static Said repeated(JsonNode request) {
        JsonNode told = JSON.readTree(text(request.path("messages")
                .path(request.path("messages").size() - 1)
                .path("content")));
        StringBuilder words = new StringBuilder();
        told.path("facts").values().stream()
                .limit(3)
                .forEach(fact ->
                        words.append("It says: ").append(fact.asString()).append(". "));
        return saying(request, words.toString());
    }

    private static JsonNode schema(JsonNode request) {
        JsonNode openAi = request.path("response_format").path("json_schema").path("schema");
        return openAi.isMissingNode()
                ? request.path("output_config").path("format").path("schema")
                : openAi;
    }

    private static String text(JsonNode content) {
        return content.isString()
                ? content.asString()
                : content.path(0).path("text").asString();
    }

    private void complete(HttpExchange exchange) throws IOException {
        answer(exchange, (request, words) -> {
            ObjectNode answer = JSON.createObjectNode()
                    .put("id", "chatcmpl-" + requests.size())
                    .put("object", "chat.completion")
                    .put("created", 0)
                    .put("model", request.path("model").asString());
            ObjectNode choice =
                    answer.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
            choice.putObject("message").put("role", "assistant").put("content", words);
            answer.putObject("usage")
                    .put("prompt_tokens", tokens(request.path("messages").toString()))
                    .put("completion_tokens", tokens(words))
                    .put("total_tokens", tokens(request.path("messages").toString()) + tokens(words));
            return answer;
        });
    }

    private void embed(HttpExchange exchange) throws IOException {
        answer(exchange, _ -> new Said.Words(""), (request, _) -> {
            ObjectNode answer = JSON.createObjectNode()
                    .put("object", "list")
                    .put("model", request.path("model").asString());
            ArrayNode data = answer.putArray("data");
            request.path("input").forEach(text -> {
                ObjectNode item = data.addObject().put("object", "embedding").put("index", data.size() - 1);
                ArrayNode vector = item.putArray("embedding");
                for (int count : counts(text.asString())) {
                    vector.add(count);
                }
            });
            answer.putObject("usage")
                    .put("prompt_tokens", tokens(request.path("input").toString()))
                    .put("total_tokens", tokens(request.path("input").toString()));
            return answer;
        });
    }

    /** How often which words stand in it. */
    private static int[] counts(String text) {
        int[] counts = new int[NUMBERS];
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            counts[Math.floorMod(word.hashCode(), NUMBERS)]++;
        }
        return counts;
    }

    private void message(HttpExchange exchange) throws IOException {
        answer(exchange, (request, words) -> {
            ObjectNode answer = JSON.createObjectNode()
                    .put("id", "msg_" + requests.size())
                    .put("type", "message")
                    .put("role", "assistant")
                    .put("model", request.path("model").asString())
                    .put("stop_reason", "end_turn");
            answer.putArray("content").addObject().put("type", "text").put("text", words);
            answer.putObject("usage")
                    .put("input_tokens", tokens(request.path("messages").toString()))
                    .put("output_tokens", tokens(words));
            return answer;
        });
    }

    private static int tokens(String text) {
        return text.length() / CHARACTERS_A_TOKEN;
    }

    private interface Envelope {
        ObjectNode of(JsonNode request, String words);
    }

    private void answer(HttpExchange exchange, Envelope envelope) throws IOException {
        answer(exchange, mind, envelope);
    }

    private void answer(HttpExchange exchange, Function<JsonNode, Said> how, Envelope envelope) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            requests.add(request);
            List.of("Authorization", "api-key", "x-api-key").forEach(name -> {
                if (exchange.getRequestHeaders().containsKey(name)) {
                    credentials.add(name + ": " + exchange.getRequestHeaders().getFirst(name));
                }
            });
            var _ = closed.await(delay.toNanos(), NANOSECONDS);
            switch (how.apply(request)) {
                case Said.Words(String text) ->
                    send(exchange, 200, envelope.of(request, text).toString());
                case Said.No(int status, String retryAfter) -> {
                    if (!retryAfter.isEmpty()) {
                        exchange.getResponseHeaders().set("Retry-After", retryAfter);
                    }
                    send(exchange, status, "{\"error\":{\"message\":\"no\"}}");
                }
                case Said.CutOff _ -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write("{\"id\":".getBytes(UTF_8));
                    exchange.getResponseBody().flush();
                }
                case Said.Silence _ -> closed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
