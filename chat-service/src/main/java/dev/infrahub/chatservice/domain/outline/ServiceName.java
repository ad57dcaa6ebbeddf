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
            "microservice",
            "api",
            "rest",
            "restful",
            "http",
            "worker",
            "function",
            "functions",
            "azure",
            "serverless",
            "lambda",
            "job",
            "jobs",
            "background",
            "scheduled",
            "nightly",
            "hourly",
            "daily",
            "app",
            "application",
            "backend",
            "web",
            "net",
            "dotnet",
            ".net",
            "should",
            "must",
            "will",
            "can",
            "could",
            "some",
            "all",
            "any",
            "every",
            "no",
            "not",
            "using",
            "uses",
            "use",
            "public",
            "internal",
            "lets",
            "allows",
            "users",
            "user",
            "manages",
            "manage",
            "managing",
            "handles",
            "handle",
            "provides",
            "exposes",
            "reads",
            "writes",
            "gets",
            "sends",
            "send",
            "sending",
            "processes",
            "processing",
            "process",
            "consumes",
            "stores",
            "returns",
            "generates",
            "generating",
            "calculates",
            "tracks",
            "tracking",
            "listens",
            "runs",
            "keeps",
            "takes",
            "does",
            "crud",
            "endpoint",
            "endpoints",
            "where",
            "when",
            "who",
            "customers",
            "so",
            "them",
            "their",
            "they",
            "grpc",
            "graphql",
            "postgres",
            "postgresql",
            "redis",
            "database",
            "kubernetes",
            "messages",
            "queue",
            "timer-triggered",
            "http-triggered",
            "triggered",
            "timer",
            "then",
            "also",
            "only",
            "just");

    private ServiceName() {}

    static String of(String description, Outline.Type type) {
        List<String> words = words(description);
        return named(words)
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> shortened(about(words) + "-" + type.name().toLowerCase(Locale.ROOT)));
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

    private static String about(List<String> words) {
        List<String> telling = words.stream()
                .map(ServiceName::kebab)
                .filter(word -> word.length() > 1 && !SAYS_NOTHING.contains(word) && !Character.isDigit(word.charAt(0)))
                .distinct()
                .limit(MOST_WORDS)
                .toList();
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
