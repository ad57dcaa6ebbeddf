package dev.infrahub.console.remote;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriUtils;

/** A path and a query, of the gateway or of ours: every part of them is encoded, so that nothing in one ends it. */
public record Path(String text) {

    public static Path of(String fixed) {
        return new Path(fixed);
    }

    /** One segment more; of dots alone it would be a step to another folder. */
    public Path segment(String value) {
        if (value.equals(".") || value.equals("..")) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return new Path(text + "/" + UriUtils.encode(value, StandardCharsets.UTF_8));
    }

    /** A parameter, where it says something. */
    public Path with(String name, @Nullable Object value) {
        String said = value == null ? "" : value.toString();
        return said.isBlank()
                ? this
                : new Path(text + (text.indexOf('?') < 0 ? '?' : '&') + name + "="
                        + UriUtils.encode(said, StandardCharsets.UTF_8));
    }

    public Path with(String name, Optional<String> value) {
        return with(name, value.orElse(null));
    }

    @Override
    public String toString() {
        return text;
    }
}
