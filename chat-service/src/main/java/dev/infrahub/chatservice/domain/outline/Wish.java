package dev.infrahub.chatservice.domain.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A description, word by word: what is asked for, and what is said not to be.
 *
 * @param words in lower case
 * @param denied of each word whether it is denied
 * @param clauses of each word in which part of a sentence it stands
 */
record Wish(List<String> words, List<Boolean> denied, List<Integer> clauses) {

    private static final Set<String> DENIALS = Set.of(
            "no",
            "not",
            "without",
            "never",
            "neither",
            "nor",
            "avoid",
            "except",
            "excluding",
            "don't",
            "doesn't",
            "won't",
            "shouldn't",
            "mustn't",
            "needn't",
            "isn't",
            "aren't",
            "cannot",
            "dont",
            "doesnt",
            "instead",
            "rather");

    /** Behind these another thing is said. */
    private static final Set<String> TURNS = Set.of(
            "but",
            "however",
            "that",
            "which",
            "with",
            "use",
            "uses",
            "using",
            "only",
            "just",
            "has",
            "have",
            "having",
            "then",
            "yet",
            "though",
            "exposes",
            "stores",
            "writes",
            "reads",
            "publishes",
            "keeps",
            "runs",
            "sends",
            "saves",
            "persists",
            "consumes",
            "listens",
            "receives",
            "returns",
            "serves",
            "provides",
            "forwards",
            "emits",
            "handles");

    private static final String AND = "and";
    private static final Set<String> ARTICLES = Set.of("a", "an", "the", "any");

    /** "Without a database and a cache": what is named behind an "and" is that short. */
    private static final int LONGEST_NAMED = 2;

    private static final Set<String> LISTING = Set.of("or", "nor");

    /** "A database is not needed." */
    private static final Set<String> NEEDED = Set.of("needed", "required", "necessary", "wanted", "used");

    private static final String SENTENCE_ENDS = ".;!?\n";
    private static final int SHORT = 4;

