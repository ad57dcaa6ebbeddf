package dev.infrahub.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.StringUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses a head of a request that no endpoint can read: media types that are none, text that is not UTF-8 or holds a NUL,
 * which no database takes, and what is said twice, which may be read in two ways.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
public final class RequestHead implements WebFilter {

    /** Of these one counts, and each reader would choose its own. */
    private static final List<String> SAID_ONCE = List.of(
            HttpHeaders.HOST,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.CONTENT_ENCODING,
            HttpHeaders.AUTHORIZATION,
            "X-Api-Key",
            "Idempotency-Key");

    /** Spring fails on more of them. */
    private static final int MOST_RANGES = 50;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return wrong(exchange.getRequest()).map(Mono::<Void>error).orElseGet(() -> chain.filter(exchange));
    }

    private static Optional<Problem> wrong(ServerHttpRequest request) {
        return wrongHeader(request.getHeaders())
                .or(() -> wrongPath(request.getURI().getRawPath()))
                .or(() -> wrongQuery(request.getURI().getRawQuery()));
    }

    private static Optional<Problem> wrongHeader(HttpHeaders headers) {
        if (!isReadable(headers::getContentType)) {
            return Optional.of(Problem.of(415, "content_type.unsupported", "Content-Type is no media type.")
                    .field(HttpHeaders.CONTENT_TYPE));
        }
        if (!isReadable(headers::getAccept)) {
            return Optional.of(Problem.of(406, "accept.unsupported", "Accept is no list of media types.")
                    .field(HttpHeaders.ACCEPT));
        }
        if (headers.getAccept().size() > MOST_RANGES) {
            return Optional.of(
                    Problem.of(406, "accept.unsupported", "Accept names more than " + MOST_RANGES + " media types.")
                            .field(HttpHeaders.ACCEPT));
        }
        return SAID_ONCE.stream()
                .filter(name -> headers.getOrEmpty(name).size() > 1)
                .findFirst()
                .map(name -> Problem.of(400, "header.repeated", name + " takes one value.")
                        .field(name));
    }

    private static boolean isReadable(Runnable header) {
        try {
            header.run();
            return true;
        } catch (InvalidMediaTypeException notOne) {
            return false;
        }
    }

    private static Optional<Problem> wrongPath(String raw) {
        return isText(raw)
                ? Optional.empty()
                : Optional.of(Problem.of(404, "path.unknown", "There is nothing at a path that is no UTF-8."));
    }

    private static Optional<Problem> wrongQuery(@Nullable String raw) {
        List<String> parameters = raw == null ? List.of() : List.of(raw.split("&"));
        List<String> names = parameters.stream().map(RequestHead::rawName).toList();
        return Stream.concat(
                        parameters.stream()
                                .filter(parameter -> !isText(parameter))
                                .map(parameter -> Problem.parameter(shown(rawName(parameter)), "UTF-8 without a NUL")),
                        names.stream()
                                .filter(name -> !name.isEmpty() && names.indexOf(name) < names.lastIndexOf(name))
                                .map(name -> Problem.of(400, "parameter.repeated", shown(name) + " takes one value.")
                                        .field(shown(name))))
                .findFirst();
    }

    /** As another spelling of it would be read. */
    private static String rawName(String parameter) {
        String raw = parameter.split("=", 2)[0];
        return isText(raw) ? StringUtils.uriDecode(raw.replace('+', ' '), StandardCharsets.UTF_8) : raw;
    }

    private static String shown(String name) {
        return KnownNames.isShown(name) ? name : "query";
    }

    /** Whether it is, percent-encoded, UTF-8 without a NUL: half a character is none. */
    private static boolean isText(String encoded) {
        byte[] bytes = new byte[encoded.length()];
        int length = 0;
        for (int at = 0; at < encoded.length(); at++) {
            char unit = encoded.charAt(at);
            if (unit >= 0x80) {
                return false;
            }
            if (unit == '%') {
                unit = (char) Integer.parseInt(encoded, at + 1, at + 3, 16);
                at += 2;
            }
            if (unit == 0) {
                return false;
            }
            bytes[length++] = (byte) unit;
        }
        return isUtf8(Arrays.copyOf(bytes, length));
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }
}
