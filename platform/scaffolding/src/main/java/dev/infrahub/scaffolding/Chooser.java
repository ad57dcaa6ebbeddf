package dev.infrahub.scaffolding;

import dev.infrahub.scaffolding.Vocabulary.Mention;
import dev.infrahub.scaffolding.Words.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Chooses a golden path by a description, by its words alone: the same for the same words. What is named first of all in its clause
 * is what is asked for; where that is not one thing of one cloud, nothing is chosen.
 */
final class Chooser {

    private final ModuleRequest request;
    private final List<Word> words;
    private final List<Mention> mentions;
    private final Set<Cloud> named;

    private Chooser(ModuleRequest request) {
        this.request = request;
        this.words = Words.of(request.description());
        this.mentions = Vocabulary.all().mentions(words);
        this.named = Vocabulary.all().clouds(words);
    }

    static Choice choose(ModuleRequest request) {
        return new Chooser(request).choose();
    }

    private Choice choose() {
        Set<String> kinds = kinds();
        if (kinds.isEmpty()) {
            return unknown("The description names nothing that there is a golden path for.");
        }
        if (kinds.size() > 1) {
            return unknown("The description may mean any of several things (%s); say which, one at a time."
                    .formatted(String.join(", ", kinds)));
        }
        String kind = kinds.iterator().next();
        if (GoldenPaths.all().stream().noneMatch(path -> path.kind().equals(kind))) {
            return unknown("There is no golden path for this.");
        }
        Set<Cloud> clouds = clouds(kind);
        if (clouds.isEmpty()) {
            return unknown("The description does not say of which cloud it is; name one as cloud.");
        }
        if (clouds.size() > 1) {
            return unknown("The description names several clouds (%s); name one as cloud.".formatted(titles(clouds)));
        }
        return GoldenPaths.of(clouds.iterator().next(), kind)
                .<Choice>map(this::chosen)
                .orElseGet(() -> unknown("There is no golden path for this at that cloud."));
    }

    /** What is asked for: one kind, where that is clear. */
    private Set<String> kinds() {
        // few, however often a long description names them
        Set<Set<String>> meant =
                mentions.stream().map(mention -> mention.meaning().kinds()).collect(Collectors.toSet());
        List<Mention> telling = mentions.stream()
                .filter(mention -> meant.stream()
                        .noneMatch(kinds -> tellMore(kinds, mention.meaning().kinds())))
                .toList();
        boolean areAttributes = telling.stream().allMatch(Mention::isAttribute);
        List<Mention> things = telling.stream()
                .filter(mention -> areAttributes || !mention.isAttribute())
                .toList();
        int depth = things.stream().mapToInt(Mention::depth).min().orElse(0);
        // of words in a row, the last one is the thing: a Kafka log bucket
        TreeMap<Integer, Mention> heads = new TreeMap<>();
        things.stream()
                .filter(mention -> mention.depth() == depth)
                .forEach(mention -> heads.put(mention.segment(), mention));
        return heads.values().stream()
                .flatMap(mention -> mention.meaning().kinds().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean tellMore(Set<String> kinds, Set<String> others) {
        return kinds.size() < others.size() && others.containsAll(kinds);
    }

    /** The cloud it is for: one, where that is clear. */
    private Set<Cloud> clouds(String kind) {
        if (request.saidCloud().isPresent()) {
            return Set.of(request.saidCloud().get());
        }
        Set<Cloud> clouds = ownWords(kind);
        clouds.addAll(named);
        return clouds;
    }

    /** Whose words the description uses for a kind. */
    private Set<Cloud> ownWords(String kind) {
        Set<Cloud> clouds = EnumSet.noneOf(Cloud.class);
        mentions.stream()
                .filter(mention -> mention.meaning().kinds().contains(kind) && !mention.isAttribute())
                .forEach(mention -> clouds.addAll(mention.meaning().clouds()));
        return clouds;
    }

    private Choice.Chosen chosen(GoldenPath path) {
        List<String> warnings = new ArrayList<>();
        Set<Cloud> others = ownWords(path.kind());
        others.addAll(named);
        others.remove(path.cloud());
        if (!others.isEmpty()) {
            warnings.add("The description names %s too; this module is for %s."
                    .formatted(titles(others), path.cloud().title()));
        }
        others(path).ifPresent(warnings::add);
        Optional<String> unserved = Wishes.unserved(words, mentions, path);
        unserved.ifPresent(warnings::add);
        String by = mentions.stream()
                .filter(mention -> mention.meaning().kinds().contains(path.kind()))
                .map(Mention::shown)
                .distinct()
                .collect(Collectors.joining(", "));
        return new Choice.Chosen(
                path,
                "Chosen for %s by the words: %s.".formatted(path.cloud().title(), by),
                warnings,
                unserved.isPresent());
    }

    private static String titles(Collection<Cloud> clouds) {
        return clouds.stream().map(Cloud::title).collect(Collectors.joining(", "));
    }

    /** What else the description names. */
    private Optional<String> others(GoldenPath path) {
        String others = mentions.stream()
                .filter(mention -> !mention.meaning().kinds().contains(path.kind()))
                .filter(mention -> !areServed(mention, path))
                .map(mention -> other(mention, path.cloud()))
                .distinct()
                .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("The description also names what is no part of this module: " + others + ".");
    }

    private boolean areServed(Mention mention, GoldenPath path) {
        return words.subList(mention.start(), mention.end()).stream()
                .allMatch(word -> path.serves().contains(word.text()));
    }

    private static String other(Mention mention, Cloud cloud) {
        return mention.shown()
                + mention.meaning().kinds().stream()
                        .flatMap(kind -> GoldenPaths.of(cloud, kind).stream())
                        .findFirst()
                        .map(other -> " (golden path " + other.id() + ")")
                        .orElse(" (no golden path)");
    }

    private Choice.Unknown unknown(String why) {
        Set<String> kinds = new TreeSet<>();
        mentions.forEach(mention -> kinds.addAll(mention.meaning().kinds()));
        Set<Cloud> clouds = EnumSet.noneOf(Cloud.class);
        request.saidCloud().ifPresentOrElse(clouds::add, () -> clouds.addAll(named));
        List<GoldenPath> nearest = Nearness.sorted(GoldenPaths.all(), words, kinds, clouds);
        return new Choice.Unknown("%s There are, the nearest first: %s.".formatted(why, GoldenPaths.listed(nearest)));
    }
}
