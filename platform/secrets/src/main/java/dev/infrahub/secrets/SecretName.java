package dev.infrahub.secrets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a name says about its value. The last words decide: {@code db_password} holds a password, {@code password_length}
 * does not, and neither does {@code secret_arn}.
 */
enum SecretName {
    /** The value is no secret as far as the name tells. */
    NONE,
    /** Keys of many kinds: the value is a secret when it looks random. */
    KEY,
    /** The value is a secret unless it is the name of one. */
    TOKEN,
    /** The value is a secret unless it is a reference or empty. */
    PASSWORD;

    /** One of these is in every name that tells of a secret; lower case. */
    static final String[] STEMS = {
        "pass",
        "pwd",
        "secret",
        "token",
        "key",
        "cred",
        "connection",
        "conn_str",
        "connstr",
        "dsn",
        "psk",
        "auth",
        "sas"
    };

    private static final Keywords<String> PREFILTER = new Keywords<>(
            Arrays.stream(STEMS).map(stem -> new Keywords.Word<>(stem, stem)).toList());

    private static final int LONGEST = 200;
    private static final int LONGEST_ENDING = 3;

    private static final Pattern WORD_END = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");

    private static final Set<String> PASSWORDS = Set.of(
            "password",
            "passwords",
            "passwd",
            "pwd",
            "pass",
            "passphrase",
            "passcode",
            "psk",
            "client_secret",
            "app_secret",
            "api_secret",
            "consumer_secret",
            "shared_secret",
            "webhook_secret",
            "signing_secret",
            "secret_key",
            "secret_access_key",
            "secret_string",
            "secret_binary",
            "api_key",
            "apikey",
            "account_key",
            "auth_token",
            "access_token",
            "refresh_token",
            "bearer_token",
            "session_token",
            "api_token",
            "bot_token",
            "sas_token",
            "personal_access_token",
            "connection_string",
            "conn_str",
            "connection_strings",
            "preshared_key",
            "pre_shared_key");

    private static final Set<String> TOKENS = Set.of(
            "secret", "secrets", "token", "credential", "credentials", "creds", "private_key", "auth", "dsn", "sas");

    /** Words run together, as in {@code dbpassword}. */
    private static final List<String> RUN_TOGETHER = List.of(
            "password",
            "passwd",
            "passphrase",
            "apikey",
            "secretkey",
            "connectionstring",
            "accesstoken",
            "clientsecret");

    private static final List<String> TOKENS_RUN_TOGETHER = List.of("secret", "token", "privatekey");

    /** Told from what a repeated call is recognised by, which is no secret. */
    private static final Set<String> NO_TOKENS = Set.of(
            "client_token",
            "request_token",
            "creation_token",
            "idempotency_token",
            "next_token",
            "page_token",
            "continuation_token",
            "client_request_token");

    private static final Set<String> NO_KEYS = Set.of(
            "public", "partition", "sort", "hash", "range", "foreign", "object", "row", "routing", "tag", "label");

    /** Say nothing about what is in the value. */
    private static final Set<String> FILLERS = Set.of(
            "value",
            "plaintext",
            "plain",
            "text",
            "wo",
            "base64",
            "b64",
            "encoded",
            "old",
            "new",
            "current",
            "previous",
            "primary",
            "secondary",
            "default",
            "raw",
            "pem",
            "openssh",
            "pkcs8",
            "json",
            "content");

    static SecretName of(String name) {
        if (name.length() > LONGEST || !PREFILTER.anyIn(name)) {
            return NONE;
        }
        List<String> words = words(name);
        SecretName whole = ending(words);
        while (whole == NONE && words.size() > 1 && isFiller(words.getLast())) {
            words.removeLast();
            whole = ending(words);
        }
        return whole;
    }

    private static List<String> words(String name) {
        return WORD_END.splitAsStream(name)
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static boolean isFiller(String word) {
        return FILLERS.contains(word) || word.chars().allMatch(Character::isDigit);
    }

    private static SecretName ending(List<String> words) {
        if (words.isEmpty()) {
            return NONE;
        }
        String last = words.getLast();
        if (endsWith(words, NO_TOKENS)) {
            return NONE;
        }
        if (endsWith(words, PASSWORDS) || endsWithAny(last, RUN_TOGETHER)) {
            return PASSWORD;
        }
        if (endsWith(words, TOKENS) || endsWithAny(last, TOKENS_RUN_TOGETHER)) {
            return TOKEN;
        }
        boolean key = last.equals("key") && words.size() > 1 && !NO_KEYS.contains(words.get(words.size() - 2));
        return key || last.equals("accesskey") ? KEY : NONE;
    }

    private static boolean endsWith(List<String> words, Set<String> names) {
        for (int count = 1; count <= Math.min(LONGEST_ENDING, words.size()); count++) {
            if (names.contains(String.join("_", words.subList(words.size() - count, words.size())))) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsWithAny(String word, List<String> endings) {
        return endings.stream().anyMatch(word::endsWith);
    }

    /** Whether this value, written down as a value of its own, is a secret under such a name. */
    boolean holds(String value) {
        return this != NONE
                && Values.isLiteral(value)
                && switch (this) {
                    case NONE -> false;
                    case KEY -> Values.looksRandom(value);
                    case TOKEN -> !Values.looksLikeAName(value);
                    case PASSWORD -> true;
                };
    }
}
