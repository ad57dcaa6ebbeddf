package dev.infrahub.ai;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A sentence of a model: its words in small letters, a number in digits a word of its own. A name that was told stands as one word
 * that says nothing: "delete" in it is no deed.
 *
 * @param hasUnknownName whether something in it is neither English nor a number, and was not told
 */
record Sentence(List<String> words, boolean hasUnknownName) {

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    /** Who is called by an at-sign, and the option of a command, are names. */
    private static final Pattern AROUND = Pattern.compile("^[^\\pL\\pN_@-]+|[^\\pL\\pN_\\])}]+$");

    /** Of English letters alone: those of other scripts look like them. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z]+(?:['’/-][A-Za-z]+)*");

    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,9})(?:%|st|nd|rd|th|-[A-Za-z]+)?");
    private static final Pattern SERVICE = Pattern.compile("[A-Z]{1,4}[0-9]{1,2}|IPv[46]|TLS");
    private static final Pattern WORD = Pattern.compile("\\pL[\\pL0-9]*|[0-9]+");
    private static final Pattern NOT = Pattern.compile("n['’]t\\b");
    private static final Pattern BREAK = Pattern.compile("[,;:]['\")]*$");

    private static final Set<String> ABBREVIATIONS = Set.of("e.g", "i.e", "etc", "vs", "a.k.a");

    /** Stands before a name that was told: no word begins so. */
    private static final String NAME = "{";

    private static final String COMMA = ",";

    private static final Map<String, Integer> NUMERALS = Map.ofEntries(
            Map.entry("zero", 0),
            Map.entry("one", 1),
            Map.entry("single", 1),
            Map.entry("two", 2),
            Map.entry("both", 2),
            Map.entry("couple", 2),
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
            Map.entry("dozen", 12),
            Map.entry("dozens", 12),
            Map.entry("thirteen", 13),
            Map.entry("fourteen", 14),
            Map.entry("fifteen", 15),
            Map.entry("sixteen", 16),
            Map.entry("seventeen", 17),
            Map.entry("eighteen", 18),
            Map.entry("nineteen", 19),
            Map.entry("twenty", 20),
            Map.entry("thirty", 30),
            Map.entry("forty", 40),
            Map.entry("fifty", 50),
            Map.entry("sixty", 60),
            Map.entry("seventy", 70),
            Map.entry("eighty", 80),
            Map.entry("ninety", 90),
            Map.entry("hundred", 100),
            Map.entry("hundreds", 100),
            Map.entry("thousand", 1_000),
            Map.entry("thousands", 1_000),
            Map.entry("million", 1_000_000),
            Map.entry("millions", 1_000_000));

    /** "One by one" and "both of them" count nothing. */
    private static final Set<String> ALSO_NO_NUMBERS = Set.of("one", "single", "both");

    private static final Set<String> DENIALS = Set.of(
            "no",
            "not",
            "none",
            "nothing",
            "nobody",
            "never",
            "neither",
            "nor",
            "without",
            "zero",
            "cannot",
            "hardly",
            "barely",
            "scarcely",
            "avoid",
            "avoids",
            "avoiding",
            "rather");

    /** These deny what stands behind them: "destroys nothing". */
    private static final Set<String> DENIALS_BEHIND = Set.of("no", "nothing", "none", "neither", "zero");

    /** Here another thought begins, which a denial before it does not deny. */
    private static final Set<String> TURNS = Set.of("but", "so", "because", "since", "which", "therefore", "then");

    /** Before a deed they say that it is done to what stands before them. */
    private static final Set<String> PASSIVE =
            Set.of("is", "are", "was", "were", "be", "been", "being", "get", "gets", "got");

    /** Here somebody else's deed begins. */
    private static final Set<String> MEANWHILE = Set.of("before", "after", "while", "when", "until");

    private static final Set<String> NO_COUNT_BEHIND = Set.of("port", "ports", "score", "version", "step", "line");

    private static final int NONE = -1;
    private static final int NEAR = 3;
    private static final int NEXT = 2;

    /** @param isTold whether a name is one of the facts' */
    static Sentence of(String text, Predicate<String> isTold) {
        boolean hasUnknownName = false;
        List<String> words = new ArrayList<>();
        Matcher code = CODE.matcher(text);
        while (code.find()) {
            hasUnknownName |= !isTold.test(code.group(1));
        }
        for (String piece : SPACE.split(CODE.matcher(text).replaceAll(" "))) {
            String token = trimmed(piece);
            if (isPlain(token) || NUMBER.matches(token)) {
                words.addAll(wordsOf(token));
            } else if (isTold.test(token)) {
                words.add(NAME + token);
            } else {
                words.addAll(wordsOf(token));
                hasUnknownName = true;
            }
            if (BREAK.matcher(piece).find()) {
                words.add(COMMA);
            }
        }
        return new Sentence(words, hasUnknownName);
    }

    /** What stands between backticks. */
    static List<String> codeOf(String text) {
        List<String> code = new ArrayList<>();
        Matcher matcher = CODE.matcher(text);
        while (matcher.find()) {
            code.add(matcher.group(1));
        }
        return code;
    }

