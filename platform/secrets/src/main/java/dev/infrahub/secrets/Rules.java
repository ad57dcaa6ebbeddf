package dev.infrahub.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The credentials that are recognised. */
public final class Rules {

    /** Each a file of rules beside this class; the more specific stand first. */
    private static final List<String> FAMILIES =
            List.of("keys", "messages", "clouds", "code", "data", "services", "terraform", "places");

    private static final List<Rule> ALL =
            FAMILIES.stream().map(RuleFile::of).flatMap(List::stream).toList();

    private static final Map<String, Integer> RANKS = IntStream.range(0, ALL.size())
            .boxed()
            .collect(Collectors.toUnmodifiableMap(rank -> ALL.get(rank).id(), Function.identity()));

    /** Goes by the name of a value instead of its form. */
    static final Rule NAMED = of("named-secret");

    static final Rule COMMAND_LINE = of("command-line");
    static final Rule PIPED = of("piped-password");

    /** What the log that it stands in is told to mask, wherever it comes up. */
    public static final Rule MASKED = of("masked-in-log");

    static final Rule LOGIN = of("login-without-scheme");
    static final Rule KEY_BODY = of("private-key-body");
    static final Rule MARKED = of("marked-sensitive");

    static final Rule BACKEND_SECRET = of("terraform-backend-secret");
    static final Rule PROVIDER_SECRET = of("terraform-provider-secret");
    static final Rule SENSITIVE_ATTRIBUTE = of("terraform-sensitive-attribute");
    static final Rule VARIABLE_DEFAULT = of("terraform-variable-default");
    static final Rule VARIABLES_FILE = of("terraform-variables-file");
    static final Rule VARIABLE_NOT_SENSITIVE = of("terraform-variable-not-sensitive");
    static final Rule OUTPUT_NOT_SENSITIVE = of("terraform-output-not-sensitive");
    static final Rule STATE = of("terraform-state");
    static final Rule STATE_KEPT = of("terraform-state-kept");

    private static final int BYTES = 16;

    private Rules() {}

    /** Every rule, the most specific first. */
    public static List<Rule> all() {
        return ALL;
    }

    /** By which files a text was searched, in hex: others may find in it what these did not. */
    public static String digest() {
        Stream<String> files = Stream.concat(
                FAMILIES.stream().map(RuleFile::file), Stream.of(SecretArguments.TABLE, TerraformAttributes.TABLE));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String file : files.toList()) {
                try (InputStream in = Objects.requireNonNull(Rules.class.getResourceAsStream(file), file)) {
                    digest.update(in.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The rule that a finding names. */
    public static Rule of(String id) {
        Integer rank = RANKS.get(id);
        if (rank == null) {
            throw new IllegalArgumentException("there is no rule " + id);
        }
        return ALL.get(rank);
    }

    /** Which of two says more about what both found. */
    static String moreSpecific(String one, String other) {
        return RANKS.getOrDefault(one, ALL.size()) <= RANKS.getOrDefault(other, ALL.size()) ? one : other;
    }
}
