package dev.infrahub.secrets;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a name says about its value. The last words decide: {@code db_password} holds a password, {@code password_length}
 * does not, and neither does {@code secret_arn}.
 */
enum SecretName {
    /** The value is no secret as far as the name tells. */
    NONE,
    /** Keys of many kinds: the value is a secret when it looks random. */
    KEY,
    /** Keys that sign or encrypt, codes and sessions: drawn at random as well, and often shorter. */
    DRAWN,
    /** Of SNMP the value is a secret; of BGP it is a number. */
    COMMUNITY,
    /** The value is a secret unless it is the name of one. */
    TOKEN,
    /** The value is a secret unless it is a reference or empty. */
    PASSWORD,
    /** Whatever stands below is a secret, whatever it is called there: what a Secret of Kubernetes holds. */
    CONTENT;

    /** A name that says so. */
    static final String OF_CONTENT = "kubernetes_secret_content";

    /** A name that says the same. */
    String written() {
        return switch (this) {
            case NONE -> "";
            case KEY -> "key";
            case DRAWN -> "signing_key";
            case COMMUNITY -> "community";
            case TOKEN -> "token";
            case PASSWORD -> "password";
            case CONTENT -> OF_CONTENT;
        };
    }

    /** One of these is in every name that tells of a secret; lower case. */
    static final String[] STEMS = {
        "pass",
        "pwd",
        "secret",
        "token",
        "key",
        "cred",
        "connection",
        "plaintext_value",
        "protected_settings",
        "set_sensitive",
        "conn_str",
        "connstr",
        "dsn",
        "psk",
        "auth",
        "sas",
        "pw",
        "community",
        "contrase",
        "clave",
        "senha",
        "mdp",
        "kennwort",
        "wachtwoord",
        "l\u00F6senord",
        "losenord",
        "adgangskode",
        "salasana",
        "has\u0142o",
        "haslo",
        "heslo",
        "jelsz",
        "parola",
        "geheimnis",
        "jwt",
        "sessionid",
        "session_id",
        "recovery_code",
        "recoverycode",
        "backup_code",
        "backupcode",
        "otp_seed",
        "otpseed",
        "pincode",
        "pin_code",
        "\u015Fifre",
        "sifre",
        "lozinka",
        "sandi",
        "kh\u1EA9u",
        "\u043F\u0430\u0440\u043E\u043B",
        "\u03BA\u03C9\u03B4\u03B9\u03BA",
        "\u5BC6\u7801",
        "\u5BC6\u78BC",
        "\u53E3\u4EE4",
        "\u30D1\u30B9\u30EF\u30FC\u30C9",
        "\u6697\u8A3C",
        "\uBE44\uBC00\uBC88\uD638",
        "\uC554\uD638",
        "\u05E1\u05D9\u05E1\u05DE",
        "\u0627\u0644\u0645\u0631\u0648\u0631",
        "\u0627\u0644\u0633\u0631",
        "\u0E23\u0E2B\u0E31\u0E2A\u0E1C\u0E48\u0E32\u0E19",
        "\u092A\u093E\u0938\u0935\u0930\u094D\u0921"
    };

    private static final Keywords<String> PREFILTER = new Keywords<>(
            Arrays.stream(STEMS).map(stem -> new Keywords.Word<>(stem, stem)).toList());

    private static final int LONGEST = 200;
    private static final int LONGEST_ENDING = 3;
    private static final int ASCII = 128;

    /** Cyrillic letters among Latin ones, and what they look like. */
    private static final String LOOK_LATIN = "\u0430\u0435\u043E\u0440\u0441\u0443\u0445\u0456\u0455\u043A\u0442";

    private static final String LATIN = "aeopcyxiskt";
    private static final CharClass COMMUNITY_OF_BGP = CharClass.of("0-9:., ");

    private static final Set<String> PASSWORDS = Set.of(
            "password",
            "passwords",
            "passwd",
            "passwds",
            "pwd",
            "pw",
            "pass",
            "passphrase",
            "passcode",
            "pass_word",
            "pass_phrase",
            "psk",
            "requirepass",
            "masterauth",
            "storepass",
            "keypass",
            "sshpass",
            "pgpass",
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
            "secret_data",
            "plaintext_value",
            "protected_settings",
            "client_key_data",
            "api_key",
            "apikey",
            "account_key",
            "auth_key",
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
            "pre_shared_key",
            "pre_share_key",
            "preshare_key",
            "shared_key",
            "join_key",
            "join_token",
            "license_key",
            "licence_key",
            "registration_key",
            "wpa_key",
            "wep_key",
            "master_key",
            "hmac_key",
            "session_key",
            "cookie_key",
            "authentication_key",
            "integration_key");

