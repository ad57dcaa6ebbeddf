package dev.infrahub.chatservice.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.infrahub.chatservice.domain.review.PullNumber;
import dev.infrahub.faults.Fault;
import dev.infrahub.json.Json;
import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * GitHub by its API: what a pull request changes, and one comment there. Blocks.
 *
 * <p>Where it says when it wants to be asked again, nothing is asked before. No redirection is followed, so the token goes
 * nowhere else.
 */
public final class GitHub {

    private static final String JSON = "application/vnd.github+json";
    private static final String DIFF = "application/vnd.github.diff";
    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final int PER_PAGE = 100;
    private static final int MOST_PAGES = 30;
    private static final int NOT_ACCEPTABLE = 406;
    private static final int TOO_MANY = 429;

    /** Where it says nothing else of a limit. */
    private static final Duration PAUSE = Duration.ofSeconds(60);

    /** Whatever it says: nobody waits for more. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final HttpClient http;
    private final URI api;
    private final String token;
    private final Duration timeout;
    private final Clock clock;
    private final AtomicReference<Instant> notBefore = new AtomicReference<>(Instant.EPOCH);

    /**
     * @param api such as {@code https://api.github.com}
     * @param token blank for none, with which nothing can be asked
     * @param timeout of one call, until the last byte
     */
    public GitHub(HttpClient http, URI api, String token, Duration timeout, Clock clock) {
        this.http = http;
        this.api = api;
        this.token = token;
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * A pull request as it is now.
     *
     * @param headSha the commit that it proposes
     */
    public record Pull(String title, String headSha) {}

    /** A comment. */
    public record Comment(long id, String url) {}

    /** What a pull request is called, and of which commit. */
    public Pull pull(PullNumber number) {
        Value pull = json(ok(asked(get("/repos/" + number.repository() + "/pulls/" + number.number(), JSON))));
        return new Pull(
                pull.at("title").text().orElse(""),
                pull.at("head", "sha").text().orElse(""));
    }

    /** What it changes. Where that is more than GitHub writes as one diff, what it tells of each file. */
    public String diff(PullNumber number) {
        String path = "/repos/" + number.repository() + "/pulls/" + number.number();
        HttpResponse<byte[]> answer = asked(get(path, DIFF));
        return answer.statusCode() == NOT_ACCEPTABLE
                ? diffOfFiles(path)
                : new String(ok(answer).body(), UTF_8);
    }

    private String diffOfFiles(String path) {
        StringBuilder diff = new StringBuilder();
        List<Value> files = List.of();
        long bytes = 0;
        for (int page = 1; page <= MOST_PAGES && (page == 1 || files.size() == PER_PAGE); page++) {
            HttpResponse<byte[]> answer = ok(asked(get(path + "/files?per_page=" + PER_PAGE + "&page=" + page, JSON)));
            bytes += answer.body().length;
            if (bytes > MAX_BYTES) {
                throw new Fault.Invalid(
                        "github.too-large",
                        "The pull request changes more than the %d MiB that are read of one; split it."
                                .formatted(MAX_BYTES / 1024 / 1024));
            }
            files = json(answer).each();
            files.forEach(file -> add(file, diff));
        }
        return diff.toString();
    }

    private static void add(Value file, StringBuilder diff) {
        String name = quoted(file.at("filename").text().orElse(""));
        String before = quoted(file.at("previous_filename")
                .text()
                .orElse(file.at("filename").text().orElse("")));
        String status = file.at("status").text().orElse("");
        diff.append("diff --git ")
                .append(side("a/", before))
                .append(' ')
                .append(side("b/", name))
                .append('\n');
        Optional<String> patch = file.at("patch").text();
        diff.append("--- ")
                .append(status.equals("added") ? "/dev/null" : side("a/", before))
                .append('\n');
        diff.append("+++ ")
                .append(status.equals("removed") ? "/dev/null" : side("b/", name))
                .append('\n');
        // GitHub tells no patch of what is binary, or very large
        diff.append(patch.orElse("Binary files differ")).append('\n');
    }

    private static String side(String side, String quoted) {
        return quoted.startsWith("\"") ? "\"" + side + quoted.substring(1) : side + quoted;
    }

    /** As git writes a name that would break a line. */
    private static String quoted(String name) {
        boolean isPlain = name.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\');
        return isPlain
                ? name
                : "\""
                        + name.replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n")
                                .replace("\t", "\\t")
                                .replace("\r", "\\r")
                        + "\"";
    }

    /** The comment of a pull request that has this text in it, where there is one. */
    public Optional<Comment> comment(PullNumber number, String marker) {
        String path = "/repos/" + number.repository() + "/issues/" + number.number() + "/comments?per_page=" + PER_PAGE;
        List<Value> comments = List.of();
        for (int page = 1; page <= MOST_PAGES && (page == 1 || comments.size() == PER_PAGE); page++) {
            comments = json(ok(asked(get(path + "&page=" + page, JSON)))).each();
            Optional<Comment> found = comments.stream()
                    .filter(one -> one.at("body")
                            .text()
                            .filter(text -> text.contains(marker))
                            .isPresent())
                    .findFirst()
                    .map(GitHub::comment);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    public Comment addComment(PullNumber number, String text) {
        String path = "/repos/" + number.repository() + "/issues/" + number.number() + "/comments";
        return comment(json(ok(asked(request(path, JSON)
                .POST(BodyPublishers.ofString(new Json().with("body", text).text()))))));
    }

    /** Empty where there is no such comment any more. */
    public Optional<Comment> changeComment(PullNumber number, long id, String text) {
        HttpResponse<byte[]> answer = asked(request("/repos/" + number.repository() + "/issues/comments/" + id, JSON)
                .method(
                        "PATCH",
                        BodyPublishers.ofString(new Json().with("body", text).text())));
        return answer.statusCode() == 404 || answer.statusCode() == 410
                ? Optional.empty()
                : Optional.of(comment(json(ok(answer))));
    }

    private static Comment comment(Value comment) {
        return new Comment(
                Json.spelling(comment.at("id")).map(Long::parseLong).orElseThrow(GitHub::unreadable),
                comment.at("html_url").text().orElse(""));
    }

    private HttpRequest.Builder get(String path, String accept) {
        return request(path, accept).GET();
    }

    private HttpRequest.Builder request(String path, String accept) {
        if (token.isBlank()) {
            throw new Fault.Invalid(
                    "github.unconfigured",
                    "Set GITHUB_TOKEN of the chat-service: without it no pull request is reviewed.");
        }
        return HttpRequest.newBuilder(URI.create(api + path))
                .header("Accept", accept)
                .header("Authorization", "Bearer " + token)
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("Content-Type", "application/json")
                .header("User-Agent", "infrastructure-hub")
                .timeout(timeout);
    }

    private HttpResponse<byte[]> asked(HttpRequest.Builder request) {
        Duration pause = Duration.between(clock.instant(), notBefore.get());
        if (pause.isPositive()) {
            throw busy(pause);
        }
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        try {
            // also of a body that never ends
            return limited(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            throw away("does not answer within " + timeout.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw away(
                    e.getCause() instanceof IOException ? "cannot be reached, or answers more than is read" : "fails");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw away("was not waited for");
        } finally {
            answer.cancel(true);
        }
    }

    /** The answer, unless it is that too much was asked. */
    private HttpResponse<byte[]> limited(HttpResponse<byte[]> answer) {
        Optional<Duration> pause = pause(answer);
        if (pause.isPresent()) {
            notBefore.set(clock.instant().plus(pause.get()));
            throw busy(pause.get());
        }
        return answer;
    }

    /** GitHub says by 403 too that a limit is reached. */
    private Optional<Duration> pause(HttpResponse<byte[]> answer) {
        Optional<String> after = answer.headers().firstValue("Retry-After");
        boolean isUsedUp = answer.headers()
                .firstValue("X-RateLimit-Remaining")
                .filter("0"::equals)
                .isPresent();
        boolean isLimit = answer.statusCode() == TOO_MANY
                || (answer.statusCode() == 403 && (after.isPresent() || isUsedUp))
                || (answer.statusCode() == 503 && after.isPresent());
        if (!isLimit) {
            return Optional.empty();
        }
        return Optional.of(after.flatMap(GitHub::number)
                .map(Duration::ofSeconds)
                .or(() -> answer.headers()
                        .firstValue("X-RateLimit-Reset")
                        .filter(_ -> isUsedUp)
                        .flatMap(GitHub::number)
                        .map(at -> Duration.between(clock.instant(), Instant.ofEpochSecond(at))))
                .filter(Duration::isPositive)
                .map(pause -> pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause)
                .orElse(PAUSE));
    }

    private static Optional<Long> number(String text) {
        boolean isNumber = !text.isEmpty() && text.length() < 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static HttpResponse<byte[]> ok(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status == 200 || status == 201) {
            return answer;
        }
        throw switch (status) {
            case 401 ->
                new Fault.Unavailable("github.unauthorized", "GitHub refuses the token; give GITHUB_TOKEN a good one.");
            case 403 ->
                new Fault.Unavailable(
                        "github.forbidden",
                        "GitHub's token may not do that; it needs to read contents and to write pull requests.");
            case 404, 410 ->
                new Fault.Invalid(
                        "github.not-found", "GitHub knows no such pull request, or the token may not see it.");
            case 422 -> new Fault.Invalid("github.rejected", "GitHub does not take the comment.");
            default -> away("answers " + status);
        };
    }

    private static Value json(HttpResponse<byte[]> answer) {
        return JsonValues.parse(new String(answer.body(), UTF_8)).orElseThrow(GitHub::unreadable);
    }

    private static Fault unreadable() {
        return away("answers with what is not its API's");
    }

    private static Fault away(String why) {
        return new Fault.Unavailable("github.unavailable", "GitHub " + why + ".");
    }

    private static Fault busy(Duration pause) {
        return new Fault.Unavailable(
                "github.busy", "GitHub wants to be asked again in " + Math.max(1, pause.toSeconds()) + " s.", pause);
    }
}
