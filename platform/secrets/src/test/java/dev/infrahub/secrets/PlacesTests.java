package dev.infrahub.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Every form in every kind of place. */
class PlacesTests {

    /** How a text is written there, and what stands around it. */
    private record Place(UnaryOperator<String> writing, String before, String behind) {

        String put(String text) {
            return before + writing.apply(text) + behind;
        }
    }

    private static final Map<String, Place> PLACES = places();

    private static Map<String, Place> places() {
        Map<String, Place> all = new LinkedHashMap<>();
        all.put("text", new Place(text -> text, "", ""));
        all.put("HCL", new Place(PlacesTests::json, "  + user_data = \"", "\"\n"));
        all.put("HCL of a change", new Place(PlacesTests::json, "  ~ x = \"a\" -> \"", "\" # forces replacement\n"));
        all.put("heredoc of HCL", new Place(text -> text.indent(8), "  + script = <<-EOT\n", "    EOT\n"));
        all.put("JSON", new Place(PlacesTests::json, "{\"k\":\"", "\",\"l\":1}"));
        all.put("JSON in JSON", new Place(text -> json(json(text)), "{\"k\":\"{\\\"l\\\":\\\"", "\\\"}\"}"));
        all.put("JSON in JSON in JSON", new Place(text -> json(json(json(text))), "{\"k\":\"", "\"}"));
        all.put("list of JSON", new Place(PlacesTests::json, "[\"sh\", \"-c\", \"", "\"]"));
        all.put("block of YAML", new Place(text -> text.indent(4), "k: |\n", "l: 1\n"));
        all.put("command of cloud-init", new Place(text -> text, "runcmd:\n  - ", "\n"));
        all.put("script", new Place(text -> text, "#!/bin/sh\nset -e\n", "\nexit 0\n"));
        all.put("log", new Place(text -> text, "2026-11-29T01:02:03.456Z [INFO]  provider: ", " done\n"));
        all.put("prose", new Place(text -> text, "We ran (see below)\n\n    ", "\n\nand it failed."));
        all.put("HTML", new Place(PlacesTests::html, "<td>", "</td>"));
        all.put(
                "query",
                new Place(
                        text -> URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"),
                        "https://example.com/?q=",
                        "&r=1"));
        all.put("base64", new Place(text -> encoded(bytes(text)), "  + user_data = \"", "\"\n"));
        all.put(
                "base64 of base64",
                new Place(text -> encoded(bytes("cloud-init: " + encoded(bytes(text)))), "x: ", "\n"));
        all.put("base64 of gzip", new Place(text -> encoded(gzip(text)), "\"", "\""));
        all.put(
                "base64 in JSON in JSON",
                new Place(text -> json(json(encoded(bytes(text)))), "{\"k\":\"{\\\"l\\\":\\\"", "\\\"}\"}"));
        return all;
    }

    @Test
    void every_form_is_found_in_every_place() {
        List<String> missed = new ArrayList<>();
        int tried = 0;
        for (Specimens.Specimen specimen : forms()) {
            for (var place : PLACES.entrySet()) {
                String text = place.getValue().put(specimen.text());
                String secret =
                        place.getValue().writing().apply(specimen.secret()).strip();
                String left = Secrets.replace(text, _ -> "#");
                tried++;
                if (left.equals(text) || left.contains(secret)) {
                    missed.add(specimen.ruleId() + " in " + place.getKey() + ": " + text);
                }
            }
        }
        assertThat(tried).isGreaterThan(2000);
        assertThat(missed).isEmpty();
    }

    @Test
    void what_is_harmless_is_so_in_every_place() {
        List<String> wrong = new ArrayList<>();
        for (String harmless : Specimens.harmless()) {
            for (var place : PLACES.entrySet()) {
                String text = place.getValue().put(harmless);
                if (!Secrets.find(text).isEmpty()) {
                    wrong.add(place.getKey() + ": " + Secrets.replace(text, finding -> "#" + finding.ruleId() + "#"));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<Specimens.Specimen> forms() {
        List<Specimens.Specimen> all = new ArrayList<>(Specimens.all());
        String secret = "hunter2-Xk9";
        for (List<String> lines : List.of(Specimens.SPELLINGS, Specimens.LISTS_AND_LINES)) {
            for (String line : lines) {
                all.add(new Specimens.Specimen("named-secret", line.replace("SECRET", secret), secret));
            }
        }
        for (String word : Specimens.WORDS_FOR_PASSWORD) {
            all.add(new Specimens.Specimen("named-secret", word + " = \"" + secret + "\"", secret));
        }
        return all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
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
