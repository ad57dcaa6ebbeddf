package dev.infrahub.secrets;

import java.util.Locale;
import java.util.Set;

/**
 * What a value in code of Terraform is called. Code is full of names that only point to secrets, and of values to be filled in: what
 * redaction hides to be sure is no finding here where it is a word that somebody gave to something.
 *
 * @param called its own name, or that of the list it is in
 * @param says what that says about it, or the names over it where it says nothing
 * @param over what it says about what stands in it
 * @param depth of objects that are between it and the name that says something
 */
record TerraformName(String called, SecretName says, SecretName over, int depth) {

    static final TerraformName NONE = new TerraformName("", SecretName.NONE, SecretName.NONE, 0);

    private static final Set<String> OF_CONNECTIONS = Set.of("connection_string", "conn_str", "dsn");
    private static final Set<String> KEYS = Set.of("key", "keys");
    private static final Set<String> NOUNS = Set.of("secret", "token");

    /** Parts of what secrets are called. */
    private static final Set<String> OF_SECRETS = Set.of(
            "secret",
            "secrets",
            "token",
            "key",
            "keys",
            "password",
            "credential",
            "credentials",
            "creds",
            "cert",
            "name");

    private static final String EXAMPLE = "EXAMPLE";
    private static final String BLANK = "__";
    private static final Shape POINTER =
            Shape.of("/[\\w.%{}$-]{1,100}(?:/[\\w.%{}$-]{1,100}){1,20}|[\\w-]{1,100}(?:/[\\w.-]{1,100}){1,20}");
    private static final int LEAST_WORDS = 2;
    private static final int SHORTEST_WORD = 3;

    /** As somebody has said that it is secret, whatever it is called. */
    TerraformName orToken() {
        return says == SecretName.NONE ? new TerraformName(called, SecretName.TOKEN, over, depth) : this;
    }

    /** As a file gives it to a variable that is called a secret and no more: a word there is the secret, unless it names one. */
    TerraformName given() {
        boolean isNoun = says == SecretName.TOKEN && NOUNS.contains(String.join("_", SecretName.words(called)));
        return isNoun ? new TerraformName(called, SecretName.PASSWORD, over, depth) : this;
    }

    TerraformName ofItems() {
        return new TerraformName(called, over, over, depth);
    }

    private boolean isOfAnother(String value) {
        return NOUNS.contains(String.join("_", SecretName.words(called)))
                && Values.looksLikeAName(value)
                && SecretName.words(value).stream().anyMatch(OF_SECRETS::contains);
    }

    /** Whether it is a secret. */
    boolean holds(String value) {
        if (isOfAnother(value)) {
            return false;
        }
        if (!says.holds(value, Values.Writing.QUOTED) || isFilledIn(value) || isPlainConnection(value)) {
            return false;
        }
        return Values.looksMade(value) || Values.looksRandom(value) || !isWord(value);
    }

    /** What stands there until somebody gives it a value: its own name, or a word that says so. */
    boolean isFilledIn(String value) {
        if (value.contains(EXAMPLE) || (value.startsWith(BLANK) && value.endsWith(BLANK))) {
            return true;
        }
        int words = SecretName.words(value).size();
        return words >= LEAST_WORDS
                && value.length() >= words * SHORTEST_WORD
                && squeezed(called).endsWith(squeezed(value));
    }

    private static String squeezed(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        name.chars().filter(Character::isLetterOrDigit).forEach(c -> letters.append((char) c));
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    /** Where to, and not as whom. */
    private boolean isPlainConnection(String value) {
        String name = String.join("_", SecretName.words(called));
        return OF_CONNECTIONS.stream().anyMatch(name::endsWith) && value.indexOf('=') < 0 && value.indexOf('@') < 0;
    }

    /** A name that somebody gave to something else, where names stand as often as secrets. */
    private boolean isWord(String value) {
        boolean isFarBelow = depth > 1 && !Pair.isValue(called);
        boolean isOfKey = !called.isEmpty() && KEYS.contains(lastWord());
        boolean isToken = says == SecretName.TOKEN && value.chars().allMatch(Character::isLetter);
        return isFarBelow || isOfKey || isToken || Shape.isAll(POINTER, value);
    }

    private String lastWord() {
        return SecretName.words(called).isEmpty()
                ? ""
                : SecretName.words(called).getLast();
    }
}