    /** Whatever it is. */
    static List<String> wordsOf(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(
                NOT.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" not").replace("re-creat", "recreat"));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    /** Brackets that belong to an address stay. */
    static String trimmed(String piece) {
        String token = AROUND.matcher(piece).replaceAll("");
        while (token.endsWith(")") && token.indexOf('(') < 0) {
            token = AROUND.matcher(token.substring(0, token.length() - 1)).replaceAll("");
        }
        return token;
    }

    private static boolean isPlain(String token) {
        return token.isEmpty()
                || PLAIN.matches(token)
                || SERVICE.matches(token)
                || ABBREVIATIONS.contains(token.toLowerCase(Locale.ROOT));
    }

    boolean has(Predicate<String> word) {
        return words.stream().anyMatch(word);
    }

    /** Where such words stand. */
    List<Integer> places(Predicate<String> word) {
        return IntStream.range(0, words.size())
                .filter(at -> word.test(words.get(at)))
                .boxed()
                .toList();
    }

    /** Whether what stands there is said not to be: by a word of the same thought before it, or one close behind it. */
    boolean isDenied(int at) {
        for (int before = at - 1; before >= 0 && !turns(before); before--) {
            boolean isNear = at - before <= NEAR;
            if (DENIALS.contains(words.get(before)) && (isNear || !"without".equals(words.get(before)))) {
                return true;
            }
        }
        return behind(at).anyMatch(place -> DENIALS_BEHIND.contains(words.get(place)));
    }

    /** Whether a word that denies stands close before it. */
    boolean isDeniedNearby(int at) {
        return IntStream.range(Math.max(0, at - NEAR), at).anyMatch(before -> DENIALS.contains(words.get(before)));
    }

    /** "And" alone goes on with the same. */
    private boolean turns(int at) {
        return TURNS.contains(words.get(at))
                || (COMMA.equals(words.get(at)) && at + 1 < words.size() && "and".equals(words.get(at + 1)));
    }

    private IntStream behind(int at) {
        return IntStream.range(at + 1, Math.min(words.size(), at + 1 + NEXT))
                .takeWhile(place -> !COMMA.equals(words.get(place)) && !"and".equals(words.get(place)));
    }

    /** The numbers in it: those that something is told of by them. */
    Set<Integer> numbers() {
        Set<Integer> numbers = new HashSet<>();
        for (int at = 0; at < words.size(); at++) {
            if (!ALSO_NO_NUMBERS.contains(words.get(at))) {
                number(at).ifPresent(numbers::add);
            }
        }
        return numbers;
    }

    /** Where the numbers stand that count what a word says is done: "three are updated", "updates exactly three". */
    List<Integer> counting(int deed) {
        List<Integer> counting = new ArrayList<>();
        for (int at = deed - 1; at >= Math.max(0, deed - 1 - NEAR) && !joins(at); at--) {
            if (number(at).isPresent() && (at == 0 || !NO_COUNT_BEHIND.contains(words.get(at - 1)))) {
                counting.add(at);
                break;
            }
        }
        behind(deed).filter(at -> number(at).isPresent()).findFirst().ifPresent(counting::add);
        return counting;
    }

    /**
     * The names of what a deed is said to be done to: "a and b are destroyed", "destroys a and b".
     *
     * @param isDeed whether a word says a deed, with which others begin
     */
    List<String> subjects(int deed, Predicate<String> isDeed) {
        boolean isPassive =
                IntStream.range(Math.max(0, deed - NEAR), deed).anyMatch(at -> PASSIVE.contains(words.get(at)));
        IntStream way = isPassive
                ? IntStream.iterate(deed - 1, at -> at >= 0, at -> at - 1)
                : IntStream.range(deed + 1, words.size());
        return way.takeWhile(at -> !turns(at) && !MEANWHILE.contains(words.get(at)) && !isDeed.test(words.get(at)))
                .mapToObj(words::get)
                .filter(word -> word.startsWith(NAME))
                .map(word -> word.substring(NAME.length()))
                .toList();
    }

    private boolean joins(int at) {
        return TURNS.contains(words.get(at)) || Set.of(COMMA, "and", "or").contains(words.get(at));
    }

    /** Whether what is counted there is all of it: "one resource", and not "one bucket". */
    boolean countsAll(int number) {
        int behind = number + 1;
        return behind < words.size() && words.get(behind).startsWith("resource");
    }

    /** With a "two" behind "twenty", which is none of its own then. */
    OptionalInt number(int at) {
        int value = numeral(at);
        if (isUnit(value) && isTens(numeral(at - 1))) {
            return OptionalInt.of(numeral(at - 1) + value);
        }
        return value == NONE || (isTens(value) && isUnit(numeral(at + 1)))
                ? OptionalInt.empty()
                : OptionalInt.of(value);
    }

    private static boolean isUnit(int value) {
        return value > 0 && value < 10;
    }

    private static boolean isTens(int value) {
        return value >= 20 && value < 100 && value % 10 == 0;
    }

    private int numeral(int at) {
        String word = at >= 0 && at < words.size() ? words.get(at) : NAME;
        return word.length() < 10 && Character.isDigit(word.charAt(0))
                ? Integer.parseInt(word)
                : NUMERALS.getOrDefault(word, NONE);
    }
}
