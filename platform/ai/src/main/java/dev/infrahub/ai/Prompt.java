package dev.infrahub.ai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model is asked to do with facts: a file {@code <action>.<version>.prompt}. Lines {@code part <name> = <what>} say of
 * which strings the answer is made, {@code tokens = <n>} how long it may be; behind an empty line stand the instructions.
 *
 * @param action what it is for, as it is told in {@code ai.used}
 * @param version name and version
 * @param parts the strings of the answer, and what each says
 * @param outputTokens the most that an answer takes
 */
public record Prompt(String action, String version, String instructions, Map<String, String> parts, int outputTokens) {

    private static final String PART = "part ";
    private static final String TOKENS = "tokens = ";
    private static final String IS = " = ";

    public Prompt {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /** @param near a class in the package whose resource it is */
    public static Prompt load(Class<?> near, String action, int version) {
        String name = action + "." + version;
        try (InputStream in = near.getResourceAsStream("prompts/" + name + ".prompt")) {
            if (in == null) {
                throw new IllegalStateException("No prompt " + name);
            }
            return read(action, name, new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Prompt read(String action, String name, String file) {
        Map<String, String> parts = new LinkedHashMap<>();
        int tokens = 0;
        List<String> lines = new ArrayList<>(file.lines().toList());
        while (!lines.getFirst().isEmpty()) {
            String line = lines.removeFirst();
            int is = line.indexOf(IS);
            if (line.startsWith(PART)) {
                parts.put(line.substring(PART.length(), is), line.substring(is + IS.length()));
            } else if (line.startsWith(TOKENS)) {
                tokens = Integer.parseInt(line.substring(TOKENS.length()));
            } else {
                throw new IllegalStateException("Prompt " + name + " has a line that says nothing: " + line);
            }
        }
        return new Prompt(action, name, String.join("\n", lines).strip(), parts, tokens);
    }

    JsonSchema schema() {
        JsonObjectSchema.Builder members = JsonObjectSchema.builder();
        parts.forEach(members::addStringProperty);
        members.required(List.copyOf(parts.keySet())).additionalProperties(false);
        return JsonSchema.builder()
                .name(action.replace('-', '_'))
                .rootElement(members.build())
                .build();
    }
}
