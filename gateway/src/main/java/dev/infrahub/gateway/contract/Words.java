package dev.infrahub.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/**
 * What the contract says in words, and its examples: resources under {@code openapi/}, because Javadoc is gone at run time
 * and annotations would hide the code. Each endpoint has a file of its own, {@code post-cab-approve.json} for {@code POST
 * /api/cab/approve}; members and parameters mean the same everywhere, so {@code members.json} explains each once.
 */
final class Words {

    private static final JsonNode MEMBERS = resource("members");

    private static final String API = "/api/";

    private Words() {}

    /** What a member of a record, or a parameter, means: its own explanation, or that of its name. */
    static @Nullable String of(Class<?> owner, String name) {
        return MEMBERS.path(owner.getSimpleName() + "." + name)
                .asText(MEMBERS.path(name).asText(null));
    }

    static JsonNode resource(String name) {
        String path = "/openapi/" + name + ".json";
        try (InputStream in = Words.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + path);
            }
            return Json.mapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** The name of an endpoint, and of its file. */
    static String name(HandlerMethod endpoint) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(endpoint.getMethod(), RequestMapping.class);
        if (mapping == null) {
            throw new IllegalStateException(endpoint + " has no path");
        }
        String whole = mapping.path()[0];
        String path = whole.substring(whole.startsWith(API) ? API.length() : 1)
                .replaceAll("[{}]", "")
                .replace('/', '-');
        return mapping.method()[0].name().toLowerCase(Locale.ROOT) + "-" + path;
    }
}
