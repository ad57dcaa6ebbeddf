package dev.infrahub.diagnosis;

import com.google.re2j.Pattern;
import dev.infrahub.diagnosis.KnownFailure.Found;
import dev.infrahub.diagnosis.KnownFailure.Place;
import dev.infrahub.diagnosis.KnownFailure.Role;
import dev.infrahub.secrets.Keywords;
import dev.infrahub.secrets.Keywords.Word;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Every failure that is known. One pass finds the words of all; an expression is only tried where a word of its stands. */
final class Catalogue {

    private static final List<String> FILES =
            List.of("terraform", "aws", "azure", "google", "kubernetes", "git", "network", "runner", "platform");

    /** Of a line or an error, this much is looked at. */
    private static final int LOOKED_AT = 8 * 1024;

    private static final int USUAL_RANK = 5;
    private static final Set<String> KEYS = Set.of(
            "category", "role", "in", "by", "rank", "pattern", "retry", "unsafe", "cause", "fix", "next", "yes", "no");

    private static final Catalogue ALL =
            new Catalogue(FILES.stream().flatMap(name -> read(name).stream()).toList());

    private final List<KnownFailure> failures;
    private final Keywords<Integer> words;

    private Catalogue(List<KnownFailure> failures) {
        this.failures = failures;
        this.words = new Keywords<>(IntStream.range(0, failures.size())
                .boxed()
                .flatMap(index -> failures.get(index).words().stream().map(word -> new Word<>(word, index)))
                .toList());
    }

    static Catalogue all() {
        return ALL;
    }

    List<KnownFailure> failures() {
        return failures;
    }

    /**
     * What is found in a text of this place; the one that most likely brings about the others first.
     *
     * @param about what the text is about
     */
    List<Found> in(Place place, String text, String about) {
        String looked = text.substring(0, Math.min(text.length(), LOOKED_AT));
        BitSet hits = new BitSet();
        words.each(looked, (_, word) -> hits.set(word.meaning()));
        if (hits.isEmpty()) {
            return List.of();
        }
        return hits.stream()
                .mapToObj(failures::get)
                .filter(failure -> failure.place().isIn(place))
                .flatMap(failure -> failure.in(looked, about).stream())
                .sorted(Comparator.comparing((Found found) -> found.failure().role())
                        .thenComparingInt(found -> found.failure().rank()))
                .toList();
    }

    /** The first of these, where there is one. */
    Optional<Found> firstIn(Place place, String text, String about) {
        return in(place, text, about).stream().findFirst();
    }

    private static List<KnownFailure> read(String name) {
        String path = name + ".failures";
        try (InputStream in = Catalogue.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + path);
            }
            return read(
                    path,
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                            .lines()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private static List<KnownFailure> read(String path, List<String> lines) {
        Map<String, Map<String, List<String>>> entries = new LinkedHashMap<>();
        Map<String, List<String>> entry = new LinkedHashMap<>();
        for (String line : lines) {
            if (line.startsWith("[")) {
                entry = new LinkedHashMap<>();
                if (entries.put(line.substring(1, line.length() - 1), entry) != null) {
                    throw new IllegalStateException(path + " has " + line + " twice");
                }
            } else if (!line.isBlank() && !line.startsWith("#")) {
                int equals = line.indexOf(" = ");
                if (equals < 0 || !KEYS.contains(line.substring(0, equals))) {
                    throw new IllegalStateException(path + " has no entry in: " + line);
                }
                entry.computeIfAbsent(line.substring(0, equals), _ -> new ArrayList<>())
                        .add(line.substring(equals + " = ".length()));
            }
        }
        return entries.entrySet().stream()
                .map(one -> failure(one.getKey(), one.getValue()))
                .toList();
    }

    private static KnownFailure failure(String id, Map<String, List<String>> said) {
        Role role = one(said, "role").map(Role::of).orElse(Role.CAUSE);
        return new KnownFailure(
                id,
                required(id, said, "category"),
                role,
                one(said, "in").map(Place::of).orElse(Place.ANYWHERE),
                one(said, "rank").map(Integer::parseInt).orElse(USUAL_RANK),
                one(said, "by").map(Speaker::of),
                NeededWords.of(required(id, said, "pattern")),
                Pattern.compile(required(id, said, "pattern")),
                one(said, "retry").filter("yes"::equals).isPresent(),
                one(said, "unsafe").filter("yes"::equals).isPresent(),
                role == Role.SIGN ? "" : required(id, said, "cause"),
                said.getOrDefault("fix", List.of()),
                one(said, "next"),
                example(required(id, said, "yes")),
                example(required(id, said, "no")));
    }

    private static Optional<String> one(Map<String, List<String>> said, String key) {
        return said.getOrDefault(key, List.of()).stream().findFirst();
    }

    private static String required(String id, Map<String, List<String>> said, String key) {
        return one(said, key).orElseThrow(() -> new IllegalStateException(id + " has no " + key));
    }

    private static String example(String text) {
        return text.replace("\\n", "\n");
    }
}
