package dev.infrahub.findings;

import dev.infrahub.json.Value;
import dev.infrahub.secrets.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may be secret where people read it. Stricter than redaction: the hub works on with what redaction takes out, and nobody
 * misses a value in a comment that can be looked up in the old code.
 */
public final class Telling {

    private static final int LONG_RUN = 32;
    private static final int LONG_RUN_WITH_DIGIT = 20;

    /** Anywhere in a name. */
    private static final Set<String> STEMS = Set.of(
            "passw",
            "secret",
            "token",
            "credential",
            "private",
            "connection",
            "user_data",
            "auth",
            "plaintext",
            "bcrypt");

    /** As the last word of a name, or all of it. */
    private static final Set<String> LAST_WORDS = Set.of(
            "key",
            "keys",
            "pw",
            "pws",
            "pwd",
            "pass",
            "psk",
            "community",
            "communities",
            "pin",
            "seed",
            "salt",
            "sas",
            "dsn",
            "cookie",
            "otp",
            "kennwort",
            "passwort",
            "clave",
            "contrasena",
            "mdp",
            "senha");

    /** Before the word "key": what it is a key of is no lock. */
    private static final Set<String> NO_LOCKS = Set.of(
            "partition", "sort", "hash", "range", "public", "foreign", "primary", "object", "routing", "tag", "label");

    /** What ends the type of a thing that is nothing but a secret. */
    private static final List<String> SECRETS =
            List.of("_password", "_passwords", "_secret", "_token", "_credential", "_credentials", "_secret_version");

    /** What a secret is called in such a thing. */
    private static final Set<String> ITSELF = Set.of("value", "result", "content", "data", "hash", "hex");

    private Telling() {}

    /** Whether values under this name in a resource of this type are not shown, whatever they are. */
    public static boolean mayBeOfSecret(String type, String name) {
        List<String> words = words(name);
        boolean isItself = !words.isEmpty()
                && ITSELF.contains(words.getLast())
                && SECRETS.stream().anyMatch(type::endsWith);
        return isItself || mayBeOfSecret(name);
    }

    /** Whether values under this name are not shown, whatever they are. */
    public static boolean mayBeOfSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (STEMS.stream().anyMatch(lower::contains)) {
            return true;
        }
        List<String> words = words(name);
        String last = words.isEmpty() ? "" : words.getLast();
        String before = words.size() < 2 ? "" : words.get(words.size() - 2);
        return LAST_WORDS.contains(last) && !(last.startsWith("key") && NO_LOCKS.contains(before));
    }

    /** In lower case, split where a capital or anything but a letter begins; digits at the end tell nothing. */
    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char last = ' ';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean begins = !Character.isLetter(c) || (Character.isUpperCase(c) && Character.isLowerCase(last));
            if (begins && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (Character.isLetter(c)) {
                word.append(Character.toLowerCase(c));
            }
            last = c;
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    /** Whether a value is or holds a credential; the words of a command line tell more together. */
    public static boolean showsSecret(String name, Value value) {
        return switch (value) {
            case Value.Text(String text) -> !Secrets.inAttribute(name, text).isEmpty();
            case Value.Items(var items) ->
                items.stream().anyMatch(item -> showsSecret(name, item) || isOptionOfSecret(item))
                        || !Secrets.find(line(items)).isEmpty();
            case Value.Members _, Value.Num _, Value.Bool _, Value.Special _ -> false;
        };
    }

    private static String line(List<Value> items) {
        return items.stream().flatMap(item -> item.text().stream()).collect(Collectors.joining(" "));
    }

    /** {@code --requirepass}, {@code -password=x}. */
    private static boolean isOptionOfSecret(Value item) {
        return item.text()
                .filter(text -> text.startsWith("-"))
                .map(text -> text.indexOf('=') < 0 ? text : text.substring(0, text.indexOf('=')))
                .filter(option -> option.toLowerCase(Locale.ROOT).contains("pass") || mayBeOfSecret(option))
                .isPresent();
    }

    /** Something random, or with a login in it: whether anybody marked it or not. */
    public static boolean looksSecret(String text) {
        int run = longestRun(text);
        return run >= LONG_RUN
                || (run >= LONG_RUN_WITH_DIGIT && text.chars().anyMatch(c -> c >= '0' && c <= '9'))
                || hasLogin(text)
                || text.contains("-----BEGIN");
    }

    /** Of letters and digits as base64 has them. */
    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean inRun = (c >= 'A' && c <= 'Z')
                    || (c >= 'a' && c <= 'z')
                    || (c >= '0' && c <= '9')
                    || "+/=_".indexOf(c) >= 0;
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
