package dev.infrahub.console.web;

import dev.infrahub.console.session.Door;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** The stylesheet and the scripts: from here alone, under names that change with what is in them, so that they are kept for good. */
@RestController
public final class Assets {

    private static final String PATH = Door.ASSETS;

    private static final Duration KEPT = Duration.ofDays(365);
    private static final int NAMED_BY = 12;
    private static final Map<String, String> FILES = Map.of(
            "console.css", "/assets/console.css",
            "console.js", "/assets/console.js",
            "icon.svg", "/assets/icon.svg",
            "htmx.js", "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js",
            "sse.js", "/META-INF/resources/webjars/htmx-ext-sse/2.2.2/sse.js");

    private final Map<String, Asset> byAddress = new LinkedHashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();

    private record Asset(String type, byte[] plain, byte[] zipped) {}

    public Assets() {
        FILES.forEach((name, file) -> {
            byte[] bytes = read(file);
            String address = PATH + hash(bytes) + "-" + name;
            addresses.put(name, address);
            byAddress.put(address, new Asset(type(name), bytes, zip(bytes)));
        });
    }

    /** Where a page finds it. */
    public String address(String name) {
        String address = addresses.get(name);
        if (address == null) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return address;
    }

    @GetMapping(PATH + "{name}")
    ResponseEntity<byte[]> get(@PathVariable String name, ServerWebExchange exchange) {
        Asset asset = byAddress.get(PATH + name);
        if (asset == null) {
            return ResponseEntity.notFound().build();
        }
        String takes = exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT_ENCODING);
        boolean zipped = takes != null && takes.contains("gzip");
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(KEPT).cachePublic().immutable())
                .header(HttpHeaders.CONTENT_TYPE, asset.type())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return zipped
                ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(asset.zipped())
                : answer.body(asset.plain());
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "css" -> "text/css;charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> "text/javascript;charset=utf-8";
        };
    }

    private static byte[] read(String file) {
        try (InputStream in = Assets.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    private static byte[] zip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, NAMED_BY);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
