package dev.infrahub.testkit;

import java.util.List;
import java.util.Random;

/**
 * Source texts that nobody wrote: by the grammar of a format, and against it. The same seed makes the same texts.
 *
 * @param random where the next one comes from
 */
public record SourceTexts(Random random) {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private static final List<String> NAMES = List.of(
            "password",
            "db_password",
            "token",
            "api_key",
            "client_secret",
            "private_key",
            "region",
            "name",
            "count",
            "id");

    /** What ends, opens or hides what the others mean. */
    private static final List<String> NASTY = List.of(
            "\"",
            "'",
            "\\",
            "\\\"",
            "`",
            "${",
            "%{",
            "{",
            "}",
            "[",
            "]",
            "(",
            "<!--",
            "/*",
            "*/",
            "#",
            "//",
            "=",
            ":",
            ": |\n",
            "\0",
            "\uD800",
            "\uFEFF",
            "\r",
            "\r\n",
            "\u2028",
            "\t",
            "\n\n",
            "<<EOT\n",
            "<<-EOT\n",
            "EOT\n",
            "---\n",
            "&quot;",
            "%22",
            "\\u0022",
            "-----BEGIN PRIVATE KEY-----",
            "eyJhbGciOi",
            "H4sIAAAAAAAA",
            "postgres://a:",
            "@",
            " -> ",
            "-p");

    public SourceTexts(long seed) {
        this(new Random(seed));
    }

    /** What the text is written in; its lines with {@code @} for a name and {@code $} for a value. */
    public enum Format {
        HCL(
                "resource \"aws_db_instance\" \"@\" {",
                "  @ = \"$\"",
                "  @ = var.@",
                "  @ = [\"$\", \"$\"]",
                "  @ = <<-EOT",
                "  EOT",
                "}"),
        JSON(
                "{\"@\": \"$\"}",
                "{\"@\": [\"$\", {\"@\": \"$\"}],",
                "\"@\": \"{\\\"@\\\": \\\"$\\\"}\",",
                "\"name\": \"@\", \"value\": \"$\"",
                "}]}"),
        STATE(
                "{\"version\": 4, \"resources\": [{\"type\": \"@\", \"instances\": [{\"attributes\": {",
                "\"@\": \"$\",",
                "\"@\": null,",
                "}}]}]}"),
        YAML("@: $", "  - @: \"$\"", "    @: |", "      $", "kind: Secret", "data:", "  @: {@: $}"),
        ENV("@=$", "export @='$'", "@=\"$\" # $", "# @=$"),
        XML("<@>$</@>", "<add key=\"@\" value=\"$\"/>", "<key>@</key><string>$</string>", "<![CDATA[$]]>"),
        SHELL(
                "mysql -u @ -p$",
                "curl -u @:$ https://@.example.org/$",
                "echo $ | docker login --password-stdin",
                "cat <<EOF",
                "EOF"),
        INI("[@]", "@ = $", "@: $", "; @ = $"),
        NOISE("$", "@", "$$$$", " ");

        private final String lines;

        Format(String... lines) {
            this.lines = String.join("\n", lines);
        }
    }

    /** A text of some length: mostly of its format, and now and then of what breaks it. */
    public String next(Format format, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            String line = filled(one(format.lines.lines().toList()));
            text.append(random.nextInt(8) == 0 ? broken(line) : line).append(random.nextInt(12) == 0 ? "" : "\n");
        }
        return text.toString();
    }

    private String filled(String template) {
        StringBuilder line = new StringBuilder();
        for (int at = 0; at < template.length(); at++) {
            char c = template.charAt(at);
            switch (c) {
                case '@' -> line.append(one(NAMES));
                case '$' -> line.append(value());
                default -> line.append(c);
            }
        }
        return line.toString();
    }

    private String value() {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> "var." + one(NAMES);
            case 2 -> one(NASTY);
            case 3 -> String.valueOf(letter()).repeat(random.nextInt(300));
            default -> letters(1 + random.nextInt(80));
        };
    }

    private String broken(String line) {
        int at = random.nextInt(line.length() + 1);
        return switch (random.nextInt(4)) {
            case 0 -> line.substring(0, at);
            case 1 -> line.substring(at);
            case 2 -> line + line;
            default -> line.substring(0, at) + one(NASTY).repeat(1 + random.nextInt(20)) + line.substring(at);
        };
    }

    private String letters(int count) {
        StringBuilder letters = new StringBuilder();
        for (int n = 0; n < count; n++) {
            letters.append(letter());
        }
        return letters.toString();
    }

    private char letter() {
        return LETTERS.charAt(random.nextInt(LETTERS.length()));
    }

    private String one(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
