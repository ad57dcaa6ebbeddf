package dev.infrahub.secrets;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells values from what stands in for one. */
final class Values {

    private static final int SHORTEST = 3;
    private static final int SHORTEST_MADE = 8;
    private static final int SHORTEST_MADE_PART = 12;
    private static final int SHORTEST_RANDOM = 16;
    private static final int SHORTEST_DRAWN = 20;
    private static final int LEAST_GROUPS_OF_DIGITS = 3;
    private static final int SHORTEST_FILLED = 16;
    private static final int SHORTEST_FILLING = 8;
    private static final int LOOKED_AT = 400;
    private static final double RANDOM_BITS = 3.2;
    private static final int SHORTEST_LITERAL_PART = 6;
    private static final int LONGEST_INTERPOLATION = 500;

    /** Before a brace: of Terraform and of shells. */
    private static final String INTERPOLATING = "$%";

    private static final String OF_RUBY = "#";
    private static final String PEM = "-----BEGIN ";

    private static final CharClass BASE64 = CharClass.of("A-Za-z0-9+/");
    private static final int KEY_MATERIAL = 24;

    /** How a value is written down, which tells what may stand in for one. */
    enum Writing {
        /** As in code and in sentences: without quotes. */
        BARE,
        /** Between quotes, where an expression is no value but a placeholder may be. */
        QUOTED,
        /** As Terraform prints it: what is left to fill in is no value, and nothing else is looked up. */
        PRINTED,
        /** As what Terraform found it to be: nothing is looked up any more. */
        EVALUATED;

        /** Whether it may stand in any file: its name may be that of a package as well, and then it is its version. */
        boolean mayBeOfCode() {
            return this == BARE || this == QUOTED;
        }
    }

    /** Points to a value elsewhere, in code: all of it. */
    private static final Shape EXPRESSION = Shape.of("(?:var|local|data|module|each|self|count|path|random_password"
            + "|azurerm_key_vault_secret|aws_secretsmanager_secret_version)\\.[\\w.\\[\\]\"*-]+");

    /** A variable of a shell: of letters, or in capitals. What has digits among small letters is none. */
    private static final Shape VARIABLE =
            Shape.of("[$%](?:(?i:env):)?[A-Za-z_]{1,80}%?|[$%](?:(?i:env):)?[A-Z_][A-Z0-9_]{0,80}%?|[$][0-9@*#?]");

    /** Points to a value elsewhere: what it begins with. */
    private static final Shape REFERENCE_BEGINS = Shape.of("\\((?:known after apply|sensitive)[^)]*\\)|arn:[a-z-]+:"
            + "|projects/[^/]+/|alias/|/subscriptions/|@Microsoft\\.KeyVault\\("
            + "|https://[\\w-]+\\.(?:vault|managedhsm)\\.[\\w.]+/|\\{\\{[^}]*\\}\\}"
            + "|(?:vault|op|ssm|secretsmanager|awssm|gcpsm|keyvault|secretref|ref)[:+][/\\w]|ENC\\[|[$%]\\(");

    /** Points into a store of secrets, in the form that the store gives to it: all of it. */
    private static final Shape POINTER = Shape.of("\\((?:known after apply|sensitive(?: value)?)\\)"
            + "|arn:[a-z-]{3,20}:[a-z0-9-]{2,40}:[a-z0-9-]{0,30}:[0-9]{0,12}:[\\w+=,.@:/*-]{1,500}"
            + "|projects/[\\w-]{1,80}/(?:secrets|locations)/[\\w/.-]{1,500}"
            + "|/subscriptions/[0-9a-fA-F-]{36}/[\\w/.()-]{1,900}"
            + "|@Microsoft\\.KeyVault\\([^)]{1,900}\\)"
            + "|https://[\\w-]{1,80}\\.(?:vault|managedhsm)\\.[\\w.]{1,80}/(?:secrets|keys|certificates)/[\\w/-]{1,300}"
            + "|\\{\\{resolve:(?:secretsmanager|ssm-secure|ssm):[^}]{1,500}\\}\\}"
            + "|(?:vault|op|ssm|secretsmanager|awssm|gcpsm|keyvault|ref\\+\\w{1,40})://[\\w/.# -]{1,500}");

