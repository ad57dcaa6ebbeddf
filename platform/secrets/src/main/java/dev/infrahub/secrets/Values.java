package dev.infrahub.secrets;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells values from what stands in for one. */
final class Values {

    private static final int SHORTEST = 3;
    private static final int SHORTEST_RANDOM = 16;
    private static final int LOOKED_AT = 400;
    private static final double RANDOM_BITS = 3.2;
    private static final int SHORTEST_LITERAL_PART = 6;

    private static final Pattern KEY_MATERIAL = Pattern.compile("[A-Za-z0-9+/]{24}");

    /** Points to a value elsewhere. */
    private static final Pattern REFERENCE = Pattern.compile(
            "(?:var|local|data|module|each|self|count|path|random_password|azurerm_key_vault_secret"
                    + "|aws_secretsmanager_secret_version)\\.[\\w.\\[\\]\"*-]+"
                    + "|\\((?:known after apply|sensitive)[^)]*\\).*"
                    + "|arn:[a-z-]+:.*|projects/[^/]+/.*|alias/.*|/subscriptions/.*|@Microsoft\\.KeyVault\\(.*"
                    + "|https://[\\w-]+\\.(?:vault|managedhsm)\\.[\\w.]+/.*|\\{\\{.*}}.*"
                    + "|(?:vault|op|ssm|secretsmanager|awssm|gcpsm|keyvault|secretref|ref)[:+][/\\w].*"
                    + "|ENC\\[.*|[$%](?:\\w+|\\(.*\\)|env:\\w+|\\w+%)",
            Pattern.DOTALL);

    private static final Pattern INTERPOLATION = Pattern.compile("[$%]\\{[^}]{0,500}+}");
    private static final Pattern MASK = Pattern.compile(
            "[*xX•.#_?-]+|<[^<>]*>|\\[[^\\[\\]]*]|(?i:redacted|masked|hidden|sensitive|encrypted)|.*\\.{3,}|(?i:your[ _-].*)");
    private static final Pattern PUBLIC =
            Pattern.compile("\\s*(?:-----BEGIN (?:[A-Z0-9]+ ){0,3}(?:CERTIFICATE|PUBLIC KEY|CERTIFICATE REQUEST)"
                    + "|ssh-(?:rsa|ed25519|dss) |ecdsa-sha2-|sk-(?:ssh|ecdsa)-)(?![\\s\\S]*PRIVATE KEY)[\\s\\S]*");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern NAME = Pattern.compile("[a-z]{1,20}|[a-zA-Z]{1,20}(?:[-_./:][a-zA-Z]{1,20}){1,10}");
    private static final Pattern PATH = Pattern.compile("(?:~|\\.{0,2})/[\\w./-]{1,300}|[A-Za-z]:\\\\[^\"]{1,300}");
    private static final Pattern PLACE = Pattern.compile(
            "(?:https?|s3|gs|file)://[^@?]*|[\\w-]+(?:\\.[\\w-]+){2,}|[\\w-]+(?:/[\\w.-]+)+\\.\\w{1,6}");

    private static final Set<String> WORDS = Set.of(
            "null",
            "none",
            "nil",
            "true",
            "false",
            "yes",
            "no",
            "undefined",
            "string",
            "str",
            "any",
            "number",
            "bool",
            "object",
            "required",
            "optional",
            "enabled",
            "disabled",
            "default",
            "auto",
            "n/a",
            "file",
            "text",
            "bytes");

    private Values() {}

    /** A value that could be one: no reference, no mask, nothing public. A weak password is a password. */
    static boolean isLiteral(String value) {
        String trimmed = value.strip();
        if (trimmed.length() < SHORTEST || WORDS.contains(trimmed.toLowerCase(Locale.ROOT))) {
            return false;
        }
        return !MASK.matcher(trimmed).matches()
                && !REFERENCE.matcher(trimmed).matches()
                && !PUBLIC.matcher(trimmed).matches()
                && !isInterpolated(trimmed);
    }

    private static boolean isInterpolated(String value) {
        if (!value.contains("${") && !value.contains("%{")) {
            return false;
        }
        return INTERPOLATION.matcher(value).replaceAll("").length() < SHORTEST_LITERAL_PART;
    }

    /** Providers' own examples end so. */
    static boolean isNoExample(String match) {
        return !match.endsWith("EXAMPLE") && !match.endsWith("EXAMPLEKEY");
    }

    static boolean holdsKeyMaterial(String match) {
        return KEY_MATERIAL.matcher(match).find();
    }

    /** The name of a secret, or where it lies, instead of the secret. */
    static boolean looksLikeAName(String value) {
        return NAME.matcher(value).matches()
                || PATH.matcher(value).matches()
                || PLACE.matcher(value).matches();
    }

    static boolean looksRandom(String value) {
        String sample = value.length() > LOOKED_AT ? value.substring(0, LOOKED_AT) : value;
        return sample.length() >= SHORTEST_RANDOM
                && isLiteral(sample)
                && !UUID.matcher(sample).matches()
                && !looksLikeAName(sample)
                && sample.chars().noneMatch(Character::isWhitespace)
                && sample.chars().anyMatch(Character::isDigit)
                && sample.chars().anyMatch(Character::isLetter)
                && entropy(sample) >= RANDOM_BITS;
    }

    /** Shannon's, in bits for each character. */
    private static double entropy(String text) {
        int[] counts = new int[128];
        text.chars().forEach(c -> counts[c & 127]++);
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = count / (double) text.length();
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
