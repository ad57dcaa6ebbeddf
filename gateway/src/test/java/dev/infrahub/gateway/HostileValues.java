package dev.infrahub.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** What nobody sends who means well: as text, as JSON, as bytes of a URL. The same list each time. */
final class HostileValues {

    /** Stands in every text, so that it can be looked for where nothing of a request may be. */
    static final String NEEDLE = "zq9needle";

    private HostileValues() {}

    /** For every place that takes text; each place writes them in its own way. */
    static List<String> texts() {
        List<String> texts = new ArrayList<>(List.of(
                "",
                " ",
                "\t",
                NEEDLE,
                NEEDLE + "\0",
                "a\0" + NEEDLE + "\0b",
                NEEDLE + "\u0001",
                NEEDLE + "\u001b[31m",
                NEEDLE + "\u0085" + NEEDLE,
                NEEDLE + "\u200b\u200d",
                NEEDLE + "\u2028" + NEEDLE,
                NEEDLE + "\u202etxt.exe",
                NEEDLE + "\u2066x\u2069",
                "\ufeff" + NEEDLE,
                NEEDLE + "\ufffe\uffff",
                NEEDLE + "\ud800",
                "\udc00" + NEEDLE,
                NEEDLE + "\udbff\udfff",
                NEEDLE + "e\u0301".repeat(100),
                NEEDLE + "👩‍👩‍👧‍👦",
                NEEDLE.repeat(40),
                NEEDLE.repeat(400),
                ".".repeat(500) + NEEDLE,
                NEEDLE + "\r\nSet-Cookie: " + NEEDLE + "=1",
                NEEDLE + "\n*",
                "*",
                "../../../" + NEEDLE,
                "..\\..\\" + NEEDLE,
                NEEDLE + ";v=1",
                "' or 1=1 -- " + NEEDLE,
                "\"; drop table operations; -- " + NEEDLE,
                "%" + NEEDLE + "_\\",
                "%00" + NEEDLE,
                "${jndi:ldap://" + NEEDLE + "}",
                "<script>" + NEEDLE + "</script>",
                "=" + NEEDLE + "!A1",
                "{\"" + NEEDLE + "\":",
                "\"" + NEEDLE + "\\",
                "null",
                "true",
                "-1",
                "0",
                "2147483648",
                "99999999999999999999999999",
                "1e999999999",
                "NaN",
                "٣",
                "00000000-0000-0000-0000-000000000000",
                "1-1-1-1-1",
                "+294277-01-01T00:00:00Z",
                "-999999999-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59.999999999Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z",
                "9999-12-31T23:59:59-18:00",
                "2026-02-30T00:00:00Z",
                "2026-01-01T00:00:00+99:99"));
        for (String place : List.of(
                Instant.MIN + " x",
                Instant.MAX + " x",
                "9999-12-31T00:00:00Z " + NEEDLE + "\0",
                "2026-01-01T00:00:00Z")) {
            texts.add(Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8)));
        }
        return List.copyOf(texts);
    }

    /** For every place of a JSON body, instead of what belongs there. */
    static List<byte[]> json() {
        return Stream.concat(
                        Stream.of(
                                        "null",
                                        "0",
                                        "-1",
                                        "1.5",
                                        "-9223372036854775809",
                                        "99999999999999999999999999",
                                        "1e999999999",
                                        "1e-999999999",
                                        "7".repeat(10_000),
                                        "0." + "0".repeat(900) + "1",
                                        "NaN",
                                        "01",
                                        "[]",
                                        "{}",
                                        "[null]",
                                        "[[\"" + NEEDLE + "\"]]",
                                        "[\"" + NEEDLE + "\",1]",
                                        "[" + "\"a\",".repeat(2_000) + "\"" + NEEDLE + "\"]",
                                        "{\"" + NEEDLE + "\":1}",
                                        "{\"" + NEEDLE + "\":1,\"" + NEEDLE + "\":2}",
                                        "{\"\\u0000\":\"" + NEEDLE + "\"}",
                                        "{\"\\ud800\":\"" + NEEDLE + "\"}",
                                        "{\"" + NEEDLE.repeat(8_000) + "\":1}",
                                        "[".repeat(60) + "\"" + NEEDLE + "\"" + "]".repeat(60),
                                        "[".repeat(50_000),
                                        "\"" + NEEDLE,
                                        "\"\\u00" + NEEDLE,
                                        "\"\u0001" + NEEDLE + "\"",
                                        NEEDLE,
                                        "/* " + NEEDLE + " */ 1",
                                        "\"" + NEEDLE + "\" \"" + NEEDLE + "\"",
                                        "",
                                        "1}{")
                                .map(text -> text.getBytes(StandardCharsets.UTF_8)),
                        Stream.of(
                                        "\"\u00ff\u00fe" + NEEDLE + "\"",
                                        "\"\u00c0\u0080" + NEEDLE + "\"",
                                        "\"\u00ed\u00a0\u0080" + NEEDLE + "\"",
                                        "\"" + NEEDLE + "\u00f0\u009f\"")
                                .map(bytes -> bytes.getBytes(StandardCharsets.ISO_8859_1)))
                .toList();
    }

    /** For every place of a URL, as they are. */
    static List<String> urls() {
        return List.of(
                "%",
                "%z" + NEEDLE,
                NEEDLE + "%0",
                "%00" + NEEDLE,
                NEEDLE + "%c0%80",
                NEEDLE + "%ff%fe",
                NEEDLE + "%ed%a0%80",
                "+" + NEEDLE,
                NEEDLE + "[]{}|^`<>\"",
                NEEDLE + "\\",
                NEEDLE + "\u00ff\u00fe",
                NEEDLE + "#" + NEEDLE);
    }
}