    private static final Shape MASK = Shape.of("[*xX.#_?-]+|<[A-Za-z][A-Za-z _./-]*>|\\[[A-Za-z][A-Za-z _./-]*\\]"
            + "|(?i:redacted|masked|hidden|sensitive|encrypted)|(?i:your)[ _-][A-Za-z _-]{0,100}");

    private static final Shape STARS = Shape.of("[*]+");
    private static final String MASK_END = "...";
    private static final char BULLET = '•';

    /** What is to be put in its place: {@code replace_me}, {@code <%= token %>}. */
    private static final Shape WISH = Shape.of("(?i:replace|insert|enter)[ _-][A-Za-z _-]{1,100}|<%.*");

    private static final String WISH_END = "here";
    private static final String STAND_IN = "placeholder";
    private static final CharClass BETWEEN_WORDS = CharClass.of(" _:-");

    private static final Shape PUBLIC_BEGINS =
            Shape.of("-----BEGIN [A-Z0-9 ]{0,60}|ssh-(?:rsa|ed25519|dss) AAAA|ecdsa-sha2-|sk-(?:ssh|ecdsa)-");
    private static final String PRIVATE = "PRIVATE KEY";
    private static final List<String> PUBLIC_LABELS = List.of("CERTIFICATE", "PUBLIC KEY", "CERTIFICATE REQUEST");

    private static final Shape UUID = Shape.of("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Shape NAME = Shape.of("[a-z]{1,20}|[A-Z]{2,12}|[a-zA-Z]{1,20}(?:[-_./:][a-zA-Z]{1,20}){1,10}");
    private static final Shape PATH = Shape.of("(?:~|\\.{0,2})/[\\w./-]{1,300}|[A-Za-z]:\\\\[^\"]{1,300}");
    private static final Shape PLACE =
            Shape.of("(?:https?|s3|gs|file)://[^@?/]*(?:/[^?]*)?|[\\w-]+(?:\\.[\\w-]+){2,300}");
    private static final Shape FILE = Shape.of("[\\w-]+(?:/[\\w.-]+){1,300}");
    private static final Shape WORDS_AND_NUMBERS = Shape.of("(?:[A-Za-z]{1,12}[0-9]{1,3}|[A-Z]?[a-z]{1,24}|[0-9]{1,12})"
            + "(?:[-_./: ]{1,3}(?:[A-Za-z]{1,12}[0-9]{1,3}|[A-Z]?[a-z]{1,24}|[0-9]{1,12})){0,30}");
    private static final Shape FILE_NAME = Shape.of("[\\w-]{1,100}\\.[A-Za-z][A-Za-z0-9]{1,5}");
    private static final int LONGEST_EXTENSION = 6;

    private static final String NUMBERS = "v?[0-9]{1,8}(?:\\.(?:[0-9]{1,8}|[xX*]))";
    private static final String RELEASE = "(?:[-+](?:alpha|beta|rc|pre|dev|next|canary)?[0-9.]{0,12})?";

    /** Of a package: numbers and how others may differ, in the words of npm, Composer, Bundler and pip. */
    private static final Shape VERSION = Shape.of(
            "(?:(?:npm|workspace):)?(?:[~^<>=!]{1,3} {0,2}" + NUMBERS + "{0,3}|" + NUMBERS + "{2,3})" + RELEASE);

    private static final Shape MORE_VERSIONS =
            Shape.of("(?: {0,2}(?:\\|\\|?|,|-)? {0,2}[~^<>=!]{0,3} {0,2}" + NUMBERS + "{0,3}" + RELEASE + "){0,20}");

    /** How registries of packages and images say which file it is: its algorithm and its digest. */
    private static final Shape DIGEST = Shape.of("sha(?:1|256|384|512)-[A-Za-z0-9+/]{20,100}={0,2}"
            + "|(?:sha1|sha256|sha384|sha512|md5|h1|zh|hex):[A-Za-z0-9+/]{20,130}={0,2}");

    /** What may be done within a scope of OAuth. */
    private static final Set<String> DEEDS =
            Set.of("read", "write", "list", "create", "delete", "update", "manage", "view", "edit");

    private static final int LONGEST_WORD = 10;

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
            "latest",
            "auto",
            "n/a",
            "file",
            "text",
            "bytes",
            "seconds",
            "minutes",
            "hours",
            "days");

