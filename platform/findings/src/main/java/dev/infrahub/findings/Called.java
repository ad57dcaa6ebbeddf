package dev.infrahub.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the name of an attribute says of a secret: the last word tells whether it holds one, or something about one. */
enum Called {
    /** Nothing. */
    NOTHING,
    /** It holds variables, each of which may be a secret that only its program knows of. */
    ENVIRONMENT,
    /** How long or how often, in which unit; so does all that is within it. */
    MEASURE,
    /** What a secret is called, where it lies, how it is used. */
    SETTING,
    /** It is about secrets, and may hold one. */
    PERHAPS,
    /** It holds one. */
    SECRET,
    /** All that is in it may be one, whatever it is called there. */
    CONTENT;

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

    /** As the last word of a name, or within it. */
    private static final Set<String> SECRETS_WITHIN =
            Set.of("passw", "passphrase", "secret", "token", "credential", "creds", "plaintext", "bcrypt", "kennwort");

    /** As the last word of a name, or all of it. */
    private static final Set<String> SECRETS = Set.of(
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
            "clave",
            "contrasena",
            "mdp",
            "senha");

    /** Before the word "key": what it is a key of is no lock. */
    private static final Set<String> NO_LOCKS = Set.of(
            "partition", "sort", "hash", "range", "public", "foreign", "primary", "object", "routing", "tag", "label");

    private static final Set<String> MEASURES = Set.of(
            "age",
            "count",
            "day",
            "days",
            "duration",
            "expiration",
            "expiry",
            "hours",
            "interval",
            "length",
            "lifetime",
            "limit",
            "max",
            "min",
            "minutes",
            "period",
            "prevention",
            "seconds",
            "timeout",
            "ttl",
            "unit",
            "units",
            "validity",
            "window");

    private static final Set<String> SETTINGS = Set.of(
            "access",
            "address",
            "addresses",
            "algorithm",
            "arn",
            "arns",
            "audience",
            "cidr",
            "cluster",
            "date",
            "description",
            "disabled",
            "dns",
            "domain",
            "email",
            "enabled",
            "endpoint",
            "endpoints",
            "file",
            "files",
            "flow",
            "flows",
            "format",
            "from",
            "host",
            "hostname",
            "id",
            "ids",
            "ip",
            "ips",
            "issuer",
            "kind",
            "label",
            "level",
            "location",
            "method",
            "methods",
            "mode",
            "modes",
            "name",
            "names",
            "namespace",
            "path",
            "paths",
            "policy",
            "port",
            "protocol",
            "provider",
            "providers",
            "ref",
            "reference",
            "region",
            "required",
            "rotation",
            "scheme",
            "schemes",
            "scope",
            "scopes",
            "state",
            "status",
            "strategy",
            "subnet",
            "subnets",
            "tag",
            "type",
            "types",
            "uri",
            "uris",
            "url",
            "urls",
            "version",
            "versions",
            "zone");

    /** Say what is in the value, and not what it is of. */
    private static final Set<String> FILLERS =
            Set.of("value", "wo", "string", "text", "data", "json", "encoded", "raw");

    /** Objects of variables, without what parts their words. */
    private static final Set<String> ENVIRONMENTS =
            Set.of("appsettings", "env", "environment", "environmentvariables", "envvariables", "envvars", "variables");

    private static final int LONGEST_ENVIRONMENT = 30;

    static Called of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        List<String> words = words(name);
        boolean isAboutSecrets = STEMS.stream().anyMatch(lower::contains) || (!words.isEmpty() && holdsOne(words));
        return isAboutSecrets ? said(words, PERHAPS) : NOTHING;
    }

    /** Whether variables stand in what is called like this. */
    static boolean isEnvironment(String name) {
        return name.length() <= LONGEST_ENVIRONMENT && ENVIRONMENTS.contains(String.join("", words(name)));
    }

    /** What the name of a variable says of its value: what is not known to be harmless is not. */
    static Called ofVariable(String name) {
        return said(words(name), CONTENT);
    }

    /** What a name says within something that is called like this. */
    Called below(String name) {
        return switch (this) {
            case NOTHING -> of(name);
            case ENVIRONMENT -> isEnvironment(name) ? ENVIRONMENT : ofVariable(name);
            case MEASURE -> MEASURE;
            case SETTING, PERHAPS -> said(words(name), PERHAPS);
            case SECRET -> said(words(name), SECRET);
            case CONTENT -> CONTENT;
        };
    }

    private static Called said(List<String> words, Called otherwise) {
        String last = words.isEmpty() ? "" : words.getLast();
        if (MEASURES.contains(last)) {
            return MEASURE;
        }
        if (SETTINGS.contains(last)) {
            return SETTING;
        }
        return !words.isEmpty() && holdsOne(words) ? SECRET : otherwise;
    }

    private static boolean holdsOne(List<String> words) {
        int count = words.size();
        while (count > 1 && FILLERS.contains(words.get(count - 1))) {
            count--;
        }
        String last = words.get(count - 1);
        String before = count < 2 ? "" : words.get(count - 2);
        boolean isKeyOfData = last.startsWith("key") && NO_LOCKS.contains(before);
        boolean isOfRequest = last.equals("tokens") && before.equals("http");
        return !isKeyOfData
                && !isOfRequest
                && (SECRETS.contains(last) || SECRETS_WITHIN.stream().anyMatch(last::contains));
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
}
