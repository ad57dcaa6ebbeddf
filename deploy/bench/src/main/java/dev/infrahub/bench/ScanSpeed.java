package dev.infrahub.bench;

import dev.infrahub.bench.corpora.Secretlint;
import dev.infrahub.scanning.Baseline;
import dev.infrahub.scanning.Scan;
import dev.infrahub.scanning.ScanLimits;
import dev.infrahub.secrets.Secrets;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How fast files are scanned, by one thread and by two: reading and decoding them, which is the floor, that and the engine, and all that
 * {@code ./hub scan} does. By turns, so that all see the same machine; in time, and in the time of processors, which others do not take.
 */
final class ScanSpeed {

    private static final Set<String> NOT_SCANNED = Set.of(".git", "target", "node_modules");
    private static final int WARM_UPS = 4;
    private static final int ROUNDS = 7;
    private static final int LOOKED_AT = 8000;
    private static final double NANOS = 1e9;
    private static final double MEGA = 1e6;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final String name;
    private final List<Path> files;
    private final long bytes;

    private ScanSpeed(String name, List<Path> files, long bytes) {
        this.name = name;
        this.files = files;
        this.bytes = bytes;
    }

    /** Over what is text, the largest first. */
    static ScanSpeed over(String name, List<Path> folders) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path one, BasicFileAttributes attributes) {
                    return NOT_SCANNED.contains(String.valueOf(one.getFileName()))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path one, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isRegularFile() && isText(one)) {
                        files.add(one);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        files.sort(Comparator.comparingLong(ScanSpeed::size).reversed());
        return new ScanSpeed(
                name, files, files.stream().mapToLong(ScanSpeed::size).sum());
    }

    private static boolean isText(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        return IntStream.range(0, Math.min(content.length, LOOKED_AT)).allMatch(at -> content[at] != 0);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is done with some files, by one thread. */
    @FunctionalInterface
    private interface Work {
        long on(List<Path> some) throws IOException;
    }

    /** @param result what the work came to, which is the same each time */
    private record Took(double seconds, double processor, long result) {}

    void measure(PrintStream out) throws InterruptedException {
        out.printf(
                Locale.ROOT,
                "%n| %d files of %.1f MB of %s | MB a second | MB a second of a processor | times the floor, of processors |%n",
                files.size(),
                bytes / MEGA,
                name);
        out.println("|---|---|---|---|");
        for (int threads : new int[] {1, 2}) {
            List<Work> works = List.of(this::read, this::search, this::scan);
            List<List<Took>> took = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int round = 0; round < WARM_UPS + ROUNDS; round++) {
                for (int work = 0; work < works.size(); work++) {
                    Took one = run(threads, works.get(work));
                    if (round >= WARM_UPS) {
                        took.get(work).add(one);
                    }
                }
            }
            String by = threads == 1 ? "one thread" : "two threads";
            Took floor = median(took.get(0));
            row(out, "reading and decoding, " + by, floor, floor);
            row(out, "and the engine, " + by, median(took.get(1)), floor);
            row(out, "all of ./hub scan, " + by, median(took.get(2)), floor);
        }
    }

    private void row(PrintStream out, String what, Took took, Took floor) {
        out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f |%n",
                what,
                bytes / MEGA / took.seconds,
                bytes / MEGA / took.processor,
                took.processor / floor.processor);
    }

    /** Next to secretlint, once both are warm. */
    void compare(PrintStream out, Secretlint secretlint) throws IOException, InterruptedException {
        Secretlint.Took theirs = secretlint.time(files);
        List<Took> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            rounds.add(run(1, this::search));
        }
        Took ours = median(rounds);
        out.printf(Locale.ROOT, "%n| of the same files | seconds | seconds of processors |%n|---|---|---|%n");
        out.printf(Locale.ROOT, "| the engine, one thread | %.3f | %.3f |%n", ours.seconds, ours.processor);
        out.printf(
                Locale.ROOT,
                "| secretlint %s | %.3f | %.3f |%n",
                Secretlint.VERSION,
                theirs.seconds(),
                theirs.processor());
        out.printf(
                Locale.ROOT,
                "| times as fast | %.1f | %.1f |%n",
                theirs.seconds() / ours.seconds,
                theirs.processor() / ours.processor);
    }

    private static Took median(List<Took> all) {
        if (all.stream().map(Took::result).distinct().count() > 1) {
            throw new IllegalStateException("the same files were not found the same");
        }
        return new Took(
                middle(all.stream().mapToDouble(Took::seconds)),
                middle(all.stream().mapToDouble(Took::processor)),
                all.getFirst().result);
    }

    private static double middle(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** What one thread took of the processors for its share, and came to. */
    private record Share(long nanos, long result) {}

    private Took run(int threads, Work work) throws InterruptedException {
        long start = System.nanoTime();
        long processor = 0;
        long result = 0;
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<Share>> shares = IntStream.range(0, threads)
                    .mapToObj(share -> workers.submit(() -> share(work, share, threads)))
                    .toList();
            for (Future<Share> share : shares) {
                processor += share.get().nanos;
                result += share.get().result;
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return new Took((System.nanoTime() - start) / NANOS, processor / NANOS, result);
    }

    /** Every so many-th file, from the largest on. */
    private Share share(Work work, int share, int threads) throws IOException {
        List<Path> some = IntStream.range(0, files.size())
                .filter(at -> at % threads == share)
                .mapToObj(files::get)
                .toList();
        long before = THREADS.getCurrentThreadCpuTime();
        long result = work.on(some);
        return new Share(THREADS.getCurrentThreadCpuTime() - before, result);
    }

    private long read(List<Path> some) throws IOException {
        long characters = 0;
        for (Path file : some) {
            characters += text(file).length();
        }
        return characters;
    }

    private long search(List<Path> some) throws IOException {
        long found = 0;
        for (Path file : some) {
            found += Secrets.find(text(file)).size();
        }
        return found;
    }

    private long scan(List<Path> some) throws IOException {
        Scan scan = new Scan(Baseline.empty().hashes(), ScanLimits.OF_COMMANDS);
        for (Path file : some) {
            // a path that begins at the root would be skipped
            scan.file(file.subpath(0, file.getNameCount()).toString(), Files.readAllBytes(file));
        }
        Scan.Result result = scan.result();
        if (!result.skipped().isEmpty()) {
            throw new IllegalStateException(result.skipped().size() + " files were not scanned");
        }
        return result.detections().size();
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
