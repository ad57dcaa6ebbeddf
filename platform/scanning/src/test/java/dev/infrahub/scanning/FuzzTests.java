package dev.infrahub.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.infrahub.testkit.SourceTexts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** For a minute, files that are other ones each time: none crashes the scanner, and none takes it longer than its length does. */
class FuzzTests {

    private static final Duration FOR = Duration.ofMinutes(1);
    private static final Duration HANGS = Duration.ofSeconds(30);
    private static final int LARGEST = 256 * 1024;
    private static final int LONGEST_PIECE = 24;
    private static final List<SourceTexts.Format> FORMATS = List.of(SourceTexts.Format.values());

    private static final List<String> NAMES = List.of(
            "a.tf",
            "a.tfvars",
            "a.tf.json",
            "terraform.tfstate",
            "a.json",
            "a.yaml",
            ".env",
            "a.sh",
            "a.md",
            "a.diff",
            "Dockerfile",
            "a");

    /** What readers look for, so that much begins and little ends. */
    private static final List<String> SIGNS = List.of(
            "${",
            "}",
            "%{",
            "{",
            "[",
            "(",
            "\"",
            "'",
            "\\",
            "\\u",
            "<<EOT",
            "<<-E\n",
            "EOT",
            "/*",
            "#",
            "=",
            ": ",
            "-----BEGIN ",
            " PRIVATE KEY-----",
            "AKIA",
            "ghp_",
            "eyJ",
            ".",
            "://",
            "@",
            "password",
            "secret",
            "token = ",
            "H4sI",
            "%25",
            "&amp;",
            "\n",
            "\r",
            "\t",
            " ",
            "\u202e",
            "\ud83d",
            "|",
            "---\n",
            "- ",
            "&a ",
            "*a ",
            "!!",
            "a",
            "A",
            "0",
            "_",
            "-",
            "+",
            "/",
            ",",
            ";");

    @Test
    void no_file_crashes_the_scanner_or_holds_it_up() {
        long end = System.nanoTime() + FOR.toNanos();
        long seed = System.nanoTime();
        int files = 0;
        while (System.nanoTime() < end) {
            scan(++seed);
            files++;
        }
        assertThat(files).isGreaterThan(100);
    }

    private static void scan(long seed) {
        Random random = new Random(seed);
        String name = NAMES.get(random.nextInt(NAMES.size()));
        byte[] file = file(seed, random);
        try {
            assertTimeoutPreemptively(HANGS, () -> {
                Scan scan = Given.scan();
                scan.file(name, file);
                scan.result();
            });
        } catch (ScanRefused _) {
            // as it should be: there are more credentials in it than anybody looks through
        } catch (RuntimeException | Error failure) {
            fail("%s of %d bytes, by seed %d".formatted(name, file.length, seed), failure);
        }
    }

    private static byte[] file(long seed, Random random) {
        SourceTexts.Format format = FORMATS.get(random.nextInt(FORMATS.size()));
        return switch (random.nextInt(4)) {
            case 0 -> bytes(random);
            case 1 -> utf8(new SourceTexts(seed).next(format, 1 + random.nextInt(LARGEST / 8)));
            case 2 -> utf8(signs(random, 1 + random.nextInt(LARGEST / 8)));
            default ->
                utf8(signs(random, 1 + random.nextInt(LONGEST_PIECE))
                        .repeat(1 + random.nextInt(LARGEST / LONGEST_PIECE)));
        };
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(LARGEST / 4)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String signs(Random random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(SIGNS.get(random.nextInt(SIGNS.size())));
        }
        return text.toString();
    }

    private static byte[] utf8(String text) {
        return text.substring(0, Math.min(text.length(), LARGEST)).getBytes(StandardCharsets.UTF_8);
    }
}
