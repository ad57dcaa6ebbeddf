package dev.infrahub.scaffolding;

import dev.infrahub.scaffolding.Vocabulary.Mention;
import dev.infrahub.scaffolding.Words.Word;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a description asks for beside the resource itself. */
final class Wishes {

    private static final int SHORTEST = 3;
    private static final int MOST = 20;
    private static final int LONGEST_WORD = 40;

    /** Words of a description that ask for nothing. */
    private static final Set<String> EMPTY = textsOf("""
            a an the this that these those it its our my we us you your their i me he she they them is are was were be been
            being has have having had do does did done can could may might must should shall will would want wants wanted need
            needs needed please make makes made making create creates created creating build builds built set setup sets
            provision provisions provisioned deploy deploys deployed write give get gets put use uses using used user users new
            one two three some any all each every both few more most many much other another same such only just also too very
            really quite again once still now then there here what which who whom whose when where why how and or but if else
            plus not no nor than while via per etc with without for from to in into on of at by as so because
            module modules terraform tofu opentofu hcl resource resources infrastructure infra iac code template templates golden
            path example basic simple standard default secure secured secure safe good best practice practices production prod
            staging stage test testing dev development environment environments team teams project company organisation
            organization account subscription region regional europe european eu west north south east central application app
            apps service services workload workloads system systems platform backend frontend api web site shop product data
            name named called like kind type sort way thing things instance instances cluster clusters server servers group
            groups small medium large big tiny single multiple several enabled enable enables disabled disable support supports
            supporting include includes including contain contains containing store stores stored storing keep keeps kept hold
            holds run runs running work works let lets read reads trigger triggers triggered able available ready configured configuration config configure setting
            settings option options tag tags tagged label labels output outputs variable variables validated validation
            """);

    private Wishes() {}

    private static Set<String> textsOf(String text) {
        Set<String> words = new HashSet<>();
        Words.of(text).forEach(word -> words.add(word.text()));
        return Set.copyOf(words);
    }

    /** What of it the golden path knows nothing of, in a sentence. */
    static Optional<String> unserved(List<Word> words, List<Mention> mentions, GoldenPath path) {
        Set<Integer> named = new HashSet<>();
        mentions.forEach(mention -> {
            for (int at = mention.start(); at < mention.end(); at++) {
                named.add(at);
            }
        });
        Set<String> known = known(path);
        Set<String> unserved = new LinkedHashSet<>();
        for (int at = 0; at < words.size(); at++) {
            Word word = words.get(at);
            if (!named.contains(at) && isWish(word) && !known.contains(word.text())) {
                unserved.add(word.shown());
            }
        }
        if (unserved.isEmpty()) {
            return Optional.empty();
        }
        String some = String.join(", ", unserved.stream().limit(MOST).toList());
        String more = unserved.size() > MOST ? " and " + (unserved.size() - MOST) + " more" : "";
        return Optional.of("Nothing in this module answers to these words of the description: " + some + more + ".");
    }

    private static boolean isWish(Word word) {
        return !word.isPurpose()
                && !word.isNegated()
                && word.shown().length() >= SHORTEST
                && word.shown().length() <= LONGEST_WORD
                && !Character.isDigit(word.shown().charAt(0))
                && !EMPTY.contains(word.text())
                && !Words.joins(word.shown())
                && !Vocabulary.all().isOfCloud(word.text());
    }

    /** What it says that it does, what it is called, and what its inputs are called. */
    private static Set<String> known(GoldenPath path) {
        Set<String> known = new HashSet<>(path.serves());
        Words.of(path.title()).forEach(word -> known.add(word.text()));
        Words.of(path.id()).forEach(word -> known.add(word.text()));
        path.words().forEach(words -> Words.of(words).forEach(word -> known.add(word.text())));
        for (ModuleInterface.Input input : ModuleInterface.of(path.files()).inputs()) {
            Words.of(input.name().replace('_', ' ')).forEach(word -> known.add(word.text()));
        }
        return known;
    }
}
