package dev.infrahub.scanning;

import static dev.infrahub.scanning.Given.GITHUB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.infrahub.json.Allowance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarballTests {

    private static final String SECRET = "t = \"" + GITHUB + "\"\n";

    @ParameterizedTest
    @ValueSource(strings = {"ustar", "pax", "gnu", "v7"})
    void what_tar_writes_is_read(String format, @TempDir Path folder) throws Exception {
        String deep = format.equals("v7") ? "a/b" : "deep/".repeat(30) + "b";
        Files.createDirectories(folder.resolve("repo").resolve(deep));
        Files.writeString(folder.resolve("repo/main.tf"), SECRET);
        Files.writeString(folder.resolve("repo").resolve(deep).resolve("x.env"), SECRET);
        Files.createSymbolicLink(folder.resolve("repo/link.tf"), Path.of("main.tf"));
        Files.createLink(folder.resolve("repo/hard.tf"), folder.resolve("repo/main.tf"));
        Path archive = folder.resolve("a.tar.gz");
        int status = new ProcessBuilder(
                        "tar",
                        "--format=" + format,
                        "--sort=name",
                        "-czf",
                        archive.toString(),
                        "-C",
                        folder + "/repo",
                        ".")
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).isZero();

        Scan.Result result = scan(Files.readAllBytes(archive));

        assertThat(result.digests()).hasSize(2).containsKey(deep + "/x.env");
        assertThat(result.detections()).hasSize(2);
        assertThat(result.skipped())
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.reason()).isEqualTo(Skipped.Reason.LINK));
    }

    @Test
    void a_tar_that_is_not_packed_is_read_as_well() throws IOException {
        assertThat(scan(Archives.tar(Archives.entry("a.tf", '0', SECRET))).detections())
                .hasSize(1);
    }

    @Test
    void a_path_that_leads_out_is_told_and_not_taken() throws IOException {
        Scan.Result result = scan(Archives.tar(
                Archives.entry("../../etc/cron.d/x", '0', SECRET),
                Archives.entry("/abs.tf", '0', SECRET),
                Archives.entry("a.tf", '0', SECRET)));

        assertThat(result.digests().keySet()).containsExactly("a.tf");
        assertThat(result.skipped()).extracting(Skipped::reason).containsOnly(Skipped.Reason.UNSAFE_PATH);
    }

    @Test
    void a_pipe_or_a_device_is_told_and_not_taken() throws IOException {
        assertThat(scan(Archives.tar(Archives.entry("pipe", '6', ""), Archives.entry("tty", '3', "")))
                        .skipped())
                .extracting(Skipped::reason)
                .containsOnly(Skipped.Reason.NOT_A_FILE);
    }

    @Test
    void of_a_path_that_is_there_twice_both_are_looked_into() throws IOException {
        assertThat(scan(Archives.tar(Archives.entry("a.tf", '0', SECRET), Archives.entry("a.tf", '0', SECRET)))
                        .detections())
                .hasSize(2)
                .extracting(Detection::fingerprint)
                .doesNotHaveDuplicates();
    }

    @Test
    void what_unpacks_without_end_ends_at_a_limit() throws IOException {
        ScanLimits limits = new ScanLimits(1024 * 1024, 100, 10_000, 100, 8L * 1024 * 1024);
        byte[] bomb = Archives.gzip(Archives.tar(Archives.entry("a", '0', "\n".repeat(64 * 1024 * 1024))));
        assertThat(bomb.length).isLessThan(200_000);

        assertThatThrownBy(() -> Tarball.scan(new ByteArrayInputStream(bomb), Given.scan(limits), limits))
                .isInstanceOfSatisfying(ScanRefused.class, refused -> {
                    assertThat(refused.code()).isEqualTo("archive.expands_too_much");
                    assertThat(refused.isTooLarge()).isTrue();
                });
    }

    @Test
    void a_size_beyond_all_bounds_is_refused() throws IOException {
        byte[] huge = Archives.tar(Archives.entry("a.tf", '0', SECRET));
        Archives.write(huge, 124, "77777777777");
        Archives.sum(huge);

        assertThatThrownBy(() -> scan(huge)).isInstanceOf(ScanRefused.class);
    }

    @Test
    void what_is_no_archive_or_ends_in_the_middle_is_refused() throws IOException {
        byte[] whole = Archives.gzip(Archives.tar(Archives.entry("a.tf", '0', SECRET.repeat(100))));
        for (byte[] wrong : new byte[][] {
            new byte[0],
            "not an archive".getBytes(StandardCharsets.US_ASCII),
            "x".repeat(5000).getBytes(StandardCharsets.US_ASCII),
            Arrays.copyOf(whole, whole.length / 2),
            {0x1F, (byte) 0x8B},
            {0x1F}
        }) {
            assertThatThrownBy(() -> scan(wrong))
                    .isInstanceOfSatisfying(
                            ScanRefused.class,
                            refused -> assertThat(refused.code()).isEqualTo("archive.unreadable"));
        }
    }

    @Test
    void packed_parts_that_hold_nothing_are_no_way_in() throws IOException {
        byte[] nothing = Archives.gzip(new byte[0]);
        byte[] many = new byte[100_000 * nothing.length];
        for (int at = 0; at < many.length; at += nothing.length) {
            System.arraycopy(nothing, 0, many, at, nothing.length);
        }

        assertThatThrownBy(() -> scan(many)).isInstanceOf(ScanRefused.class);
    }

    @Test
    void no_damage_does_more_than_refuse_it() throws IOException {
        Random random = new Random(17);
        byte[] whole = Archives.tar(
                Archives.pax('x', "path=long.tf", "size=00000055"),
                Archives.entry("a.tf", '0', SECRET),
                Archives.entry("L", 'L', "b.tf\0"),
                Archives.entry("b", '0', SECRET));
        for (int times = 0; times < 3000; times++) {
            byte[] damaged = whole.clone();
            for (int n = 0; n <= random.nextInt(4); n++) {
                damaged[random.nextInt(whole.length)] = (byte) random.nextInt(256);
            }
            if (random.nextBoolean()) {
                Archives.sum(damaged);
            }
            byte[] cut = random.nextInt(4) == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged;
            try {
                scan(cut);
            } catch (ScanRefused _) {
                // as it should be
            }
        }
    }

    /** Known findings of what stands behind it would be taken for resolved. */
    @Test
    void behind_a_file_with_holes_all_is_read(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("repo"));
        Files.writeString(folder.resolve("repo/a.tf"), SECRET);
        Files.writeString(folder.resolve("repo/z.tf"), SECRET);
        try (RandomAccessFile disk =
                new RandomAccessFile(folder.resolve("repo/m.img").toFile(), "rw")) {
            disk.setLength(2 * 1024 * 1024);
            for (int n = 1; n < 40; n += 2) {
                disk.seek(n * 32768L);
                disk.write("data\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
        for (String options : List.of(
                "--format=gnu -S",
                "--format=posix -S --sparse-version=0.0",
                "--format=posix -S --sparse-version=0.1",
                "--format=posix -S --sparse-version=1.0")) {
            Scan.Result result = scan(packed(folder, "tar " + options + " --sort=name -cf"));

            assertThat(result.detections())
                    .as(options)
                    .extracting(Detection::path)
                    .containsExactly("a.tf", "z.tf");
            assertThat(result.skipped()).as(options).containsExactly(new Skipped("m.img", Skipped.Reason.BINARY));
        }
    }

    /** Of those that are on this machine: the end of an archive is asked for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bsdtar --format=gnutar -cf",
                "bsdtar --format=pax -cf",
                "bsdtar --format=ustar -cf",
                "busybox tar -cf",
                "python3 -m tarfile -c",
                "git archive"
            })
    void what_others_write_is_read_to_its_end(String command, @TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("repo/é"));
        Files.writeString(folder.resolve("repo/é/x.tf"), SECRET);
        byte[] archive = command.startsWith("git") ? ofGit(folder) : packed(folder, command);

        assertThat(scan(archive).digests().keySet()).containsExactly("é/x.tf");
        assertAllOrNothing(archive, scan(archive));
    }

    private static byte[] packed(Path folder, String command) throws IOException, InterruptedException {
        run(folder.resolve("repo"), command + " ../a.tar .");
        return Files.readAllBytes(folder.resolve("a.tar"));
    }

    private static byte[] ofGit(Path folder) throws IOException, InterruptedException {
        Path repository = folder.resolve("repo");
        run(repository, "git init -q");
        run(repository, "git add .");
        run(repository, "git -c user.name=t -c user.email=t@example.com commit -qm a");
        run(repository, "git archive -o ../a.tar HEAD");
        return Files.readAllBytes(folder.resolve("a.tar"));
    }

    private static void run(Path directory, String command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command.split(" ", -1))
                    .directory(directory.toFile())
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            assumeTrue(false, e.getMessage());
            throw e;
        }
        assertThat(process.waitFor()).as(command).isZero();
    }

    /** Whatever is in it, and wherever it ends. */
    @Test
    void of_an_archive_that_was_cut_nothing_is_told() throws IOException {
        Random random = new Random(23);
        for (int times = 0; times < 100; times++) {
            Set<String> looked = new TreeSet<>();
            Set<String> skipped = new TreeSet<>();
            byte[][] entries = new byte[1 + random.nextInt(6)][];
            for (int n = 0; n < entries.length; n++) {
                entries[n] = anyEntry(random, n, looked, skipped);
            }
            byte[] archive = Archives.tar(entries);
            Scan.Result whole = scan(archive);

            assertThat(whole.digests().keySet()).isEqualTo(looked);
            assertThat(whole.skipped()).extracting(Skipped::path).containsExactlyElementsOf(skipped);
            assertAllOrNothing(archive, whole);
        }
    }

    private static byte[] anyEntry(Random random, int n, Set<String> looked, Set<String> skipped) throws IOException {
        String path = "d".repeat(1 + random.nextInt(60)) + "/" + n + ".tf";
        String content = "a = 1\n".repeat(random.nextInt(300));
        int kind = random.nextInt(7);
        (kind < 4 ? looked : skipped).add(path);
        return switch (kind) {
            case 0 -> Archives.entry(path, '0', content);
            case 1 -> Archives.entry(path, '\0', content);
            case 2 -> both(Archives.entry("long", 'L', path + "\0"), Archives.entry("cut", '0', content));
            case 3 -> both(Archives.pax('x', "path=" + path, "mtime=1.5"), Archives.entry("cut", '0', content));
            case 4 -> Archives.sparse(path, random.nextInt(4), content);
            case 5 ->
                both(
                        Archives.pax('x', "GNU.sparse.name=" + path, "GNU.sparse.realsize=900000"),
                        Archives.entry("GNUSparseFile.1/x", '0', content));
            default -> Archives.entry(path, '2', "");
        };
    }

    private static void assertAllOrNothing(byte[] archive, Scan.Result whole) {
        int end = archive.length;
        while (end > 0 && archive[end - 1] == 0) {
            end--;
        }
        for (int cut = 0; cut < archive.length; cut += 512) {
            byte[] left = Arrays.copyOf(archive, cut);
            // what is filled up behind the end may be missing
            if (cut < end + 1024 || !isSame(left, whole)) {
                assertRefused(left, "");
            }
        }
    }

    private static boolean isSame(byte[] archive, Scan.Result whole) {
        try {
            return scan(archive).equals(whole);
        } catch (ScanRefused _) {
            return false;
        }
    }

    @Test
    void what_follows_the_end_is_refused() throws IOException {
        byte[] one = Archives.tar(Archives.entry("a.tf", '0', SECRET));
        byte[] other = Archives.tar(Archives.entry("b.tf", '0', SECRET));
        byte[] garbage = "garbage".getBytes(StandardCharsets.US_ASCII);
        byte[] lone = both(new byte[512], other);

        assertRefused(both(one, other), "Something follows the end");
        assertRefused(both(one, garbage), "Something follows the end");
        assertRefused(Archives.gzip(both(one, other)), "Something follows the end");
        assertRefused(both(Archives.gzip(one), Archives.gzip(other)), "Something follows the end");
        assertRefused(both(Archives.gzip(one), garbage), "Something follows the end");
        assertRefused(both(Archives.entry("a.tf", '0', SECRET), lone), "Something follows the end");
        assertRefused(both(Archives.gzip(one), new byte[] {0x1F, 7}), "The archive is damaged");
    }

    @Test
    void what_was_packed_in_parts_is_one_archive_and_may_be_filled_up() throws IOException {
        byte[] archive = both(Archives.tar(Archives.entry("a.tf", '0', SECRET)), new byte[9000]);
        byte[] parts = both(
                Archives.gzip(Arrays.copyOf(archive, 700)),
                Archives.gzip(Arrays.copyOfRange(archive, 700, archive.length)));

        assertThat(scan(archive).detections()).hasSize(1);
        assertThat(scan(parts).detections()).hasSize(1);
        assertThat(scan(both(parts, new byte[1000])).detections()).hasSize(1);
    }

    /** What {@code gzip} writes of a file, and what the format allows beyond it. */
    @Test
    void every_header_of_gzip_is_read_and_every_sum_checked() throws IOException {
        byte[] packed = Archives.gzip(Archives.tar(Archives.entry("a.tf", '0', SECRET)));
        byte[] header = Arrays.copyOf(packed, 10);
        header[3] = 2 | 4 | 8 | 16;
        byte[] beside = both(new byte[] {3, 0, 1, 0, 2}, "name\0remark\0xx".getBytes(StandardCharsets.US_ASCII));
        byte[] rest = Arrays.copyOfRange(packed, 10, packed.length);

        assertThat(scan(both(both(header, beside), rest)).detections()).hasSize(1);
        for (int back = 1; back <= 8; back++) {
            byte[] wrong = packed.clone();
            wrong[wrong.length - back]++;
            assertRefused(wrong, "The archive is damaged");
            assertRefused(Arrays.copyOf(packed, packed.length - back), "The archive is damaged");
        }
    }

    /** One program reads what another takes for content. */
    @Test
    void what_programs_read_in_different_ways_is_refused() throws IOException {
        byte[] hidden = Archives.entry("z.tf", '0', SECRET);
        String inside = new String(hidden, StandardCharsets.UTF_8);
        for (char type : "123456".toCharArray()) {
            assertRefused(Archives.tar(Archives.entry("a", type, inside)), "The archive has content for 'a'");
        }
        assertRefused(Archives.tar(Archives.entry("a/", '0', inside)), "The archive has content for 'a/'");
        for (String record : List.of("path=a", "size=0", "GNU.sparse.name=a")) {
            assertRefused(Archives.tar(Archives.pax('g', record), hidden), "The archive says '");
        }
        assertRefused(
                Archives.tar(Archives.pax('x', "path=a"), Archives.pax('x', "path=b"), hidden),
                "The archive is damaged");
        assertRefused(Archives.tar(Archives.pax('x', "path=a")), "The archive is damaged");
        assertRefused(Archives.tar(Archives.entry("a", 'S', ""), hidden), "The archive is damaged");
        assertThat(scan(Archives.tar(Archives.pax('g', "comment=0123"), hidden)).detections())
                .hasSize(1);
    }

    /** A body of 6 KB took a reader of five for five seconds. */
    @Test
    void a_path_of_a_mebibyte_takes_no_time() throws IOException {
        String path = "password=\"/".repeat(90_000) + "a";
        byte[] entry = both(Archives.entry("long", 'L', path + "\0"), Archives.entry("a", '0', SECRET));
        byte[] archive = Archives.tar(entry, Archives.entry("b.tf", '0', SECRET));
        long begin = Allowance.worked();
        Scan.Result result = scan(archive);

        assertThat(Duration.ofNanos(Allowance.worked() - begin)).isLessThan(Duration.ofSeconds(1));
        assertThat(result.skipped())
                .containsExactly(new Skipped("(a path of 990001 characters)", Skipped.Reason.UNSAFE_PATH));
        assertThat(result.digests().keySet()).containsExactly("b.tf");
        byte[] three = Archives.tar(entry, entry, entry);
        assertThatThrownBy(() -> scan(three))
                .isInstanceOfSatisfying(
                        ScanRefused.class, refused -> assertThat(refused.code()).isEqualTo("scan.paths_too_long"));
    }

    private static byte[] both(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static void assertRefused(byte[] archive, String sentence) {
        assertThatThrownBy(() -> scan(archive))
                .isInstanceOfSatisfying(ScanRefused.class, refused -> {
                    assertThat(refused.code()).isEqualTo("archive.unreadable");
                    assertThat(refused.isTooLarge()).isFalse();
                })
                .hasMessageStartingWith(sentence);
    }

    private static Scan.Result scan(byte[] archive) {
        Scan scan = Given.scan();
        Tarball.scan(new ByteArrayInputStream(archive), scan, ScanLimits.OF_REQUESTS);
        return scan.result();
    }
}