    private Values() {}

    /** A value that could be one: no reference, no mask, nothing public. A weak password is a password. */
    static boolean isLiteral(String value, Writing writing) {
        String trimmed = value.strip();
        if (trimmed.length() < SHORTEST || isWord(trimmed) || isPublic(trimmed)) {
            return false;
        }
        return switch (writing) {
            case EVALUATED -> !Shape.isAll(STARS, trimmed.replace(BULLET, '*')) && !Shape.isAll(POINTER, trimmed);
            case PRINTED -> isLiteral(trimmed, Writing.EVALUATED) && !isInterpolated(trimmed, INTERPOLATING);
            case QUOTED -> !isPlaceholder(trimmed);
            case BARE -> !isPlaceholder(trimmed) && !Shape.isAll(EXPRESSION, trimmed);
        };
    }

    /** {@code String?} as well, a type of Kotlin, Swift and C#. */
    private static boolean isWord(String value) {
        if (value.length() > LONGEST_WORD) {
            return false;
        }
        String word = value.toLowerCase(Locale.ROOT);
        return WORDS.contains(word.endsWith("?") ? word.substring(0, word.length() - 1) : word);
    }

    private static boolean isPlaceholder(String value) {
        boolean looksLikeOne = isMask(value)
                || isWish(value)
                || isFilled(value)
                || Shape.isBegin(REFERENCE_BEGINS, value)
                || Shape.isAll(VARIABLE, value)
                || isInterpolated(value, INTERPOLATING)
                || isInterpolated(value, OF_RUBY);
        return looksLikeOne && (!hasMadePart(value) || Shape.isAll(POINTER, value));
    }

