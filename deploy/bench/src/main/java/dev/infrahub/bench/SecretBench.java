package dev.infrahub.bench;

import dev.infrahub.bench.SecretBenchOptions.What;
import dev.infrahub.bench.corpora.Corpora;
import dev.infrahub.bench.corpora.Corpus;
import dev.infrahub.bench.corpora.HubScanner;
import dev.infrahub.bench.corpora.Judged;
import dev.infrahub.bench.corpora.Labelled;
import dev.infrahub.bench.corpora.Secretlint;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How much of public labelled corpora is found, and how fast, next to secretlint in the same run. Prints Markdown. */
final class SecretBench {

    private final PrintStream out;
    private final SecretBenchOptions options;

    SecretBench(PrintStream out, SecretBenchOptions options) {
        this.out = out;
        this.options = options;
    }

    /** How to get the corpora, and what is asked of whom. */
    static String help() {
        return SecretBenchOptions.HELP
                + Arrays.stream(Corpus.values())
                        .map(corpus -> "  " + corpus.fetch())
                        .collect(Collectors.joining("\n"));
    }

    void measure() throws IOException, InterruptedException {
        Corpora corpora = Corpora.in(options.corpus());
        if (corpora.there().isEmpty()) {
            throw new IllegalArgumentException("there is no corpus in " + options.corpus()
                    + "; ./hub bench secrets --help says how to fetch them");
        }
        try (Emptied folder = Emptied.create()) {
            Optional<Secretlint> secretlint = secretlint(folder.path());
            if (options.what().contains(What.QUALITY)) {
                quality(corpora, secretlint);
            }
            if (options.what().contains(What.SPEED)) {
                speed("the corpora", corpora.folders(options.corpus()), secretlint);
                if (options.also().isPresent()) {
                    speed(
                            options.also().get().toString(),
                            List.of(options.also().get()),
                            secretlint);
                }
            }
        }
    }

    private Optional<Secretlint> secretlint(Path folder) throws IOException, InterruptedException {
        try {
            return Optional.of(Secretlint.into(folder));
        } catch (Secretlint.Missing why) {
            out.printf("secretlint is not compared with: %s%n", why.getMessage());
            return Optional.empty();
        }
    }

    private void quality(Corpora corpora, Optional<Secretlint> secretlint) throws IOException, InterruptedException {
        List<Labelled> texts = corpora.of(options.part());
        out.printf(
                Locale.ROOT,
                "The %s part: %d of %d texts of %s, digest %s. Left out: %d copies, %d examples that only their program makes.%n",
                options.part().text(),
                texts.size(),
                corpora.texts().size(),
                corpora.there().stream().map(Corpus::folder).collect(Collectors.joining(", ")),
                Corpora.digest(texts),
                corpora.copies(),
                corpora.unread());
        for (Corpus corpus : Corpus.values()) {
            if (!corpora.there().contains(corpus)) {
                out.printf("%s is not there.%n", corpus.folder());
            }
        }
        Judged hub = Judged.of(texts, HubScanner.in(texts));
        Judged.head(out, "all");
        hub.rows(out, "hub");
        if (secretlint.isPresent()) {
            Judged.of(texts, secretlint.get().in(texts)).rows(out, "secretlint " + Secretlint.VERSION);
        }
        hub.byCorpus(out);
        hub.byFormat(out);
        hub.byFamily(out);
        hub.byRule(out);
        hub.list(out);
    }

    private void speed(String name, List<Path> folders, Optional<Secretlint> secretlint)
            throws IOException, InterruptedException {
        ScanSpeed speed = ScanSpeed.over(name, folders);
        speed.measure(out);
        if (secretlint.isPresent()) {
            speed.compare(out, secretlint.get());
        }
    }

    /** A temporary folder: what corpora hold stays nowhere. */
    private record Emptied(Path path) implements AutoCloseable {

        static Emptied create() throws IOException {
            return new Emptied(Files.createTempDirectory("hub-bench-secrets"));
        }

        @Override
        public void close() throws IOException {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }
}
