package dev.infrahub.ai;

import com.google.re2j.Pattern;
import dev.infrahub.secrets.Secrets;
import java.util.ArrayList;
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
    private static final Pattern AROUND = Pattern.compile("^[^\\pL\\pN_]+|[^\\pL\\pN_\\])}]+$");
    private static final Pattern PLAIN = Pattern.compile("\\pL+(?:['’/-]\\pL+)*");
    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,9})(?:%|st|nd|rd|th|-\\pL+)?");
    private static final Pattern SERVICE = Pattern.compile("[A-Z]{1,4}[0-9]{1,2}|IPv[46]|TLS");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
    private static final Pattern WORD = Pattern.compile("\\pL[\\pL0-9]*");
    private static final Pattern KEY = Pattern.compile("\\[\"(?:[^\"\\\\]|\\\\.)*\"\\]");
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    private static final Pattern LINK =
            Pattern.compile("(?i)[a-z][a-z0-9+.-]*://|\\bwww\\.|\\bmailto:|\\]\\(|<[a-z/!]");

    private static final Set<String> ABBREVIATIONS = Set.of("e.g", "i.e", "etc", "vs", "a.k.a");

    private static final Map<String, Integer> NUMERALS = Map.ofEntries(
            Map.entry("zero", 0),
            Map.entry("one", 1),
            Map.entry("single", 1),
            Map.entry("two", 2),
            Map.entry("both", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("dozen", 12));

    private static final Set<String> NONE = Set.of("no", "not", "none", "nothing", "never", "without", "zero");

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

    /** Of a sentence of some length one of them is there in English, and hardly in another language. */
    private static final Set<String> ENGLISH = Set.of(
            "the", "is", "are", "to", "and", "it", "its", "this", "that", "for", "by", "be", "will", "from", "which",
            "has", "have", "with", "these", "their", "they", "as", "at", "before", "after", "because", "when", "if",
            "all", "not", "or", "of", "was", "were", "about", "more", "without", "into", "who", "what", "there");

    private static final int SOME_LENGTH = 4;

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
            "prompt",
            "instruct",
            "chatbot",
            "assistant",
            "disregard");

    private final Set<String> names = new HashSet<>();
    private final Set<Integer> numbers = new HashSet<>();
    private final Claims claims;
    private final Set<String> instructions;

    Words(Prompt prompt, PromptContext context, Claims claims) {
        this.claims = claims;
        context.facts().forEach(this::take);
        numbers.addAll(claims.counts().values());
        numbers.add(context.leftOut());
        this.instructions = Set.copyOf(runs(words(prompt.instructions())));
    }

    /** The names and numbers of a fact. The key of an instance is somebody else's words, which nobody is to be told as the hub's. */
    private void take(String fact) {
        com.google.re2j.Matcher keys = KEY.matcher(fact);
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
            names.add(trimmed(piece));
        }
        com.google.re2j.Matcher digits = DIGITS.matcher(KEY.matcher(fact).replaceAll(" "));
        while (digits.find()) {
            numbers.add(Integer.valueOf(digits.group()));
        }
    }

    /** Also a resource without its index, and a module of which something was told. */
    private boolean isTold(String name) {
        return names.contains(name)
                || names.stream().anyMatch(told -> told.startsWith(name + "[") || told.startsWith(name + "."));
    }

    /**
     * What is left of a text.
     *
     * @param dropped why sentences are not, one for each
     */
    record Held(Optional<String> text, List<String> dropped) {}

    Held hold(String text) {
        List<String> kept = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        int length = 0;
        for (String sentence : sentences(text)) {
            length += sentence.length();
            @Nullable String fault = length > LONGEST ? "too-long" : fault(sentence);
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
        com.google.re2j.Matcher ends = SENTENCE_END.matcher(text);
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

    private @Nullable String fault(String sentence) {
        if (LINK.matcher(sentence).find()) {
            return "link";
        }
        if (!Secrets.find(sentence).isEmpty()) {
            return "secret";
        }
        List<String> words = words(sentence);
        if (words.stream().anyMatch(word -> NOT_ITS_TO_SAY.stream().anyMatch(word::startsWith))
                || runs(words).stream().anyMatch(instructions::contains)) {
            return "instructions";
        }
        if (saysOtherRisk(words)) {
            return "other-risk";
        }
        if (words.size() >= SOME_LENGTH && words.stream().noneMatch(ENGLISH::contains)) {
            return "other-language";
        }
        Set<Integer> said = new HashSet<>();
        if (!namesOnlyWhatWasTold(sentence, said)) {
            return "unknown-name";
        }
        return saysOtherNumber(words, said) ? "wrong-number" : null;
    }

    /** @param said takes up the numbers */
    private boolean namesOnlyWhatWasTold(String sentence, Set<Integer> said) {
        com.google.re2j.Matcher code = CODE.matcher(sentence);
        while (code.find()) {
            if (!isTold(code.group(1))) {
                return false;
            }
        }
        for (String piece : SPACE.split(CODE.matcher(sentence).replaceAll(" "))) {
            String token = trimmed(piece);
            com.google.re2j.Matcher number = NUMBER.matcher(token);
            if (number.matches()) {
                said.add(Integer.valueOf(number.group(1)));
            } else if (!isPlain(token) && !isTold(token)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(String token) {
        return token.isEmpty()
                || PLAIN.matches(token)
                || SERVICE.matches(token)
                || ABBREVIATIONS.contains(token.toLowerCase(Locale.ROOT));
    }

    /** Brackets that belong to an address stay. */
    private static String trimmed(String piece) {
        String token = AROUND.matcher(piece).replaceAll("");
        return token.endsWith(")") && token.indexOf('(') < 0 ? trimmed(token.substring(0, token.length() - 1)) : token;
    }

    private boolean saysOtherNumber(List<String> words, Set<Integer> said) {
        words.forEach(word -> Optional.ofNullable(NUMERALS.get(word)).ifPresent(said::add));
        if (!numbers.containsAll(said)) {
            return true;
        }
        boolean denies = said.contains(0) || words.stream().anyMatch(NONE::contains);
        boolean isCounted = said.stream().anyMatch(number -> number > 0);
        return claims.counts().entrySet().stream()
                .filter(count -> words.stream().anyMatch(count.getKey()::isSaidBy))
                .anyMatch(count ->
                        isCounted ? !said.contains(count.getValue()) : denies && claims.isDone(count.getKey()));
    }

    private boolean saysOtherRisk(List<String> words) {
        @Nullable String level = claims.riskLevel();
        if (level == null) {
            return false;
        }
        if (!"low".equals(level)
                && (words.stream().anyMatch(SOOTHING::contains)
                        || (words.stream().anyMatch(NONE::contains)
                                && words.stream().anyMatch(TROUBLE::contains)))) {
            return true;
        }
        return words.stream().anyMatch(word -> RISK.stream().anyMatch(word::startsWith))
                && words.stream().map(LEVELS::get).anyMatch(said -> said != null && !said.equals(level));
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        com.google.re2j.Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static Set<String> runs(List<String> words) {
        Set<String> runs = new HashSet<>();
        for (int start = 0; start + QUOTED <= words.size(); start++) {
            runs.add(words.subList(start, start + QUOTED).stream().collect(Collectors.joining(" ")));
        }
        return runs;
    }
}
