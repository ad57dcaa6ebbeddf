package dev.infrahub.ai;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The strings that an answer is made of. */
final class Parts {

    private Parts() {}

    /** Empty where it is no object of strings. */
    static Optional<Map<String, String>> of(@Nullable String json) {
        if (json == null || !(JsonValues.parseUnambiguous(json).orElse(null) instanceof Value.Members(var members))) {
            return Optional.empty();
        }
        Map<String, String> parts = new LinkedHashMap<>();
        for (Map.Entry<String, Value> member : members.entrySet()) {
            if (!(member.getValue() instanceof Value.Text(String text))) {
                return Optional.empty();
            }
            parts.put(member.getKey(), text);
        }
        return Optional.of(parts);
    }

    /** Empty where it is not exactly what the prompt asks for: some models put it into a fence of Markdown, which is taken off. */
    static Optional<Map<String, String>> of(@Nullable String answer, Set<String> names) {
        return of(answer == null ? null : withoutFence(answer.strip()))
                .filter(parts -> parts.keySet().equals(names))
                .filter(parts -> parts.values().stream().allMatch(Parts::isText));
    }

    /** Neither Postgres nor JSON can keep a NUL or half a character. */
    private static boolean isText(String part) {
        return !part.isBlank()
                && part.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    private static String withoutFence(String answer) {
        int line = answer.indexOf('\n');
        return answer.startsWith("```") && answer.endsWith("```") && line >= 0 && line < answer.length() - 3
                ? answer.substring(line + 1, answer.length() - 3)
                : answer;
    }
}
