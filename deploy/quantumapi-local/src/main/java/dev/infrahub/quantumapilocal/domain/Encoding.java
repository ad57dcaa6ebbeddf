package dev.infrahub.quantumapilocal.domain;

import java.util.Locale;
import java.util.Optional;

/** How a plaintext is written. */
public enum Encoding {
    BASE64,
    UTF8;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In any case, and {@code utf-8} too. */
    public static Optional<Encoding> of(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "base64" -> Optional.of(BASE64);
            case "utf8", "utf-8" -> Optional.of(UTF8);
            default -> Optional.empty();
        };
    }
}
