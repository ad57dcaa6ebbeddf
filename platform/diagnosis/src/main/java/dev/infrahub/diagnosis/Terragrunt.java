package dev.infrahub.diagnosis;

import dev.infrahub.json.Value;
import java.util.List;
import java.util.Optional;

/**
 * What Terragrunt wraps a line into where its log is for programs: JSON, or keys and values.
 *
 * @param unit whose line it is; empty where it is nobody's
 * @param text the line itself
 */
record Terragrunt(String unit, String text) {

    private static final List<String> UNITS = List.of("prefix", "working-dir");
    private static final String MESSAGE = " msg=";

    static Optional<Terragrunt> in(String line) {
        if (line.startsWith("{") && line.contains("\"msg\"") && line.contains("\"level\"")) {
            return Value.ofJson(line).flatMap(Terragrunt::ofJson);
        }
        boolean isPairs = line.startsWith("time=") && line.contains(" level=") && line.contains(MESSAGE);
        return isPairs ? Optional.of(ofPairs(line)) : Optional.empty();
    }

    private static Optional<Terragrunt> ofJson(Value event) {
        String unit = UNITS.stream()
                .flatMap(name -> event.at(name).text().stream())
                .findFirst()
                .orElse("");
        return event.at("msg").text().map(text -> new Terragrunt(unit, text));
    }

    private static Terragrunt ofPairs(String line) {
        String unit = UNITS.stream()
                .map(name -> value(line, " " + name + "="))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
        return new Terragrunt(unit, value(line, MESSAGE));
    }

    private static String value(String line, String key) {
        int start = line.indexOf(key);
        if (start < 0) {
            return "";
        }
        start += key.length();
        if (start < line.length() && line.charAt(start) == '"') {
            return unquoted(line, start + 1);
        }
        int end = line.indexOf(' ', start);
        return line.substring(start, end < 0 ? line.length() : end);
    }

    private static String unquoted(String line, int start) {
        StringBuilder text = new StringBuilder();
        for (int index = start; index < line.length() && line.charAt(index) != '"'; index++) {
            boolean isEscaped = line.charAt(index) == '\\' && index + 1 < line.length();
            text.append(line.charAt(isEscaped ? ++index : index));
        }
        return text.toString();
    }
}
