package dev.infrahub.console;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a browser sends, and no more: it keeps the cookies that it is given and follows nothing by itself. */
final class Browser {

    private final HttpClient http;
    private final String url;
    private final Map<String, String> cookies = new TreeMap<>();

    Browser(HttpClient http, String url) {
        this.http = http;
        this.url = url;
    }

    String cookie() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** As if it had been planted there. */
    Browser with(String planted) {
        keep(planted);
        return this;
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET().build());
    }

    /** What does not end by itself. */
    CompletableFuture<HttpResponse<InputStream>> stream(String path) {
        return http.sendAsync(request(path).GET().build(), BodyHandlers.ofInputStream());
    }

    /** Members and values in turn. */
    HttpResponse<String> post(String path, String[] form, String... headers) throws IOException, InterruptedException {
        String[] encoded = Arrays.stream(form)
                .map(text -> URLEncoder.encode(text, StandardCharsets.UTF_8))
                .toArray(String[]::new);
        String body = IntStream.range(0, encoded.length / 2)
                .mapToObj(at -> encoded[2 * at] + "=" + encoded[2 * at + 1])
                .collect(Collectors.joining("&"));
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** The token in the forms of a page. */
    String csrf(String path) throws IOException, InterruptedException {
        String page = get(path).body();
        String before = "name=\"_csrf\" value=\"";
        int from = page.indexOf(before) + before.length();
        return page.substring(from, page.indexOf('"', from));
    }

    /** An empty one is taken back. */
    private void keep(String cookie) {
        int at = cookie.indexOf('=');
        if (at == cookie.length() - 1) {
            cookies.remove(cookie.substring(0, at));
        } else {
            cookies.put(cookie.substring(0, at), cookie.substring(at + 1));
        }
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookie());
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        answer.headers().allValues("Set-Cookie").forEach(text -> keep(text.substring(0, text.indexOf(';'))));
        return answer;
    }
}
