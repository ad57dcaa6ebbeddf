package dev.infrahub.ai;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.infrahub.ai.Claims.Deed;
import dev.infrahub.json.CodeSpans;
import dev.infrahub.secrets.Secrets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a model says against what it was told, sentence by sentence: a name, a number or a level that the facts do not have
 * drops the sentence. Whoever wrote what the model read may have made it say anything, so nothing is believed for its tone.
 */
final class Words {

    private static final int LONGEST = 1500;

    /** So many words of the instructions in a row are no chance. */
    private static final int QUOTED = 8;

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?]['\")]*\\s+|\\n+");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
    private static final Pattern KEY = Pattern.compile("\\[\"(?:[^\"\\\\]|\\\\.)*\"\\]");
    private static final Pattern LINK =
            Pattern.compile("(?i)[a-z][a-z0-9+.-]*://|\\bwww\\.|\\bmailto:|\\]\\(|<[a-z/!]");

    /** A level as people say it, and which it is. */
    private static final Map<String, String> LEVELS = Map.ofEntries(
            Map.entry("low", "low"),
            Map.entry("medium", "medium"),
            Map.entry("moderate", "medium"),
            Map.entry("high", "high"),
            Map.entry("critical", "critical"),
            Map.entry("severe", "critical"),
            Map.entry("minimal", "none"),
            Map.entry("negligible", "none"),
            Map.entry("little", "none"),
            Map.entry("no", "none"),
            Map.entry("zero", "none"),
            Map.entry("without", "none"));

    private static final Set<Deed> OF_PLANS = EnumSet.of(Deed.CREATE, Deed.UPDATE, Deed.REPLACE, Deed.DESTROY);

    private static final Set<String> SAFE = Set.of("safe", "safely", "harmless");

    private static final Set<String> SOOTHING = Set.of(
            "safe",
            "safely",
            "harmless",
            "trivial",
            "routine",
            "benign",
            "negligible",
            "riskless",
            "cosmetic",
            "fine",
            "minor",
            "insignificant",
            "unproblematic");

    /** What is denied with a "no" before it. */
    private static final Set<String> TROUBLE = Set.of(
            "danger",
            "downtime",
            "impact",
            "concern",
            "worry",
            "harm",
            "loss",
            "lost",
            "consequence",
            "consequences",
            "problem",
            "problems");

    private static final List<String> RISK = List.of("risk", "risik", "riesg", "risqu", "rischi", "risic", "risco");

    /** What a level that is too low belittles as well. */
    private static final Set<String> GRAVITY = Set.of("danger", "impact", "severity", "hazard", "threat");

    private static final Set<String> SMALL = Set.of("none", "low", "medium");

    /** Of a sentence of some length one of them is there in English, and hardly in another language. */
    private static final Set<String> ENGLISH = Set.of(
            "the", "is", "are", "to", "and", "it", "its", "this", "that", "for", "by", "be", "will", "from", "which",
            "has", "have", "with", "these", "their", "they", "as", "at", "before", "after", "because", "when", "if",
            "all", "not", "or", "of", "was", "were", "about", "more", "without", "into", "who", "what", "there");

    private static final int SOME_LENGTH = 4;

    /** None of these is English, as "is", "was" and "for" are, which others have too. */
    private static final Set<String> FOREIGN = Set.of(
            "ist", "und", "nicht", "nichts", "kein", "keine", "alles", "wird", "werden", "geen", "niet", "niets", "het",
            "een", "wordt", "zijn", "est", "sont", "aucun", "aucune", "rien", "pour", "une", "dans", "nada", "ningun",
            "ninguna", "para", "este", "sem", "nenhum", "nenhuma", "niente", "nessun", "nessuna", "della", "ikke",
            "ingen", "inte", "och", "jest", "nie");

    /** What is not the model's to say: who decides, what to run, and what it is. */
    private static final List<String> NOT_ITS_TO_SAY = List.of(
            "approv",
            "bypass",
            "jailbreak",
            "curl",
            "wget",
            "sudo",
            "powershell",
            "base64",
            "kubectl",
            "chmod",
            "skip",
            "lgtm",
            "prompt",
            "instruct",
            "chatbot",
            "assistant",
            "disregard");

    private static final List<String> NOT_ITS_TO_SAY_IN_TWO =
            List.of("terraform destroy", "tofu destroy", "go ahead", "signed off", "sign off", "into bash", "rm rf");

    private static final Pattern CITED = Pattern.compile("\\[([0-9]{1,4})\\]");
    private static final Pattern SOURCES = Pattern.compile("(?:\\[[0-9]{1,4}\\])+$");

    private final List<String> facts;
    private final Set<String> names = new HashSet<>();
    private final Set<Integer> numbers = new HashSet<>();
    private final Claims claims;
    private final Set<String> instructions;

    Words(Prompt prompt, PromptContext context, Claims claims) {
        this(context.facts(), claims, Set.copyOf(runs(Sentence.wordsOf(prompt.instructions()))));
        numbers.add(context.leftOut());
    }

    private Words(List<String> facts, Claims claims, Set<String> instructions) {
        this.facts = facts;
        this.claims = claims;
        this.instructions = instructions;
        facts.forEach(claims.isCited() ? this::takeCited : this::take);
        numbers.addAll(claims.counts().values());
    }

    /** The names and numbers of a fact. The key of an instance is somebody else's words, which nobody is to be told as the hub's. */
    private void take(String fact) {
        Matcher keys = KEY.matcher(fact);
        StringBuilder own = new StringBuilder();
        int done = 0;
        while (keys.find()) {
            own.append(fact, done, keys.start());
            if (!SPACE.matcher(keys.group()).find()) {
                own.append(keys.group());
            }
            done = keys.end();
        }
        own.append(fact, done, fact.length());
        for (String piece : SPACE.split(own.toString())) {
            names.add(Sentence.trimmed(piece));
        }
        names.addAll(Sentence.codeOf(own.toString()));
        numbers.addAll(Sentence.of(own.toString(), _ -> true).numbers());
        Matcher digits = DIGITS.matcher(KEY.matcher(fact).replaceAll(" "));
        while (digits.find()) {
            numbers.add(Integer.valueOf(digits.group()));
        }
    }

    /** What is code in it is somebody else's name, which is one whole and has no number. */
    private void takeCited(String fact) {
        take(CodeSpans.replaced(fact, (_, code) -> {
            names.add(code.strip());
            return " ";
        }));
    }

    /** Also a resource without its index, and a module of which something was told. */
    private boolean isTold(String name) {
        return names.contains(name)
                || names.stream().anyMatch(told -> told.startsWith(name + "[") || told.startsWith(name + "."));
    }

    /**
     * What is left of a text.
     *
     * @param dropped why sentences are not, one for each; and one for all that is too long
     */
    record Held(Optional<String> text, List<String> dropped) {}

    Held hold(String text) {
        List<String> kept = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        int length = 0;
        for (String sentence : sentences(text)) {
            length += sentence.length();
            if (length > LONGEST) {
                dropped.add("too-long");
                break;
            }
            @Nullable String fault = claims.isCited() ? faultByItsSources(sentence) : fault(sentence);
            if (fault == null) {
                kept.add(sentence);
            } else {
                dropped.add(fault);
            }
        }
        return new Held(kept.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", kept)), dropped);
    }

    private static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        Matcher ends = SENTENCE_END.matcher(text);
        int start = 0;
        while (ends.find()) {
            addSentence(text.substring(start, ends.end()), sentences);
            start = ends.end();
        }
        addSentence(text.substring(start), sentences);
        return sentences;
    }

    private static void addSentence(String raw, List<String> sentences) {
        String sentence = visible(SPACE.matcher(raw).replaceAll(" ")).strip();
        if (!sentence.isEmpty()) {
            sentences.add(sentence);
        }
    }

    /** Without what turns the direction of a line, or stands in it unseen. */
    private static String visible(String text) {
        return text.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Of facts with sources those alone count whose sources the sentence names. */
    private @Nullable String faultByItsSources(String sentence) {
        Set<Integer> cited = cited(sentence);
        if (cited.isEmpty()) {
            return "uncited";
        }
        if (!facts.stream().flatMap(fact -> sources(fact).stream()).toList().containsAll(cited)) {
            return "wrong-number";
        }
        List<String> told = facts.stream()
                .filter(fact -> !Collections.disjoint(sources(fact), cited))
                .toList();
        String said = CITED.matcher(sentence).replaceAll("");
        Words words = new Words(told, claims, instructions);
        @Nullable String fault = words.fault(said);
        if (fault == null && words.hasUnknownCompound(said)) {
            return "unknown-name";
        }
        return fault == null && !words.standsSo(said, cited) ? "wrong-state" : fault;
    }

    /** Whether it has a word of several parts that no fact has: names of modules and teams are such words. */
    private boolean hasUnknownCompound(String sentence) {
        return Arrays.stream(SPACE.split(sentence))
                .map(Sentence::trimmed)
                .anyMatch(token -> token.indexOf('-') > 0 && !isTold(token) && !isTold(token.toLowerCase(Locale.ROOT)));
    }

    /** What stands at its end: what is before may be somebody else's words. */
    private static Set<Integer> sources(String fact) {
        Matcher end = SOURCES.matcher(fact);
        return end.find() ? cited(end.group()) : Set.of();
    }

    private static Set<Integer> cited(String text) {
        Set<Integer> cited = new HashSet<>();
        Matcher numbers = CITED.matcher(text);
        while (numbers.find()) {
            cited.add(Integer.valueOf(numbers.group(1)));
        }
        return cited;
    }

    /** Whether each of its sources says how the sentence says that something stands. */
    private boolean standsSo(String sentence, Set<Integer> cited) {
        Sentence said = Sentence.of(sentence, this::isTold);
        return said.places(claims.standings()::containsKey).stream()
                .allMatch(at -> !said.isDenied(at)
                        && claims.standings()
                                .getOrDefault(said.words().get(at), Set.of())
                                .containsAll(cited));
    }

    private @Nullable String fault(String sentence) {
        if (LINK.matcher(sentence).find()) {
            return "link";
        }
        if (!Secrets.find(sentence).isEmpty()) {
            return "secret";
        }
        List<String> words = Sentence.wordsOf(sentence);
        if (isNotItsToSay(words)) {
            return "instructions";
        }
        Sentence said = Sentence.of(sentence, this::isTold);
        if (saysOtherRisk(said) || saysOtherSafety(said)) {
            return "other-risk";
        }
        if (isForeign(said.words())) {
            return "other-language";
        }
        if (said.hasUnknownName()) {
            return "unknown-name";
        }
        if (!numbers.containsAll(said.numbers()) || saysOtherDeeds(said)) {
            return "wrong-number";
        }
        return saysDeedsOfOthers(said) ? "other-deed" : null;
    }

    /** Of a resource what is done to another. */
    private boolean saysDeedsOfOthers(Sentence said) {
        return OF_PLANS.stream()
                .anyMatch(deed -> said.places(deed::isSaidBy).stream()
                        .filter(at -> !said.isDenied(at))
                        .flatMap(at -> said.subjects(at, Words::isDeed).stream())
                        .anyMatch(name -> !claims.mayBeSaid(deed, name)));
    }

    private static boolean isDeed(String word) {
        return OF_PLANS.stream().anyMatch(deed -> deed.isSaidBy(word));
    }

    private static boolean isForeign(List<String> words) {
        long length = words.stream()
                .filter(word -> Character.isLetter(word.charAt(0)))
                .count();
        return words.stream().anyMatch(FOREIGN::contains)
                || (length >= SOME_LENGTH && words.stream().noneMatch(ENGLISH::contains));
    }

    private boolean isNotItsToSay(List<String> words) {
        String text = " " + String.join(" ", words) + " ";
        return words.stream()
                        .filter(word -> !claims.standings().containsKey(word))
                        .anyMatch(word -> NOT_ITS_TO_SAY.stream().anyMatch(word::startsWith))
                || NOT_ITS_TO_SAY_IN_TWO.stream().anyMatch(two -> text.contains(" " + two + " "))
                || runs(words).stream().anyMatch(instructions::contains);
    }

    private boolean saysOtherDeeds(Sentence said) {
        return claims.counts().keySet().stream()
                .anyMatch(deed -> said.places(deed::isSaidBy).stream().anyMatch(at -> saysOtherwise(said, deed, at)));
    }

    private boolean saysOtherwise(Sentence said, Deed deed, int at) {
        // as counts are listed; in words it denies
        if (said.counting(at).stream().anyMatch(place -> "0".equals(said.words().get(place)))) {
            return claims.counts().getOrDefault(deed, 0) > 0;
        }
        return (said.isDenied(at) ? isDone(said, deed, at) : !claims.isThinkable(deed))
                || said.counting(at).stream()
                        .anyMatch(place -> !claims.fits(deed, said.number(place).orElseThrow(), said.countsAll(place)));
    }

    private boolean saysOtherSafety(Sentence said) {
        @Nullable Boolean isSafe = claims.isRepeatSafe();
        return isSafe != null && said.places(SAFE::contains).stream().anyMatch(at -> said.isDeniedNearby(at) == isSafe);
    }

    /** To what the sentence names, or to anything where it names nothing. */
    private boolean isDone(Sentence said, Deed deed, int at) {
        List<String> subjects = said.subjects(at, Words::isDeed);
        return subjects.isEmpty() ? claims.isDone(deed) : subjects.stream().anyMatch(name -> claims.isDone(deed, name));
    }

    private boolean saysOtherRisk(Sentence said) {
        @Nullable String level = claims.riskLevel();
        if (level == null) {
            return false;
        }
        boolean isOfRisk = said.has(Words::isRisk);
        if (!"low".equals(level) && (belittles(said) || (isOfRisk && denies(said, level)))) {
            return true;
        }
        return said.words().stream()
                .map(LEVELS::get)
                .filter(other -> other != null && !other.equals(level))
                .anyMatch(other -> (isOfRisk && !("low".equals(level) && "none".equals(other)))
                        || (said.has(GRAVITY::contains) && SMALL.contains(other)));
    }

    private static boolean belittles(Sentence said) {
        return said.has(SOOTHING::contains)
                || said.places(TROUBLE::contains).stream().anyMatch(said::isDenied);
    }

    /** That there is a risk, or that it is of the level that it is of. */
    private static boolean denies(Sentence said, String level) {
        return said.places(word -> isRisk(word) || level.equals(LEVELS.get(word))).stream()
                .anyMatch(said::isDeniedNearby);
    }

    private static boolean isRisk(String word) {
        return RISK.stream().anyMatch(word::startsWith);
    }

    private static Set<String> runs(List<String> words) {
        Set<String> runs = new HashSet<>();
        for (int start = 0; start + QUOTED <= words.size(); start++) {
            runs.add(words.subList(start, start + QUOTED).stream().collect(Collectors.joining(" ")));
        }
        return runs;
    }
}
