package dev.infrahub.connections;

import dev.infrahub.faults.SettingRefused;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** libpq's modes that say what they do; {@code allow} and {@code prefer} go without TLS where somebody in between wants it. */
public enum SslMode {
    DISABLE,
    /** Encrypted, to whoever answers. */
    REQUIRE,
    /** Whose certificate is signed as it must be. */
    VERIFY_CA,
    /** And names the host that was asked for. */
    VERIFY_FULL;

    static SslMode named(String text) {
        if (text.isBlank()) {
            return DISABLE;
        }
        return Arrays.stream(values())
                .filter(mode -> mode.text().equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> new SettingRefused("POSTGRES_SSL_MODE must be one of "
                        + Arrays.stream(values()).map(SslMode::text).collect(Collectors.joining(", ")) + ", not '"
                        + text + "'."));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean checksCertificate() {
        return this == VERIFY_CA || this == VERIFY_FULL;
    }
}
