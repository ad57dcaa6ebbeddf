package dev.infrahub.standalone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** How a value is written down a second time that is known to be secret from where it stands first. */
enum Spelt {
    AS_IT_IS(UnaryOperator.identity()),
    IN_A_SENTENCE(secret -> "rotated " + secret + " today"),
    IN_A_WORD(secret -> "x" + secret + "y"),
    JSON_ESCAPES(secret -> "\\\"" + secret.replace("<", "\\u003c").replace("&", "\\u0026") + "\\\""),
    JSON_ESCAPES_IN_CAPITALS(secret -> secret.replace("<", "\\u003C").replace("&", "\\u0026")),
    HTML(secret -> secret.replace("&", "&amp;").replace("<", "&lt;")),
    URL(secret -> "https://example.com/?q=" + URLEncoder.encode(secret, StandardCharsets.UTF_8)),
    LOWER_CASE(secret -> secret.toLowerCase(Locale.ROOT)),
    UPPER_CASE(secret -> secret.toUpperCase(Locale.ROOT)),
    BASE64(secret -> base64(secret)),
    BASE64_WITHOUT_PADDING(secret -> base64(secret).replace("=", "")),
    BASE64_OF_URLS(secret -> Base64.getUrlEncoder().encodeToString(bytes(secret))),
    BASE64_OF_A_SENTENCE(secret -> base64("x" + secret + ", and so on")),
    BASE64_OF_ANOTHER(secret -> base64("xy" + secret + ", and so on")),
    BASE64_IN_A_SENTENCE(secret -> "sent as " + base64("abc" + secret + "def") + " today"),
    BASE64_TWICE(secret -> base64(base64("it is " + secret + " there"))),
    BASE64_WRAPPED(secret -> Base64.getMimeEncoder(20, bytes("\n")).encodeToString(bytes("abcdefghij" + secret))),
    HEX(secret -> HexFormat.of().formatHex(bytes(secret))),
    HEX_IN_CAPITALS(secret -> "0x" + HexFormat.of().withUpperCase().formatHex(bytes(secret))),
    HEX_WITH_COLONS(secret -> HexFormat.ofDelimiter(":").formatHex(bytes(secret))),
    HEX_OF_CODE(secret -> HexFormat.ofDelimiter(", ").withPrefix("0x").formatHex(bytes(secret))),
    OCTAL(secret -> octal(secret)),
    UNSEEN_WITHIN(secret -> secret.substring(0, 3) + "\u200B" + secret.substring(3)),
    GZIP(secret ->
            Base64.getEncoder().encodeToString(gzip("this and that: " + secret + ", and more of this and that")));

    @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
    private final UnaryOperator<String> spelling;

    Spelt(UnaryOperator<String> spelling) {
        this.spelling = spelling;
    }

    String of(String secret) {
        return spelling.apply(secret);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String octal(String text) {
        StringBuilder octal = new StringBuilder();
        for (byte octet : bytes(text)) {
            octal.append("\\%03o".formatted(octet & 0xFF));
        }
        return octal.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(bytes(text));
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
