package dev.infrahub.scanning;

import static dev.infrahub.scanning.Given.GITHUB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
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
                Archives.entry("x", 'x', "17 path=long.tf\n17 size=00000055\n"),
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

    private static Scan.Result scan(byte[] archive) {
        Scan scan = Given.scan();
        Tarball.scan(new ByteArrayInputStream(archive), scan, ScanLimits.OF_REQUESTS);
        return scan.result();
    }
}
