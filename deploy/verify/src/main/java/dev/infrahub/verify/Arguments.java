package dev.infrahub.verify;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the command line says. */
record Arguments(List<Path> files, Trust trust, Optional<Path> extract) {

    private static final String USAGE = """
            usage: java -jar hub-verify.jar FILE... [option]...

              FILE               an evidence file, a report, a tree head, or an approval as /api/cab/verify answers it
              --key SHA256:...   the fingerprint of a key of your hub's; may be said again
              --keys FILE        the answer of GET /api/cab/keys, kept from a time when you trusted it
              --head FILE        a tree head that you kept: what is in the log must agree with it
              --consistency FILE the answer of GET /api/cab/log/consistency, where the two are not of one size
              --extract DIR      write each message, signature, public key and context, for another verifier

            exit code: 0 valid, 1 not valid, 2 not readable\
            """;

    /** @throws Unreadable with the usage, or for a file that cannot be read */
    static Arguments of(String... args) {
        List<Path> files = new ArrayList<>();
        Trust trust = Trust.NOBODY;
        Optional<Path> extract = Optional.empty();
        Deque<String> rest = new ArrayDeque<>(List.of(args));
        while (!rest.isEmpty()) {
            String word = rest.removeFirst();
            switch (word) {
                case "--key" -> trust = trust.key(value(rest.pollFirst()));
                case "--keys" -> trust = trust.keys(Files.text(Path.of(value(rest.pollFirst()))));
                case "--head" -> trust = trust.head(Files.text(Path.of(value(rest.pollFirst()))));
                case "--consistency" -> trust = trust.consistency(Files.text(Path.of(value(rest.pollFirst()))));
                case "--extract" -> extract = Optional.of(Path.of(value(rest.pollFirst())));
                default -> files.add(file(word));
            }
        }
        if (files.isEmpty()) {
            throw new Unreadable(USAGE);
        }
        if (extract.isPresent() && files.size() > 1) {
            throw new Unreadable("--extract takes one file at a time.");
        }
        return new Arguments(files, trust, extract);
    }

    private static Path file(String word) {
        if (word.startsWith("--")) {
            throw new Unreadable(word + " is no option.\n\n" + USAGE);
        }
        return Path.of(word);
    }

    private static String value(@Nullable String value) {
        if (value == null) {
            throw new Unreadable("An option lacks its value.\n\n" + USAGE);
        }
        return value;
    }
}