    /** Letters of both cases and digits in one word: people give other names to what they fill in. */
    private static boolean hasMadePart(String value) {
        int start = 0;
        for (int i = 0; i <= Math.min(value.length(), LOOKED_AT); i++) {
            if (i == value.length() || !CharClass.ALPHANUMERIC.has(value.charAt(i))) {
                if (i - start >= SHORTEST_MADE_PART && isMade(value.substring(start, i))) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    /** Letters and digits by turns, in one word: in a version, a domain or a path of names there are none. */
    static boolean hasDrawnPart(String value) {
        int start = 0;
        int groups = 0;
        for (int i = 0; i < Math.min(value.length(), LOOKED_AT); i++) {
            char c = value.charAt(i);
            if (!CharClass.ALPHANUMERIC.has(c)) {
                start = i + 1;
                groups = 0;
            } else if (CharClass.DIGIT.has(c) && (i == start || !CharClass.DIGIT.has(value.charAt(i - 1)))) {
                groups++;
            }
            if (i + 1 - start >= SHORTEST_DRAWN && groups >= LEAST_GROUPS_OF_DIGITS) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMade(String word) {
        return word.chars().anyMatch(Character::isDigit)
                && word.chars().anyMatch(Character::isUpperCase)
                && word.chars().anyMatch(Character::isLowerCase);
    }

    private static boolean isMask(String value) {
        return Shape.isAll(MASK, value.replace(BULLET, '*'))
                || (value.endsWith(MASK_END) && value.chars().noneMatch(c -> c == '\n' || (c >= '0' && c <= '9')));
    }

    private static boolean isWish(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        boolean endsSo = lower.endsWith(WISH_END)
                && lower.length() > WISH_END.length()
                && BETWEEN_WORDS.has(lower.charAt(lower.length() - WISH_END.length() - 1))
                && lower.chars().noneMatch(Character::isDigit);
        return endsSo || lower.contains(STAND_IN) || Shape.isAll(WISH, value);
    }

    /** What code puts a value into, all of it: {@code {token}}. */
    static boolean isSlot(String value) {
        return value.length() > 1
                && value.charAt(0) == '{'
                && value.charAt(value.length() - 1) == '}'
                && CharClass.WORD.hasAll(value.substring(1, value.length() - 1).strip());
    }

    /** One character over and over, at most behind a prefix: {@code ghp_xxxx…}, {@code 00000000-0000-…}. */
    private static boolean isFilled(String value) {
        if (value.length() < SHORTEST_FILLED || value.length() > LOOKED_AT) {
            return false;
        }
        int filling = 0;
        char of = 0;
        int at = value.length() - 1;
        while (at >= 0 && (filling == 0 || value.charAt(at) == of || !CharClass.ALPHANUMERIC.has(value.charAt(at)))) {
            if (CharClass.ALPHANUMERIC.has(value.charAt(at))) {
                of = value.charAt(at);
                filling++;
            }
            at--;
        }
        return filling >= SHORTEST_FILLING && 2 * (at + 1) <= value.length();
    }

    private static boolean isPublic(String value) {
        if (!Shape.isBegin(PUBLIC_BEGINS, value) || value.contains(PRIVATE)) {
            return false;
        }
        return !value.startsWith(PEM) || PUBLIC_LABELS.stream().anyMatch(label(value)::endsWith);
    }

    /** What stands between the dashes of a PEM's first line. */
    private static String label(String pem) {
        int end = pem.indexOf("-----", PEM.length());
        return end < 0 ? "" : pem.substring(PEM.length(), end);
    }

    /** @param signs before a brace that opens what is to be filled in */
    private static boolean isInterpolated(String value, String signs) {
        if (signs.chars().noneMatch(sign -> value.contains((char) sign + "{"))) {
            return false;
        }
        int literal = 0;
        int at = 0;
        while (at < value.length()) {
            // a doubled sign is how Terraform prints one
            boolean isOpening = value.startsWith("{", at + 1)
                    && (at == 0 || value.charAt(at - 1) != value.charAt(at))
                    && signs.indexOf(value.charAt(at)) >= 0;
            int end = isOpening ? value.indexOf('}', at, Math.min(value.length(), at + LONGEST_INTERPOLATION)) : -1;
            literal += end < 0 ? 1 : 0;
            at = end < 0 ? at + 1 : end + 1;
            if (literal >= SHORTEST_LITERAL_PART) {
                return false;
            }
        }
        return true;
    }

    /** Written among other text. */
    static boolean isLiteral(String value) {
        return isLiteral(value, Writing.QUOTED);
    }

    /** Providers' own examples end so. */
    static boolean isNoExample(String match) {
        return !match.endsWith("EXAMPLE") && !match.endsWith("EXAMPLEKEY");
    }

    /** A frame with something in it. */
    static boolean isPrivateKey(String pem) {
        String label = label(pem);
        return (label.endsWith(PRIVATE) || label.endsWith(PRIVATE + " BLOCK")) && holdsKeyMaterial(pem);
    }

    private static boolean holdsKeyMaterial(String match) {
        int run = 0;
        for (int i = 0; i < match.length(); i++) {
            run = BASE64.has(match.charAt(i)) ? run + 1 : 0;
            if (run == KEY_MATERIAL) {
                return true;
            }
        }
        return false;
    }

    /** The name of a secret, or where it lies, instead of the secret. */
    static boolean looksLikeAName(String value) {
        return Shape.isAll(NAME, value)
                || Shape.isAll(PATH, value)
                || (Shape.isAll(PLACE, value) && !isDrawnInParts(value))
                || isFile(value);
    }

    /** Parts with dots between them, drawn at random: a token and no host, which ends in letters. */
    private static boolean isDrawnInParts(String value) {
        String last = value.substring(value.lastIndexOf('.') + 1);
        return value.indexOf('/') < 0 && !last.chars().allMatch(Character::isLetter) && hasDrawnPart(value);
    }

    /** Where a file lies. */
    static boolean isPath(String value) {
        return Shape.isAll(PATH, value) || Shape.isAll(FILE_NAME, value) || isFile(value);
    }

    private static boolean isFile(String value) {
        int dot = value.lastIndexOf('.');
        return dot > value.lastIndexOf('/')
                && value.length() - dot - 1 <= LONGEST_EXTENSION
                && dot + 1 < value.length()
                && CharClass.WORD.hasAll(value.substring(dot + 1))
                && Shape.isAll(FILE, value);
    }

    /** Which versions of a package do: {@code ^1.2.3}, {@code >=1.2 <2 || 3.x}, {@code 1.10.0}. */
    static boolean isVersion(String value) {
        Subject subject = new Subject(value);
        int first = VERSION.end(subject, 0, new Shape.Group.Noted());
        return first > 0 && MORE_VERSIONS.end(subject, first, new Shape.Group.Noted()) == value.length();
    }

    static boolean isDigest(String value) {
        return Shape.isAll(DIGEST, value);
    }

    /** Whether it is the second part of a scope: {@code secrets:read}. */
    static boolean isDeed(String value) {
        return DEEDS.contains(value);
    }

    /** As passwords are made: of letters and digits together, and no words with numbers. */
    static boolean looksMade(String value) {
        return value.length() >= SHORTEST_MADE
                && value.length() <= LOOKED_AT
                && mayBeDrawn(value)
                && isLiteral(value, Writing.BARE)
                && !looksLikeAName(value)
                && !Shape.isAll(UUID, value)
                && !Shape.isAll(WORDS_AND_NUMBERS, value);
    }

    /** The same of what was drawn at random and may be shorter: letters of both cases and digits, or both by turns. */
    static boolean looksDrawn(String value) {
        return looksRandom(value)
                || (value.length() >= SHORTEST_MADE_PART
                        && looksMade(value)
                        && (isMade(value) || groupsOfDigits(value) >= LEAST_GROUPS_OF_DIGITS));
    }

    private static int groupsOfDigits(String value) {
        int groups = 0;
        for (int i = 0; i < value.length(); i++) {
            boolean begins = i == 0 || !CharClass.DIGIT.has(value.charAt(i - 1));
            groups += begins && CharClass.DIGIT.has(value.charAt(i)) ? 1 : 0;
        }
        return groups;
    }

    static boolean looksRandom(String value) {
        String sample = value.length() > LOOKED_AT ? value.substring(0, LOOKED_AT) : value;
        return sample.length() >= SHORTEST_RANDOM
                && mayBeDrawn(sample)
                && isLiteral(sample, Writing.BARE)
                && !Shape.isAll(UUID, sample)
                && !looksLikeAName(sample)
                && !Shape.isAll(WORDS_AND_NUMBERS, sample)
                && entropy(sample) >= RANDOM_BITS;
    }

    /** Letters and digits without a space: that is soon told of most words. */
    private static boolean mayBeDrawn(String value) {
        boolean anyDigit = false;
        boolean anyLetter = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isWhitespace(c)) {
                return false;
            }
            anyDigit |= Character.isDigit(c);
            anyLetter |= Character.isLetter(c);
        }
        return anyDigit && anyLetter;
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
