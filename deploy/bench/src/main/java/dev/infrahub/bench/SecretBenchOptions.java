package dev.infrahub.bench;

import dev.infrahub.bench.corpora.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code ./hub bench secrets} is asked.
 *
 * @param corpus the folder that corpora were fetched into, by their names
 * @param also files that speed is measured over, too
 */
record SecretBenchOptions(Path corpus, Part part, Set<What> what, Optional<Path> also) {

    static final String HELP = """
            usage: ./hub bench secrets --corpus DIR [--part tuning|held-out] [--only quality|speed] [--also DIR]

              --corpus DIR  where the corpora are that you fetched, by the names of their repositories; those that are not there are named
              --part PART   half of all detectors, by a fixed hash of their names: of one, tuning, misses are read and rules are changed;
                            the other, held-out, is measured once after that (docs/secret-detection.md); tuning, unless said
              --only WHAT   precision and recall alone, or speed alone
              --also DIR    speed over the files of another folder, too

            Misses and false alarms are listed by where they are, and never by what they are. npm's secretlint is compared with where
            npm and node are there: it is installed into a temporary folder. The corpora, as they were measured; run in DIR:

            """;

    /** What is measured. */
    enum What {
        QUALITY,
        SPEED
    }

    static SecretBenchOptions of(List<String> arguments) {
        Path corpus = null;
        Part part = Part.TUNING;
        Set<What> what = EnumSet.allOf(What.class);
        Path also = null;
        for (int at = 0; at < arguments.size(); at += 2) {
            String option = arguments.get(at);
            if (at + 1 == arguments.size()) {
                throw new IllegalArgumentException(option + " needs a value; ./hub bench secrets --help tells which");
            }
            String value = arguments.get(at + 1);
            switch (option) {
                case "--corpus" -> corpus = folder(option, value);
                case "--part" -> part = one(Part.values(), option, value);
                case "--only" -> what = EnumSet.of(one(What.values(), option, value));
                case "--also" -> also = folder(option, value);
                default ->
                    throw new IllegalArgumentException(
                            "bench secrets has no " + option + "; ./hub bench secrets --help tells what it has");
            }
        }
        if (corpus == null) {
            throw new IllegalArgumentException(
                    "bench secrets needs --corpus DIR; ./hub bench secrets --help tells of it");
        }
        return new SecretBenchOptions(corpus, part, what, Optional.ofNullable(also));
    }

    private static Path folder(String option, String value) {
        if (!Files.isDirectory(Path.of(value))) {
            throw new IllegalArgumentException(option + " needs a folder, and " + value + " is none");
        }
        return Path.of(value).toAbsolutePath().normalize();
    }

    private static <E extends Enum<E>> E one(E[] all, String option, String value) {
        return Arrays.stream(all)
                .filter(one -> text(one).equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(option + " takes "
                        + Arrays.stream(all).map(SecretBenchOptions::text).collect(Collectors.joining(" or "))
                        + ", not " + value));
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
