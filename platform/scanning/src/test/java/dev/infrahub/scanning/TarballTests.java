package dev.infrahub.scanning;

import static dev.infrahub.scanning.Given.GITHUB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
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
        assertThat(scan(tar(entry("a.tf", '0', SECRET))).detections()).hasSize(1);
    }

    @Test
    void a_path_that_leads_out_is_told_and_not_taken() throws IOException {
        Scan.Result result = scan(tar(
                entry("../../etc/cron.d/x", '0', SECRET), entry("/abs.tf", '0', SECRET), entry("a.tf", '0', SECRET)));

        assertThat(result.digests().keySet()).containsExactly("a.tf");
        assertThat(result.skipped()).extracting(Skipped::reason).containsOnly(Skipped.Reason.UNSAFE_PATH);
    }

    @Test
    void a_pipe_or_a_device_is_told_and_not_taken() throws IOException {
        assertThat(scan(tar(entry("pipe", '6', ""), entry("tty", '3', ""))).skipped())
                .extracting(Skipped::reason)
                .containsOnly(Skipped.Reason.NOT_A_FILE);
    }

    @Test
    void of_a_path_that_is_there_twice_both_are_looked_into() throws IOException {
        assertThat(scan(tar(entry("a.tf", '0', SECRET), entry("a.tf", '0', SECRET)))
                        .detections())
                .hasSize(2)
                .extracting(Detection::fingerprint)
                .doesNotHaveDuplicates();
    }

    @Test
    void what_unpacks_without_end_ends_at_a_limit() throws IOException {
        ScanLimits limits = new ScanLimits(1024 * 1024, 100, 10_000, 100, 8L * 1024 * 1024);
        byte[] bomb = gzip(tar(entry("a", '0', "\n".repeat(64 * 1024 * 1024))));
        assertThat(bomb.length).isLessThan(200_000);

        assertThatThrownBy(() -> Tarball.scan(new ByteArrayInputStream(bomb), Given.scan(limits), limits))
                .isInstanceOfSatisfying(ScanRefused.class, refused -> {
                    assertThat(refused.code()).isEqualTo("archive.expands_too_much");
                    assertThat(refused.isTooLarge()).isTrue();
                });
    }

    @Test
    void a_size_beyond_all_bounds_is_refused() throws IOException {
        byte[] huge = tar(entry("a.tf", '0', SECRET));
        write(huge, 124, "77777777777");
        sum(huge);

        assertThatThrownBy(() -> scan(huge)).isInstanceOf(ScanRefused.class);
    }

    @Test
    void what_is_no_archive_or_ends_in_the_middle_is_refused() throws IOException {
        byte[] whole = gzip(tar(entry("a.tf", '0', SECRET.repeat(100))));
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
        byte[] nothing = gzip(new byte[0]);
        byte[] many = new byte[100_000 * nothing.length];
        for (int at = 0; at < many.length; at += nothing.length) {
            System.arraycopy(nothing, 0, many, at, nothing.length);
        }

        assertThatThrownBy(() -> scan(many)).isInstanceOf(ScanRefused.class);
    }

    @Test
    void no_damage_does_more_than_refuse_it() throws IOException {
        Random random = new Random(17);
        byte[] whole = tar(
                entry("x", 'x', "17 path=long.tf\n17 size=00000055\n"),
                entry("a.tf", '0', SECRET),
                entry("L", 'L', "b.tf\0"),
                entry("b", '0', SECRET));
        for (int times = 0; times < 3000; times++) {
            byte[] damaged = whole.clone();
            for (int n = 0; n <= random.nextInt(4); n++) {
                damaged[random.nextInt(whole.length)] = (byte) random.nextInt(256);
            }
            if (random.nextBoolean()) {
                sum(damaged);
            }
            byte[] cut = random.nextInt(4) == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged;
            try {
                scan(cut);
            } catch (ScanRefused _) {
                // as it should be
            }
        }
    }

    private static Scan.Result scan(byte[] archive) {
        Scan scan = Given.scan();
        Tarball.scan(new ByteArrayInputStream(archive), scan, ScanLimits.OF_REQUESTS);
        return scan.result();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] tar(byte[]... entries) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            all.write(entry);
        }
        all.write(new byte[1024]);
        return all.toByteArray();
    }

    private static byte[] entry(String path, char type, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        byte[] entry = new byte[512 + (bytes.length + 511) / 512 * 512];
        write(entry, 0, path);
        write(entry, 124, "%011o".formatted(bytes.length));
        entry[156] = (byte) type;
        write(entry, 257, "ustar");
        System.arraycopy(bytes, 0, entry, 512, bytes.length);
        sum(entry);
        return entry;
    }

    private static void sum(byte[] entry) {
        Arrays.fill(entry, 148, 156, (byte) ' ');
        int sum = 0;
        for (int at = 0; at < 512; at++) {
            sum += entry[at] & 0xFF;
        }
        write(entry, 148, "%06o\0 ".formatted(sum));
    }

    private static void write(byte[] target, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, target, at, bytes.length);
    }
}