    /** Of other languages, without accents; in a phrase the last word tells. */
    private static final Set<String> PASSWORDS_ELSEWHERE = Stream.of(
                    "contrase\u00F1a",
                    "contrasena",
                    "contrasenya",
                    "senha",
                    "senhas",
                    "passe",
                    "mdp",
                    "motdepasse",
                    "passwort",
                    "passworte",
                    "kennwort",
                    "wachtwoord",
                    "l\u00F6senord",
                    "passord",
                    "adgangskode",
                    "salasana",
                    "haslo",
                    "has\u0142o",
                    "heslo",
                    "jelsz\u00F3",
                    "parola",
                    "\u015Fifre",
                    "lozinka",
                    "sandi",
                    "kh\u1EA9u",
                    "\u043F\u0430\u0440\u043E\u043B\u044C",
                    "\u043F\u0430\u0440\u043E\u043B\u0430",
                    "\u03BA\u03C9\u03B4\u03B9\u03BA\u03CC\u03C2",
                    "\u05E1\u05D9\u05E1\u05DE\u05D4",
                    "\u05E1\u05D9\u05E1\u05DE\u05D0")
            .map(SecretName::folded)
            .collect(Collectors.toUnmodifiableSet());

    /** Written without spaces, so that other words stand before them. */
    private static final List<String> PASSWORDS_RUN_TOGETHER = Stream.of(
                    "passwort",
                    "kennwort",
                    "wachtwoord",
                    "contrasena",
                    "\u5BC6\u7801",
                    "\u5BC6\u78BC",
                    "\u53E3\u4EE4",
                    "\u30D1\u30B9\u30EF\u30FC\u30C9",
                    "\u6697\u8A3C\u756A\u53F7",
                    "\uBE44\uBC00\uBC88\uD638",
                    "\uC554\uD638",
                    "\u0627\u0644\u0645\u0631\u0648\u0631",
                    "\u0627\u0644\u0633\u0631",
                    "\u0E23\u0E2B\u0E31\u0E2A\u0E1C\u0E48\u0E32\u0E19",
                    "\u092A\u093E\u0938\u0935\u0930\u094D\u0921")
            .map(SecretName::folded)
            .toList();

    private static final Set<String> TOKENS = Set.of(
            "secret",
            "secrets",
            "token",
            "credential",
            "credentials",
            "creds",
            "private_key",
            "auth",
            "authorization",
            "dsn",
            "sas",
            "clave");

    private static final Set<String> COMMUNITIES =
            Set.of("community", "community_string", "rocommunity", "rwcommunity", "community_name");

    private static final Set<String> DRAWN_NAMES = Set.of(
            "access_key",
            "accesskey",
            "storage_key",
            "encryption_key",
            "signing_key",
            "ssh_key",
            "jwt",
            "sessionid",
            "session_id",
            "recovery_code",
            "recovery_codes",
            "backup_code",
            "backup_codes",
            "otp_seed",
            "totp_seed",
            "pincode",
            "pin_code");

    /** Words run together, as in {@code dbpassword}. */
    private static final List<String> RUN_TOGETHER = List.of(
            "password",
            "passwd",
            "passphrase",
            "apikey",
            "secretkey",
            "connectionstring",
            "accesstoken",
            "clientsecret",
            "pwd");

    private static final List<String> TOKENS_RUN_TOGETHER = List.of("secret", "token", "privatekey", "geheimnis");

    /** Told from what a repeated call is recognised by and from flags, which are no secrets. */
    private static final Set<String> NO_TOKENS = Set.of(
            "client_token",
            "request_token",
            "creation_token",
            "idempotency_token",
            "next_token",
            "page_token",
            "continuation_token",
            "client_request_token",
            // says of another value that it is one
            "is_secret",
            "issecret");

    /** Before a secret: it is an object of Kubernetes, and this is what that is called. */
    private static final Set<String> OF_OBJECTS = Set.of("pull", "tls");

    /** Anywhere in a name: it says which one is taken. */
    private static final String EXISTING = "existing";

    /** Before a key: it is that of a member, under which the password stands. */
    private static final Set<String> BELOW_KEYS = Set.of("password", "passwords", "passwd");

