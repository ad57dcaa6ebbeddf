package dev.infrahub.findings;

import dev.infrahub.json.Value;
import dev.infrahub.secrets.Secrets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may be secret where people read it. Stricter than redaction: the hub works on with what redaction takes out, and nobody
 * misses a value in a comment that can be looked up in the old code.
 */
final class Telling {

    private static final int LONG_RUN = 32;
    private static final int LONG_RUN_WITH_DIGIT = 20;
    private static final int LONGEST_WORD = 60;

    /** End the names of what tells one content from another, which is no secret and looks random. */
    private static final List<String> DIGESTS = List.of(
            "etag",
            "_hash",
            "_sha",
            "_sha1",
            "_sha256",
            "_sha512",
            "_md5",
            "_checksum",
            "_digest",
            "_revision",
            "image");

    /** What is set where something else might be a secret; in capitals all words are. */
    private static final Set<String> WORDS = Set.of(
            "none",
            "required",
            "optional",
            "enabled",
            "disabled",
            "default",
            "basic",
            "jwt",
            "oidc",
            "oauth",
            "saml",
            "iam",
            "tls",
            "mtls",
            "ssl",
            "minutes",
            "hours",
            "days",
            "seconds");

    private static final Set<String> SWITCHES = Set.of("true", "false", "on", "off", "yes", "no", "0", "1");

    private static final int LONGEST_ASSIGNED = 200;

    /** More than is told of a text. */
    private static final int READ = 4000;

    private static final List<String> VAULTS =
            List.of(".vault.azure.net/", ".vault.azure.cn/", ".vault.usgovcloudapi.net/");

    private static final List<String> PLACES_OF_SECRETS = List.of(
            "arn:",
            "projects/",
            "/subscriptions/",
            "https://management.azure.com/",
            "ssm://",
            "secretsmanager://",
            "vault://");

    private Telling() {}

    /** Whether a number may be a secret, where it is called like this. */
    static boolean mayBeSecret(Called called, Value.Num number) {
        return called.compareTo(Called.SECRET) >= 0 && !isSwitch(called, number.spelling());
    }

    /** Whether a text may be one. */
    static boolean mayBeSecret(Called called, String text) {
        return switch (called) {
            case NOTHING -> false;
            case ENVIRONMENT -> text.indexOf('=') >= 0;
            case MEASURE, SETTING -> !isWord(text) && looksSecret(text);
            case PERHAPS -> !text.isEmpty() && !isWord(text) && !isPlace(text);
            case SECRET -> !text.isEmpty() && !isPlaceOfSecret(text);
            case CONTENT -> !text.isEmpty() && !isSwitch(called, text);
        };
    }

    /** Nobody guesses less by not being told; where a name says that it is a password, even that is one. */
    private static boolean isSwitch(Called called, String text) {
        return called == Called.CONTENT && SWITCHES.contains(text);
    }

    /** {@code AWS_IAM}: of capitals, or one of ours. */
    private static boolean isWord(String text) {
        boolean isOfCapitals = text.length() <= LONGEST_WORD
                && text.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || c == '_' || c == '-');
        return isOfCapitals || WORDS.contains(text);
    }

    /** Where something is, without a login to it. */
    private static boolean isPlace(String text) {
        return isPlaceOfSecret(text) || (isUrl(text) && !hasLogin(text) && text.indexOf('?') < 0 && !hasLongRun(text));
    }

    private static boolean isUrl(String text) {
        return text.startsWith("https://") || text.startsWith("http://");
    }

    /** The name that a cloud gives to it, or to where it is kept; whether it is one to the last letter was asked before. */
    private static boolean isPlaceOfSecret(String text) {
        boolean isInVault = text.startsWith("https://") && VAULTS.stream().anyMatch(text::contains);
        return isInVault || PLACES_OF_SECRETS.stream().anyMatch(text::startsWith);
    }

    /** Whether these are words of a command line one of which is a secret, as far as others of them tell. */
    static boolean isCommandWithSecret(List<Value> items) {
        return items.stream().anyMatch(Telling::isOptionOfSecret)
                || !Secrets.find(line(items)).isEmpty();
    }

    /** {@code ENCRYPTION_KEY=hunter2}, {@code "token": x}: whether anything in a text is set that may be a secret by its name. */
    static boolean assignsSecret(String text) {
        for (int at = 0; at < Math.min(text.length(), READ); at++) {
            char c = text.charAt(at);
            boolean assigns = c == '=' || (c == ':' && at + 1 < text.length() && text.charAt(at + 1) == ' ');
            if (assigns && isOfSecret(Called.of(nameBefore(text, at)))) {
                return true;
            }
        }
        return false;
    }

    private static String nameBefore(String text, int sign) {
        int end = sign;
        while (end > 0 && sign - end < LONGEST_ASSIGNED && " \t\"'".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        int start = end;
        while (start > 0 && end - start < LONGEST_ASSIGNED && isOfName(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, end);
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    private static boolean isOfSecret(Called called) {
        return called == Called.SECRET || called == Called.PERHAPS;
    }

    private static String line(List<Value> items) {
        return items.stream().flatMap(item -> item.text().stream()).collect(Collectors.joining(" "));
    }

    /** {@code --requirepass}, {@code -password=x}. */
    private static boolean isOptionOfSecret(Value item) {
        return item.text()
                .filter(text -> text.startsWith("-"))
                .map(text -> text.indexOf('=') < 0 ? text : text.substring(0, text.indexOf('=')))
                .map(Telling::calledAsOption)
                .filter(Telling::isOfSecret)
                .isPresent();
    }

    /** {@code -requirepass} says what it takes, too. */
    private static Called calledAsOption(String option) {
        Called called = Called.of(option);
        return called == Called.NOTHING && option.toLowerCase(Locale.ROOT).contains("pass") ? Called.SECRET : called;
    }

    /** Whether this is what a thing is called that looks random and is none. */
    static boolean isDigest(String name) {
        return DIGESTS.stream().anyMatch(("_" + name)::endsWith) && Called.of(name) == Called.NOTHING;
    }

    /** Something random, or with a login in it: whether anybody marked it or not. */
    static boolean looksSecret(String text) {
        return !isPlaceOfSecret(text) && (hasLongRun(text) || hasLogin(text) || text.contains("-----BEGIN"));
    }

    private static boolean hasLongRun(String text) {
        int run = longestRun(text);
        return run >= LONG_RUN || (run >= LONG_RUN_WITH_DIGIT && text.chars().anyMatch(c -> c >= '0' && c <= '9'));
    }

    /** Of letters and digits as base64 has them; in a path, between its slashes. */
    private static int longestRun(String text) {
        String signs = text.startsWith("/") || isUrl(text) ? "+=_" : "+/=_";
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean inRun =
                    (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || signs.indexOf(c) >= 0;
            run = inRun ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static boolean hasLogin(String text) {
        int start = text.indexOf("://");
        if (start < 0) {
            return false;
        }
        int path = text.indexOf('/', start + "://".length());
        int at = text.indexOf('@', start);
        return at >= 0 && (path < 0 || at < path);
    }
}
