package dev.infrahub.catalog;

import dev.infrahub.json.Json;
import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import dev.infrahub.secrets.Secrets;
import dev.infrahub.ssh.EntityRef;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Backstage's own catalog, by its API: page by page, and of a page that is as it was nothing comes again. */
public final class BackstageApi implements CatalogSource {

    private static final Duration LONGEST_PAGE = Duration.ofSeconds(30);
    private static final long LARGEST_PAGE = 16 * 1024 * 1024;
    private static final int MOST_ENTITIES = 50_000;
    private static final int MOST_UNREADABLE = 1_000;
    private static final int A_PAGE = 250;
    private static final int MOST_PAGES = 2 * MOST_ENTITIES / A_PAGE;

    private static final String FIELDS =
            "kind,metadata.name,metadata.namespace,metadata.annotations,spec.type,spec.owner,spec.system";

    private final HttpClient http;
    private final URI base;
    private final Optional<String> token;
    private Map<String, Page> last = Map.of();

    /**
     * @param base of the backend, such as {@code https://backstage.example}
     * @param token sent there and nowhere else: no redirection is followed
     */
    public BackstageApi(HttpClient http, URI base, Optional<String> token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    /** One page as it was read; what is not needed of it is not kept. */
    private record Page(
            Optional<String> etag, List<Entity> entities, List<Unreadable> unreadable, Optional<String> next) {}

    @Override
    public Catalog read() {
        Map<String, Page> pages = new HashMap<>();
        Map<EntityRef, Entity> entities = new LinkedHashMap<>();
        List<Unreadable> unreadable = new ArrayList<>();
        Optional<String> query = Optional.of("limit=" + A_PAGE + "&fields=" + encoded(FIELDS));
        while (query.isPresent()) {
            Page page = page(query.get());
            boolean isNew = pages.put(query.get(), page) == null;
            page.entities().forEach(entity -> entities.putIfAbsent(entity.ref(), entity));
            unreadable.addAll(page.unreadable());
            if (!isNew
                    || pages.size() > MOST_PAGES
                    || entities.size() > MOST_ENTITIES
                    || unreadable.size() > MOST_UNREADABLE) {
                throw new CatalogUnavailable(
                        "catalog.too_large",
                        "Backstage tells more than %d entities, or pages without end.".formatted(MOST_ENTITIES));
            }
            query = page.next()
                    .map(cursor -> "limit=" + A_PAGE + "&fields=" + encoded(FIELDS) + "&cursor=" + encoded(cursor));
        }
        if (entities.isEmpty()) {
            throw new CatalogUnavailable("catalog.empty", "Backstage tells of no entity; what was known is kept.");
        }
        last = pages;
        return new Catalog(List.copyOf(entities.values()), unreadable);
    }

    private Page page(String query) {
        Page before = last.get(query);
        Optional<String> etag = before == null ? Optional.empty() : before.etag();
        HttpResponse<byte[]> answer = asked(query, etag);
        if (answer.statusCode() == 304 && before != null) {
            return before;
        }
        if (answer.statusCode() != 200) {
            throw refused(answer.statusCode());
        }
        return page(answer);
    }

    private HttpResponse<byte[]> asked(String query, Optional<String> etag) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(base + "/api/catalog/entities/by-query?" + query))
                .header("Accept", "application/json")
                .timeout(LONGEST_PAGE);
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        etag.ifPresent(text -> request.header("If-None-Match", text));
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_PAGE));
        try {
            // also of a body that never ends
            return answer.get(LONGEST_PAGE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw unreachable("does not answer within " + LONGEST_PAGE.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw unreachable(
                    e.getCause() instanceof IOException ? "cannot be reached, or answers more than is read" : "fails");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw unreachable("was not waited for");
        } finally {
            answer.cancel(true);
        }
    }

    private static CatalogUnavailable refused(int status) {
        return switch (status) {
            case 401, 403 ->
                new CatalogUnavailable(
                        "catalog.forbidden",
                        "Backstage refuses the token (" + status
                                + "); give HUB_CATALOG_TOKEN one of its externalAccess.");
            default -> unreachable("answers " + status);
        };
    }

    private static CatalogUnavailable unreachable(String why) {
        return new CatalogUnavailable("catalog.unreachable", "Backstage " + why + ".");
    }

    private static Page page(HttpResponse<byte[]> answer) {
        Value said = JsonValues.parse(new String(answer.body(), StandardCharsets.UTF_8))
                .orElseThrow(() -> unreachable("answers with what is no JSON"));
        if (!(said.at("items") instanceof Value.Items(var items))) {
            throw unreachable("answers with what is no page of entities");
        }
        List<Entity> entities = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        for (Value item : items) {
            String ref = ref(item);
            try {
                entities.add(EntityReader.read(item, ref, Optional.empty()));
            } catch (EntityReader.Malformed malformed) {
                unreadable.add(new Unreadable(
                        ref, ref.equals(Unreadable.ANY) ? "an entity of Backstage" : ref, malformed.sentence()));
            }
        }
        return new Page(
                answer.headers().firstValue("ETag"),
                entities,
                unreadable,
                said.at("pageInfo", "nextCursor").text().filter(text -> !text.isEmpty()));
    }

    private static String ref(Value item) {
        String namespace = item.at("metadata", "namespace").text().orElse(EntityReader.DEFAULT_NAMESPACE);
        return item.at("kind")
                .text()
                .flatMap(kind ->
                        Json.spelling(item.at("metadata", "name")).map(name -> kind + ":" + namespace + "/" + name))
                .flatMap(BackstageApi::whole)
                .filter(ref -> Secrets.find(ref).isEmpty())
                .orElse(Unreadable.ANY);
    }

    private static Optional<String> whole(String ref) {
        try {
            return Optional.of(new EntityRef(ref).text());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
