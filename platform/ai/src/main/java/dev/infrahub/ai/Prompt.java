package dev.infrahub.ai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.infrahub.json.Parts;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model is asked to do with facts: a file {@code <name>.<version>.prompt}. Lines {@code part <name> = <what>} say of
 * which strings the answer is made, {@code tokens = <n>} how long it may be; behind an empty line stand the instructions.
 * {@code pick <name> = <words>} says of a part that it is no words, but one of these; or, of {@code *}, a text that is looked up.
 *
 * @param action what it is for, as it is told in {@code ai.used}
 * @param version name and version
 * @param parts the strings of the answer, and what each says
 * @param picks of the parts that are no words, what may be picked; where that is nothing any text, which is held against no fact
 *     and so is to be shown to nobody
 * @param outputTokens the most that an answer takes
 */
public record Prompt(
        String action,
        String version,
        String instructions,
        Map<String, String> parts,
        Map<String, List<String>> picks,
        int outputTokens) {

    private static final String PART = "part ";
    private static final String PICK = "pick ";
    private static final String ANY = "*";
    private static final String TOKENS = "tokens = ";
    private static final String IS = " = ";

    public Prompt {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        picks = Map.copyOf(picks);
    }

    /** All of words. */
    public Prompt(String action, String version, String instructions, Map<String, String> parts, int outputTokens) {
        this(action, version, instructions, parts, Map.of(), outputTokens);
    }

    /** @param near a class in the package whose resource it is */
    public static Prompt load(Class<?> near, String action, int version) {
        return load(near, action, action, version);
    }

    /**
     * One of several that are for the same.
     *
     * @param near a class in the package whose resource it is
     */
    public static Prompt load(Class<?> near, String action, String name, int version) {
        String versioned = name + "." + version;
        try (InputStream in = near.getResourceAsStream("prompts/" + versioned + ".prompt")) {
            if (in == null) {
                throw new IllegalStateException("No prompt " + versioned);
            }
            return read(action, versioned, new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Prompt read(String action, String name, String file) {
        Map<String, String> parts = new LinkedHashMap<>();
        Map<String, List<String>> picks = new HashMap<>();
        int tokens = 0;
        List<String> lines = new ArrayList<>(file.lines().toList());
        while (!lines.getFirst().isEmpty()) {
            String line = lines.removeFirst();
            int is = line.indexOf(IS);
            if (line.startsWith(PART)) {
                parts.put(line.substring(PART.length(), is), line.substring(is + IS.length()));
            } else if (line.startsWith(PICK)) {
                String of = line.substring(is + IS.length());
                picks.put(line.substring(PICK.length(), is), of.equals(ANY) ? List.of() : Parts.of(of, ' '));
            } else if (line.startsWith(TOKENS)) {
                tokens = Integer.parseInt(line.substring(TOKENS.length()));
            } else {
                throw new IllegalStateException("Prompt " + name + " has a line that says nothing: " + line);
            }
        }
        return new Prompt(action, name, String.join("\n", lines).strip(), parts, picks, tokens);
    }

    /** Whether a part may be that. */
    boolean allows(String part, String text) {
        List<String> of = picks.getOrDefault(part, List.of());
        return of.isEmpty() || of.contains(text);
    }

    /** Whether a part is words, which hold against the facts or are dropped. */
    boolean isOfWords(String part) {
        return !picks.containsKey(part);
    }

    JsonSchema schema() {
        JsonObjectSchema.Builder members = JsonObjectSchema.builder();
        parts.forEach((name, says) -> {
            List<String> of = picks.getOrDefault(name, List.of());
            if (of.isEmpty()) {
                members.addStringProperty(name, says);
            } else {
                members.addEnumProperty(name, of, says);
            }
        });
        members.required(List.copyOf(parts.keySet())).additionalProperties(false);
        return JsonSchema.builder()
                .name(action.replace('-', '_'))
                .rootElement(members.build())
                .build();
    }
}