    static Wish of(String description) {
        List<String> words = new ArrayList<>();
        List<String> ends = new ArrayList<>();
        read(description, words, ends);
        List<Boolean> denied = new ArrayList<>();
        List<Integer> clauses = new ArrayList<>();
        boolean isDenied = false;
        int clause = 0;
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (DENIALS.contains(word)) {
                isDenied = !isRecalled(words, at);
            } else if (isDenied && word.equals(AND) && !isListed(words, ends, at + 1)) {
                isDenied = false;
            } else if (isDenied && TURNS.contains(word) && !DENIALS.contains(words.get(at - 1)) && !isToBe(words, at)) {
                isDenied = false;
            }
            denied.add(isDenied);
            clauses.add(clause);
            String end = ends.get(at);
            boolean isSentenceEnd = !end.isEmpty() && SENTENCE_ENDS.indexOf(end.charAt(0)) >= 0;
            if (isSentenceEnd || (end.equals(",") && !(isDenied && isList(words, ends, at)))) {
                isDenied = false;
                clause++;
            }
        }
        denyBackwards(words, denied, clauses);
        return new Wish(List.copyOf(words), List.copyOf(denied), List.copyOf(clauses));
    }

    /** Words as people write them: letters, digits, and signs within. */
    private static void read(String text, List<String> words, List<String> ends) {
        int from = -1;
        for (int at = 0; at <= text.length(); at++) {
            char c = at < text.length() ? text.charAt(at) : ' ';
            boolean isPart = Character.isLetterOrDigit(c)
                    || ("-'.+#/_".indexOf(c) >= 0
                            && from >= 0
                            && at + 1 < text.length()
                            && Character.isLetterOrDigit(text.charAt(at + 1)));
            if (isPart && from < 0) {
                from = at;
            } else if (!isPart) {
                if (from >= 0) {
                    words.add(text.substring(from, at).toLowerCase(Locale.ROOT));
                    ends.add("");
                    from = -1;
                }
                if (!words.isEmpty() && ",:()".indexOf(c) >= 0 && ends.getLast().isEmpty()) {
                    ends.set(ends.size() - 1, ",");
                } else if (!words.isEmpty() && SENTENCE_ENDS.indexOf(c) >= 0) {
                    ends.set(ends.size() - 1, String.valueOf(c));
                }
            }
        }
    }

    /** "Not only" denies nothing. */
    private static boolean isRecalled(List<String> words, int at) {
        return at + 1 < words.size()
                && (words.get(at + 1).equals("only") || words.get(at + 1).equals("just"));
    }

    /** "It should not have", "does not use". */
    private static boolean isToBe(List<String> words, int at) {
        return at > 0
                && (words.get(at - 1).equals("not")
                        || words.get(at - 1).equals("to")
                        || words.get(at - 1).equals("need"));
    }

    /** "No database, cache or queue": what follows the comma is denied too, where an "or" ends the list. */
    private static boolean isList(List<String> words, List<String> ends, int comma) {
        for (int at = comma + 1; at < words.size(); at++) {
            if (LISTING.contains(words.get(at))) {
                return true;
            }
            boolean isEnd = !ends.get(at).isEmpty()
                    && SENTENCE_ENDS.indexOf(ends.get(at).charAt(0)) >= 0;
            if (isEnd || TURNS.contains(words.get(at)) || DENIALS.contains(words.get(at)) || at > comma + 8) {
                return false;
            }
        }
        return false;
    }

    /** Whether what follows an "and" is only named, and so denied with what stands before; else another thing is said. */
    private static boolean isListed(List<String> words, List<String> ends, int from) {
        int named = 0;
        for (int at = from; at < words.size() && named <= LONGEST_NAMED; at++) {
            if (TURNS.contains(words.get(at))) {
                return false;
            }
            named += ARTICLES.contains(words.get(at)) ? 0 : 1;
            if (!ends.get(at).isEmpty()) {
                return named <= LONGEST_NAMED;
            }
        }
        return named <= LONGEST_NAMED;
    }

    private static void denyBackwards(List<String> words, List<Boolean> denied, List<Integer> clauses) {
        for (int at = 1; at < words.size(); at++) {
            boolean isDenial = NEEDED.contains(words.get(at)) && Boolean.TRUE.equals(denied.get(at));
            for (int before = at - 1;
                    isDenial && before >= 0 && clauses.get(before).equals(clauses.get(at));
                    before--) {
                denied.set(before, true);
            }
        }
    }

    /** Whether something is asked for by one of these words or runs of words. */
    boolean asks(Set<String> phrases) {
        return first(phrases) >= 0;
    }

    /** Whether it is only said that there is none. */
    boolean denies(Set<String> phrases) {
        return !asks(phrases) && place(phrases, at -> true) >= 0;
    }

    /** Where it is asked for first; negative where it is not. */
    int first(Set<String> phrases) {
        return place(phrases, at -> !denied.get(at));
    }

    private int place(Set<String> phrases, Predicate<Integer> counts) {
        for (int at = 0; at < words.size(); at++) {
            StringBuilder run = new StringBuilder();
            for (int length = 0; length < SHORT && at + length < words.size(); length++) {
                run.append(length == 0 ? "" : " ").append(words.get(at + length));
                if (phrases.contains(run.toString()) && counts.test(at)) {
                    return at;
                }
            }
        }
        return -1;
    }

    /** Whether one of the words stands in the same part of a sentence as the word at this place, behind it. */
    boolean isFollowed(int at, Set<String> phrases) {
        for (int next = at + 1; next < words.size() && clauses.get(next).equals(clauses.get(at)); next++) {
            if (phrases.contains(words.get(next))) {
                return true;
            }
        }
        return false;
    }

    String before(int at) {
        return at > 0 ? words.get(at - 1) : "";
    }
}
