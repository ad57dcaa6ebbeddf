package dev.infrahub.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class KnownSecretsTests {

    private static final List<String> SECRETS = List.of(
            "hunter2-Xk9",
            "correct horse battery staple",
            "Winter2024!",
            "a<b>&\"c'd/e\\f",
            "p\u00E4ssw\u00F6rt-\u5BC6\u7801",
            "s3cr3t+/==",
            "x%41y%2Fz",
            "TOPSECRETVALUE",
            """
            -----BEGIN %s KEY-----
            MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEA
            AoIBAQC7VJTUt9Us8cKjMzEfYyji
            -----END %s KEY-----""".formatted("PRIVATE", "PRIVATE"));

    private static final int BINARY = 30;

    private static final Map<String, UnaryOperator<String>> SPELLINGS = spellings();

    private static Map<String, UnaryOperator<String>> spellings() {
        Map<String, UnaryOperator<String>> all = new LinkedHashMap<>();
        all.put("itself", secret -> secret);
        all.put("JSON", KnownSecretsTests::json);
        all.put(
                "JSON of Go",
                secret -> json(secret)
                        .replace("<", "\\u003c")
                        .replace(">", "\\u003e")
                        .replace("&", "\\u0026"));
        all.put("JSON of PHP", secret -> json(secret).replace("/", "\\/"));
        all.put("JSON in JSON", secret -> json(json(secret)));
        all.put("JSON in JSON in JSON", secret -> json(json(json(secret))));
        all.put("all by number", secret -> each(secret, "\\u%04x"));
        all.put("all by NUMBER", secret -> each(secret, "\\u%04X"));
        all.put("octal", secret -> octets(secret, "\\%03o"));
        all.put("code points in braces", secret -> points(secret, "\\u{%x}"));
        all.put("code points of eight digits", secret -> points(secret, "\\U%08X"));
        for (String unseen : List.of("\u200B", "\u00AD", "\uFE0F", "\u2060")) {
            all.put(
                    "with %04X within".formatted((int) unseen.charAt(0)),
                    secret -> secret.substring(0, 5) + unseen + secret.substring(5));
        }
        for (String between : List.of(":", " ", "-", ", 0x")) {
            all.put(
                    "hexadecimal with '" + between + "' between",
                    secret -> HexFormat.ofDelimiter(between).formatHex(bytes(secret)));
        }
        all.put("HTML", secret -> html(secret));
        all.put("HTML by number", secret -> each(secret, "&#%d;"));
        all.put("HTML by hexadecimal number", secret -> each(secret, "&#x%x;"));
        all.put("form", secret -> URLEncoder.encode(secret, StandardCharsets.UTF_8));
        all.put(
                "URL",
                secret -> URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"));
        all.put("URL, all", secret -> octets(secret, "%%%02X"));
        all.put("URL, all, small", secret -> octets(secret, "%%%02x"));
        all.put("URL in URL", secret -> octets(octets(secret, "%%%02X"), "%%%02X"));
        all.put("URL in JSON", secret -> json(octets(secret, "%%%02X")));
        all.put("hexadecimal", secret -> HexFormat.of().formatHex(bytes(secret)));
        all.put("HEXADECIMAL", secret -> HexFormat.of().withUpperCase().formatHex(bytes(secret)));
        all.put("base64", secret -> Base64.getEncoder().encodeToString(bytes(secret)));
        all.put(
                "base64 without padding",
                secret -> Base64.getEncoder().withoutPadding().encodeToString(bytes(secret)));
        all.put("base64 for URLs", secret -> Base64.getUrlEncoder().encodeToString(bytes(secret)));
        all.put(
                "base64 of PHP",
                secret -> Base64.getEncoder().encodeToString(bytes(secret)).replace("/", "\\/"));
        all.put("base64 in base64", secret -> encoded("a line before it: " + encoded("and " + secret)));
        all.put("base64 of JSON", secret -> encoded("{\"password\": \"" + json(secret) + "\"}"));
        for (String before : List.of("", "x", "xy")) {
            all.put("base64 behind " + before.length(), secret -> encoded(before + secret));
            all.put("base64 within, behind " + before.length(), secret -> encoded(before + secret + "more"));
            all.put("base64 within binary, behind " + before.length(), secret -> within(before, secret));
        }
        all.put(
                "wrapped base64",
                secret -> Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes("x".repeat(70) + secret)));
        all.put(
                "narrow base64",
                secret -> Base64.getMimeEncoder(20, new byte[] {'\n'}).encodeToString(bytes(secret)));
        all.put("base64 of gzip", secret -> Base64.getEncoder().encodeToString(gzip("text before " + secret)));
        all.put(
                "base64 of UTF-16",
                secret -> Base64.getEncoder()
                        .encodeToString(("connect with " + secret).getBytes(StandardCharsets.UTF_16LE)));
        all.put("upper case", secret -> secret.toUpperCase(Locale.ROOT));
        all.put("lower case", secret -> secret.toLowerCase(Locale.ROOT));
        all.put("indented", secret -> secret.replace("\n", "\n        "));
        return all;
    }

    @Test
    void every_spelling_of_every_secret_is_found_in_any_place() {
        List<String> missed = new ArrayList<>();
        for (String secret : SECRETS) {
            KnownSecrets known = KnownSecrets.of(List.of("unrelated-9f8e7d", secret));
            for (var spelling : SPELLINGS.entrySet()) {
                String written = spelling.getValue().apply(secret);
                for (String frame : List.of(
                        "%s",
                        "x = \"%s\"", "{\"k\":\"%s\"}", "before %s behind", "a\n%s\nb", "https://x?p=%s&y", "[%s]")) {
                    String text = frame.replace("%s", written);
                    String left = known.replace(text, _ -> "#");
                    int around = spelling.getKey().startsWith("base64 within") ? 2 * BINARY * 4 / 3 + 8 : 4;
                    if (left.contains(written) || left.length() > frame.length() + around) {
                        missed.add(spelling.getKey() + " of " + secret + " in " + frame + ": " + left);
                    }
                }
            }
        }
        assertThat(missed).isEmpty();
    }

    @Test
    void what_is_left_is_what_stood_around_it() {
        KnownSecrets known = KnownSecrets.of(List.of("hunter2-Xk9"));
        assertThat(known.replace("a hunter2-Xk9 b HUNTER2\\u002dXK9 c", _ -> "#"))
                .isEqualTo("a # b # c");
        assertThat(known.find("a hunter2-Xk9")).containsExactly(new Finding("known-secret", 2, 13));
    }

    @Test
    void a_number_is_found_as_others_print_it() {
        KnownSecrets known = KnownSecrets.of(List.of("1234567", "98765432.10"));
        for (String number : List.of(
                "1234567",
                "1234567.0",
                "1.234567e6",
                "1.234567E6",
                "1.234567e+06",
                "1,234,567",
                "98765432.1",
                "9.87654321e7")) {
            assertThat(known.areIn("x = " + number + " y")).as(number).isTrue();
        }
        for (String number : List.of("12345678", "0.1234567123", "1.234567e60", "91234567")) {
            assertThat(known.areIn("x = " + number + " y")).as(number).isFalse();
        }
    }

    @Test
    void what_is_short_is_found_where_it_is_no_coincidence() {
        KnownSecrets known = KnownSecrets.of(List.of("abc", "abcd", "s3cr3t", "postgres"));
        assertThat(known.areIn("abc")).isFalse();
        assertThat(known.areIn("abcd")).isTrue();
        assertThat(known.areIn("YWJjZA==")).isTrue();
        assertThat(known.areIn("abcd efgh")).isFalse();
        assertThat(known.areIn("is s3cr3t here")).isTrue();
        assertThat(known.areIn("is as3cr3t here")).isFalse();
        assertThat(known.areIn("S3CR3T")).isFalse();
        assertThat(known.areIn("mypostgresql")).isTrue();
        assertThat(known.areIn("Postgres")).isFalse();
    }

    @Test
    void nothing_is_found_in_what_holds_none() {
        Random random = new Random(7);
        KnownSecrets known = KnownSecrets.of(SECRETS);
        byte[] bytes = new byte[300_000];
        random.nextBytes(bytes);
        assertThat(known.find(Base64.getEncoder().encodeToString(bytes))).isEmpty();
        assertThat(known.find(HexFormat.of().formatHex(bytes))).isEmpty();
        assertThat(known.find(Specimens.ordinary())).isEmpty();
        assertThat(KnownSecrets.of(List.of()).isEmpty()).isTrue();
        assertThat(KnownSecrets.of(List.of("", "  ", "abc")).isEmpty()).isTrue();
    }

    @Test
    void what_is_printed_byte_by_byte_takes_no_room_from_other_secrets() {
        Random random = new Random(7);
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            many.add(HexFormat.of().toHexDigits(random.nextLong(), 14));
        }
        assertThat(KnownSecrets.of(many).find(String.join(" ", many))).hasSize(many.size());
    }

    @Test
    void many_secrets_that_begin_alike_and_texts_made_of_them_are_soon_searched() {
        List<String> alike = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            alike.add("a".repeat(i % 300) + "b".repeat(i / 300) + i);
        }
        KnownSecrets known = KnownSecrets.of(alike);
        for (String text : List.of(
                "a".repeat(1_000_000),
                "ab".repeat(500_000),
                "a\n".repeat(500_000),
                "\\u0061".repeat(160_000),
                "%61".repeat(300_000),
                "aGVsbG8gd29ybGQh".repeat(60_000))) {
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> known.find(text));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(bytes(text));
    }

    /** Which is not decoded, because it is no text. */
    private static String within(String before, String secret) {
        byte[] binary = new byte[BINARY];
        new Random(7).nextBytes(binary);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(binary);
        all.writeBytes(bytes(before + secret));
        all.writeBytes(binary);
        return Base64.getEncoder().encodeToString(all.toByteArray());
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String each(String text, String format) {
        return text.chars().mapToObj(format::formatted).collect(Collectors.joining());
    }

    private static String points(String text, String format) {
        return text.codePoints().mapToObj(format::formatted).collect(Collectors.joining());
    }

    private static String octets(String text, String format) {
        StringBuilder octets = new StringBuilder();
        for (byte b : bytes(text)) {
            octets.append(format.formatted(b));
        }
        return octets.toString();
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(bytes(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
