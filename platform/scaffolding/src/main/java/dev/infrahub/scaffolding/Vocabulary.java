package dev.infrahub.scaffolding;

import dev.infrahub.scaffolding.Words.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What words mean: kinds of resources, and clouds. */
final class Vocabulary {

    private static final String WORD = "word";
    private static final int MOST_WORDS = 5;

    /** What such a word follows says how something is, and not what it is: {@code KMS encrypted}, {@code S3 compatible}. */
    private static final Set<String> ATTRIBUTES = Set.of(
            "encrypted",
            "encryption",
            "managed",
            "backed",
            "based",
            "compatible",
            "triggered",
            "trigger",
            "style",
            "hosted",
            "integration",
            "endpoint",
            "access",
            "connection",
            "client",
            "consumer",
            "producer");

    private static final Vocabulary ALL = new Vocabulary();

    /**
     * What a word, or a few, may mean.
     *
     * @param kinds one of these
     * @param clouds whose; none in particular where it is empty
     */
    record Meaning(Set<String> kinds, Set<Cloud> clouds) {}

    /**
     * A place of a description that names resources.
     *
     * @param shown the words of that place
     * @param start number of its first word
     * @param end number behind its last word
     * @param isAttribute whether it says how something else is
     */
    record Mention(Meaning meaning, String shown, int start, int end, int depth, int segment, boolean isAttribute) {}

    private final Map<String, Meaning> kinds = new HashMap<>();
    private final Map<String, Cloud> clouds = new HashMap<>();
    private final Set<String> cloudWords = new HashSet<>();

    private Vocabulary() {
        Entries.sections("kinds")
                .forEach((kind, entries) -> entries.forEach((key, words) -> {
                    Optional<Cloud> cloud = Cloud.of(key);
                    if (cloud.isEmpty() && !key.equals(WORD)) {
                        throw new IllegalStateException("kinds knows no " + key);
                    }
                    words.forEach(word -> add(word, kind, cloud));
                }));
        for (GoldenPath path : GoldenPaths.all()) {
            path.words().forEach(word -> add(word, path.kind(), Optional.of(path.cloud())));
        }
        for (Cloud cloud : Cloud.values()) {
            for (String name : cloud.words()) {
                clouds.put(key(name), cloud);
                Words.of(name).forEach(word -> cloudWords.add(word.text()));
            }
        }
    }

    static Vocabulary all() {
        return ALL;
    }

    private void add(String words, String kind, Optional<Cloud> cloud) {
        Meaning meaning = kinds.computeIfAbsent(key(words), _ -> new Meaning(new TreeSet<>(), new TreeSet<>()));
        meaning.kinds().add(kind);
        cloud.ifPresent(meaning.clouds()::add);
    }

    private static String key(String words) {
        return joined(Words.of(words), Word::text);
    }

    private static String joined(List<Word> words, Function<Word, String> form) {
        return words.stream().map(form).collect(Collectors.joining(" "));
    }

    /** Every kind there is a word for. */
    Set<String> kinds() {
        Set<String> all = new HashSet<>();
        kinds.values().forEach(meaning -> all.addAll(meaning.kinds()));
        return all;
    }

    /** The places that name resources, the longest words first wherever some are within others. */
    List<Mention> mentions(List<Word> words) {
        List<Mention> mentions = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            Optional<Mention> mention = mention(words, at);
            mention.filter(one -> !words.get(one.start()).isNegated()).ifPresent(mentions::add);
            at = mention.map(Mention::end).orElse(at + 1);
        }
        return mentions;
    }

    private Optional<Mention> mention(List<Word> words, int at) {
        for (int end = Math.min(words.size(), at + MOST_WORDS); end > at; end--) {
            List<Word> few = words.subList(at, end);
            Meaning meaning = kinds.get(joined(few, Word::text));
            if (meaning != null) {
                Word last = few.getLast();
                boolean isAttribute = end < words.size()
                        && words.get(end).segment() == last.segment()
                        && ATTRIBUTES.contains(words.get(end).text());
                return Optional.of(new Mention(
                        meaning, joined(few, Word::shown), at, end, last.depth(), last.segment(), isAttribute));
            }
        }
        return Optional.empty();
    }

    /** The clouds that are named. */
    Set<Cloud> clouds(List<Word> words) {
        Set<Cloud> named = new TreeSet<>();
        for (int at = 0; at < words.size(); at++) {
            for (int end = Math.min(words.size(), at + MOST_WORDS); end > at; end--) {
                Cloud cloud = clouds.get(joined(words.subList(at, end), Word::text));
                if (cloud != null && !words.get(at).isNegated()) {
                    named.add(cloud);
                }
            }
        }
        return named;
    }

    /** Whether a word is one of a cloud's name. */
    boolean isOfCloud(String word) {
        return cloudWords.contains(word);
    }
}
