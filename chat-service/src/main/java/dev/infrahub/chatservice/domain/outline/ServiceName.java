package dev.infrahub.chatservice.domain.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a service is called: as somebody names it, or by what it is about. */
final class ServiceName {

    private static final int LONGEST = 63;
    private static final int MOST_WORDS = 3;
    private static final Set<String> NAMING = Set.of("called", "named");

    /** What follows is what it does to what it is about. */
    private static final Set<String> DOING = Set.of("that", "which", "to", "and");

    private static final Set<String> SAYS_NOTHING = Set.of(
            "a",
            "an",
            "the",
            "and",
            "or",
            "of",
            "for",
            "to",
            "in",
            "on",
            "by",
            "with",
            "without",
            "that",
            "which",
            "this",
            "it",
            "its",
            "from",
            "into",
            "over",
            "as",
            "at",
            "is",
            "are",
            "be",
            "we",
            "need",
            "needs",
            "want",
            "i",
            "our",
            "my",
            "new",
            "simple",
            "small",
            "please",
            "build",
            "create",
            "make",
            "me",
            "us",
            "service",
            "azure",
            "app",
            "application",
            "web",
            "net",
            "dotnet",
            ".net",
            "should",
            "must",
            "will",
            "can",
            "could",
            "may",
            "some",
            "all",
            "any",
            "every",
            "each",
            "anybody",
            "call",
            "key",
            "night",
            "hour",
            "day",
            "using",
            "uses",
            "use",
            "used",
            "public",
            "internal",
            "users",
            "user",
            "where",
            "when",
            "who",
            "so",
            "them",
            "they",
            "their",
            "then",
            "also",
            "only",
            "just",
            "but",
            "not",
            "there",
            "here",
            "one",
            "protected",
            "deployed",
            "running",
            "called",
            "named",
            "stateless",
            "manages",
            "handles",
            "provides",
            "send",
            "sends",
            "reads",
            "writes",
            "does",
            "doesn't",
            "don't",
            "neither",
            "keeps");

    private ServiceName() {}

    /** @param vocabulary words for what it needs and how it runs */
    static String of(String description, Wish wish, Set<String> vocabulary, Outline.Type type) {
        return named(words(description))
                .filter(name -> !name.isEmpty())
                .orElseGet(() ->
                        shortened(about(wish, vocabulary) + "-" + type.name().toLowerCase(Locale.ROOT)));
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int at = 0; at <= text.length(); at++) {
            char c = at < text.length() ? text.charAt(at) : ' ';
            if (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.') {
                word.append(c);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        return words;
    }

    private static Optional<String> named(List<String> words) {
        for (int at = 0; at + 1 < words.size(); at++) {
            if (NAMING.contains(words.get(at).toLowerCase(Locale.ROOT))) {
                return Optional.of(shortened(kebab(words.get(at + 1))));
            }
        }
        return Optional.empty();
    }

    /** The first words that are not denied, and tell what it is about. */
    private static String about(Wish wish, Set<String> vocabulary) {
        List<String> telling = new ArrayList<>();
        for (int at = 0; at < wish.words().size() && telling.size() < MOST_WORDS; at++) {
            String word = wish.words().get(at);
            String name = kebab(word);
            boolean isTelling = !wish.denied().get(at)
                    && name.length() > 1
                    && !Character.isDigit(name.charAt(0))
                    && !SAYS_NOTHING.contains(word)
                    && !vocabulary.contains(word)
                    && !(DOING.contains(wish.before(at))
                            && at + 1 < wish.words().size())
                    && !telling.contains(name);
            boolean isElsewhere = !telling.isEmpty()
                    && !wish.clauses().get(at).equals(wish.clauses().get(at - 1));
            if (isElsewhere) {
                break;
            }
            if (isTelling) {
                telling.add(name);
            }
        }
        return telling.isEmpty() ? "new" : String.join("-", telling);
    }

    /** {@code OrderService} and {@code order_service} as {@code order-service}; of other alphabets nothing is left. */
    private static String kebab(String word) {
        StringBuilder kebab = new StringBuilder();
        for (int at = 0; at < word.length(); at++) {
            char c = word.charAt(at);
            boolean isHump = Character.isUpperCase(c) && at > 0 && Character.isLowerCase(word.charAt(at - 1));
            char lower = Character.toLowerCase(c);
            boolean isPlain = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
            if (isHump || !isPlain) {
                hyphen(kebab);
            }
            if (isPlain) {
                kebab.append(lower);
            }
        }
        return trimmed(kebab.toString());
    }

    private static void hyphen(StringBuilder kebab) {
        if (!kebab.isEmpty() && kebab.charAt(kebab.length() - 1) != '-') {
            kebab.append('-');
        }
    }

    private static String trimmed(String name) {
        return name.endsWith("-") ? name.substring(0, name.length() - 1) : name;
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST ? name : trimmed(name.substring(0, LONGEST));
    }
}