    private static final Set<String> NO_KEYS = Set.of(
            "public",
            "partition",
            "sort",
            "hash",
            "range",
            "foreign",
            "object",
            "row",
            "routing",
            "tag",
            "label",
            "idempotency",
            "cache",
            "dedup",
            "grouping");

    /** Say nothing about what is in the value. */
    private static final Set<String> FILLERS = Set.of(
            "value",
            "plaintext",
            "plain",
            "text",
            "string",
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

    /** What stands below such a name is secret, as the values of {@code secrets = { a = "…" }} are. */
    private static final Set<String> OF_MANY = Set.of(
            "set_sensitive",
            "string_data",
            "sensitive_values",
            "sensitive_parameters",
            "sensitive_variables",
            "secret_values",
            "secure_environment_variables",
            "secure_values",
            "secure_parameters",
            "secure_variables",
            "secure_settings");

    /** Tell of a secret what it is called, where it lies or what it is for; below {@link #CONTENT} they do not. */
    private static final Set<String> DESCRIBING = Set.of(
            "name",
            "names",
            "id",
            "ids",
            "arn",
            "type",
            "kind",
            "version",
            "mode",
            "path",
            "paths",
            "user",
            "username",
            "login",
            "url",
            "uri",
            "host",
            "hostname",
            "server",
            "port",
            "endpoint",
            "region",
            "location",
            "issuer",
            "scope",
            "scopes",
            "scheme",
            "description",
            "status",
            "algorithm",
            "method",
            "length",
            "ttl",
            "expiration",
            "provider",
            "namespace",
            "source",
            "file",
            "field",
            "tag",
            "label",
            "email",
            "date",
            "time",
            "at",
            "from",
            "ref",
            "key");

    static SecretName of(String name) {
        if (name.length() > LONGEST) {
            return NONE;
        }
        String written = isAscii(name) ? name : unmasked(name);
        return PREFILTER.anyIn(written) ? of(words(written)) : NONE;
    }

    /** What a name says about all that stands in a list, an object or a block of that name. */
    static SecretName over(String name) {
        SecretName own = of(name);
        boolean mayBeOfMany = own == NONE
                && name.length() <= LONGEST
                && (PREFILTER.anyIn(name)
                        || name.contains("secure")
                        || name.contains("sensitive")
                        || name.contains("tring_data"));
        if (!mayBeOfMany) {
            return own;
        }
        List<String> words = words(name);
        if (words.isEmpty()) {
            return NONE;
        }
        if (endsWith(words, OF_MANY)) {
            return PASSWORD;
        }
        String last = words.removeLast();
        if (!last.endsWith("s") || last.length() < 2) {
            return NONE;
        }
        words.add(last.substring(0, last.length() - 1));
        return of(words);
    }

    /** Whether only what looks random is a secret under it. */
    boolean isOfKeys() {
        return this == KEY || this == DRAWN;
    }

    /** What is said about a member of this name, below a name that says this. */
    SecretName below(String member) {
        if (this == NONE || this == CONTENT) {
            return this == CONTENT ? this : of(member);
        }
        SecretName own = of(member);
        if (own != NONE) {
            return own.compareTo(this) > 0 || isOfMember(words(member)) ? own : this;
        }
        return describes(member) ? NONE : this;
    }

    /** The key of a member of a secret, as charts are given: {@code userPasswordKey}. */
    private static boolean isOfMember(List<String> words) {
        return words.size() > 1 && words.getLast().equals("key") && BELOW_KEYS.contains(words.get(words.size() - 2));
    }

    /** Which object holds the secret, as charts are given: {@code existingSecret}, {@code imagePullSecrets}. */
    private static boolean isOfObject(List<String> words) {
        String last = words.getLast();
        return words.contains(EXISTING)
                || (words.size() > 1
                        && (last.equals("secret") || last.equals("secrets"))
                        && OF_OBJECTS.contains(words.get(words.size() - 2)));
    }

    /** Whether it tells of a secret what it is called, where it lies or what it is for. */
    static boolean describes(String member) {
        List<String> words = words(member);
        return !words.isEmpty() && (DESCRIBING.contains(words.getLast()) || isOfObject(words));
    }

    private static SecretName of(List<String> words) {
        SecretName whole = ending(words);
        while (whole == NONE && words.size() > 1 && isFiller(words.getLast())) {
            words.removeLast();
            whole = ending(words);
        }
        return whole;
    }

    /** Letters that look like Latin ones, or are ones of another width, as those; without what is not seen. */
    private static String unmasked(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        Normalizer.normalize(name, Normalizer.Form.NFKC)
                .chars()
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .forEach(c -> letters.append((char) c));
        String visible = letters.toString();
        if (visible.chars().noneMatch(c -> c < ASCII && Character.isLetter(c))) {
            return visible;
        }
        for (int i = 0; i < letters.length(); i++) {
            int alike = LOOK_LATIN.indexOf(letters.charAt(i));
            if (alike >= 0) {
                letters.setCharAt(i, LATIN.charAt(alike));
            }
        }
        return letters.toString();
    }

    private static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= ASCII) {
                return false;
            }
        }
        return true;
    }

    /** In lower case, split where neither letters nor digits stand and where a capital follows a small letter. */
    static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        String folded = unaccented(name);
        int start = 0;
        for (int i = 0; i <= folded.length(); i++) {
            boolean isEnd = i == folded.length() || !Character.isLetterOrDigit(folded.charAt(i));
            boolean isCapital = !isEnd && i > start && isCapitalBehindSmall(folded, i);
            if ((isEnd || isCapital) && i > start) {
                words.add(folded.substring(start, i).toLowerCase(Locale.ROOT));
            }
            start = isEnd ? i + 1 : isCapital ? i : start;
        }
        return words;
    }

    private static boolean isCapitalBehindSmall(String name, int at) {
        char before = name.charAt(at - 1);
        return Character.isUpperCase(name.charAt(at)) && (Character.isLowerCase(before) || Character.isDigit(before));
    }

    private static String folded(String word) {
        return unaccented(word).toLowerCase(Locale.ROOT);
    }

    /** Accents may be written as characters of their own. */
    private static String unaccented(String name) {
        if (name.chars().allMatch(c -> c < ASCII)) {
            return name;
        }
        StringBuilder letters = new StringBuilder(name.length());
        Normalizer.normalize(name, Normalizer.Form.NFD)
                .chars()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK
                        && Character.getType(c) != Character.COMBINING_SPACING_MARK)
                .forEach(c -> letters.append((char) c));
        return letters.toString();
    }

    private static boolean isFiller(String word) {
        return FILLERS.contains(word) || word.chars().allMatch(Character::isDigit);
    }

    private static SecretName ending(List<String> all) {
        if (all.isEmpty()) {
            return NONE;
        }
        List<String> words = withoutNumber(all);
        String last = words.getLast();
        if (endsWith(words, NO_TOKENS) || isOfObject(words)) {
            return NONE;
        }
        if (words.size() == 3 && String.join("_", words).equals(OF_CONTENT)) {
            return CONTENT;
        }
        if (endsWith(words, PASSWORDS)
                || endsWithAny(last, RUN_TOGETHER)
                || PASSWORDS_ELSEWHERE.contains(last)
                || endsWithAny(last, PASSWORDS_RUN_TOGETHER)) {
            return PASSWORD;
        }
        if (endsWith(words, COMMUNITIES)) {
            return COMMUNITY;
        }
        if (endsWith(words, TOKENS) || endsWithAny(last, TOKENS_RUN_TOGETHER)) {
            return TOKEN;
        }
        if (endsWith(words, DRAWN_NAMES)) {
            return DRAWN;
        }
        boolean key = last.equals("key") && (words.size() == 1 || !NO_KEYS.contains(words.get(words.size() - 2)));
        return key ? KEY : NONE;
    }

    /** The same words where the last has a number behind it: {@code password1} is a password. */
    private static List<String> withoutNumber(List<String> words) {
        String last = words.getLast();
        int end = last.length();
        while (end > 1 && Character.isDigit(last.charAt(end - 1))) {
            end--;
        }
        if (end == last.length()) {
            return words;
        }
        List<String> others = new ArrayList<>(words);
        others.set(words.size() - 1, last.substring(0, end));
        return others;
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

    /** Whether this value is a secret under such a name, written down like that. */
    boolean holds(String value, Values.Writing writing) {
        return this != NONE
                && Values.isLiteral(value, writing)
                && switch (this) {
                    case NONE -> false;
                    case KEY -> Values.looksRandom(value) && !Values.isDigest(value);
                    case DRAWN -> Values.looksDrawn(value) && !Values.isDigest(value);
                    case COMMUNITY -> !COMMUNITY_OF_BGP.hasAll(value);
                    case TOKEN -> !Values.looksLikeAName(value) && !Values.isVersion(value) && !Values.isDigest(value);
                    case PASSWORD -> !writing.mayBeOfCode() || !Values.isVersion(value);
                    case CONTENT -> true;
                };
    }
}
