package dev.infrahub.scanning;

import static dev.infrahub.scanning.Given.GITHUB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.testkit.SourceTexts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that nobody wrote, of each format in which they come, and damaged. */
class GeneratedFilesTests {

    private static final int TEXTS = 40;
    private static final int DAMAGES = 2000;
    private static final String RULES = """
            title = "x"
            [extend]
            useDefault = true
            disabledRules = ["a"]
            [[rules]]
            id = "b"
            regex = '''x(y{2,3}|[a-z]+)'''
            entropy = 1.5
            secretGroup = 1
            keywords = ["x", "y"]
            [[rules.allowlists]]
            condition = "AND"
            regexTarget = "line"
            regexes = ['''z''']
            [[allowlists]]
            paths = ['''(.*?)jpg$''']
            stopwords = ["w"]
            """;

    /** Whatever stands around it, and in whatever encoding. */
    @ParameterizedTest
    @EnumSource
    void a_credential_on_a_line_of_its_own_is_found_in_any_text(SourceTexts.Format format) {
        SourceTexts texts = new SourceTexts(100 + format.name().hashCode());
        List<Charset> charsets = List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);
        for (int n = 0; n < TEXTS; n++) {
            // a text with a NUL is binary, unless it is wide
            String before = texts.next(format, 2000).replace('\0', ' ') + "\n";
            String text =
                    "\uFEFF" + before + GITHUB + "\n" + texts.next(format, 500).replace('\0', ' ');
            int line = Lines.of(before).at(before.length());
            Scan scan = Given.scan();
            scan.file("a.txt", text.getBytes(charsets.get(n % charsets.size())));

            assertThat(scan.result().detections()).as(before).anySatisfy(one -> {
                assertThat(one.place().line()).isLessThanOrEqualTo(line);
                assertThat(one.place().endLine()).isGreaterThanOrEqualTo(line);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_same_file_is_the_same_scan_and_each_finding_one_of_its_own(SourceTexts.Format format) {
        SourceTexts texts = new SourceTexts(200 + format.name().hashCode());
        for (int n = 0; n < TEXTS; n++) {
            String text = texts.next(format, 3000).replace('\0', ' ');
            List<Detection> found = Given.found("a.txt", text);

            assertThat(Given.found("a.txt", text)).isEqualTo(found);
            assertThat(found).extracting(Detection::fingerprint).doesNotHaveDuplicates();
            assertThat(Given.found("a.txt", "\n" + text)).hasSameSizeAs(found);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_archive_of_any_files_is_read_once_from_end_to_end(boolean isPacked) throws IOException {
        SourceTexts texts = new SourceTexts(300);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (SourceTexts.Format format : SourceTexts.Format.values()) {
            for (int n = 0; n < 10; n++) {
                all.write(Archives.entry(format + "/" + n, '0', texts.next(format, 500)));
            }
        }
        all.write(new byte[1024]);
        byte[] archive = isPacked ? Archives.gzip(all.toByteArray()) : all.toByteArray();
        Counted in = new Counted(new ByteArrayInputStream(archive));
        Scan scan = Given.scan();
        Tarball.scan(in, scan, ScanLimits.OF_REQUESTS);

        assertThat(scan.result().digests().size() + scan.result().skipped().size())
                .isEqualTo(10 * SourceTexts.Format.values().length);
        assertThat(in.read).isLessThanOrEqualTo(archive.length);
    }

    @Test
    void no_damage_to_a_packed_archive_does_more_than_refuse_it() throws IOException {
        Random random = new Random(18);
        byte[] whole = Archives.gzip(Archives.tar(Archives.entry("a.tf", '0', "t = \"" + GITHUB + "\"\n")));
        for (int n = 0; n < DAMAGES; n++) {
            try {
                Tarball.scan(new ByteArrayInputStream(damaged(whole, random)), Given.scan(), ScanLimits.OF_REQUESTS);
            } catch (ScanRefused _) {
                // as it should be
            }
        }
    }

    @Test
    void no_damage_to_rules_does_more_than_refuse_them() {
        Random random = new Random(19);
        int refused = 0;
        for (int n = 0; n < DAMAGES; n++) {
            try {
                TeamFile.rules(
                        new String(damaged(RULES.getBytes(StandardCharsets.UTF_8), random), StandardCharsets.UTF_8));
            } catch (ScanRefused _) {
                refused++;
            }
        }
        assertThat(refused).isBetween(DAMAGES / 10, DAMAGES);
    }

    @Test
    void no_damage_to_a_baseline_does_more_than_make_it_none() {
        Random random = new Random(20);
        byte[] whole = Baseline.empty()
                .of(Given.found("a.tf", "t = \"" + GITHUB + "\"\n"))
                .getBytes(StandardCharsets.UTF_8);
        for (int n = 0; n < DAMAGES; n++) {
            Baseline.of(new String(damaged(whole, random), StandardCharsets.UTF_8))
                    .ifPresent(Baseline::hashes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_difference_of_any_texts_is_read_once(SourceTexts.Format format) throws IOException {
        SourceTexts texts = new SourceTexts(400 + format.name().hashCode());
        for (int n = 0; n < TEXTS; n++) {
            StringBuilder diff = new StringBuilder("diff --git a b\n");
            int hunks = 1 + n % 5;
            for (int hunk = 1; hunk <= hunks; hunk++) {
                diff.append("@@ -1,9 +%d,2 @@ %s\n"
                        .formatted(10 * hunk, texts.next(format, 50).replace('\n', ' ')));
                texts.next(format, 300)
                        .lines()
                        .forEach(line ->
                                diff.append('+').append(line.replace('\r', ' ')).append("\r@@ -1 +1 @@\n"));
            }
            byte[] bytes = diff.toString().getBytes(StandardCharsets.UTF_8);
            Counted in = new Counted(new ByteArrayInputStream(bytes));

            assertThat(Changes.of(in).hunks()).hasSize(hunks);
            assertThat(in.read).isEqualTo(bytes.length);
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] damaged = whole.clone();
        for (int n = 0; n <= random.nextInt(4); n++) {
            damaged[random.nextInt(whole.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged;
    }

    /** How many bytes were read, also those that were read again. */
    private static final class Counted extends FilterInputStream {

        private long read;

        private Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            read += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] bytes, int start, int length) throws IOException {
            int count = super.read(bytes, start, length);
            read += Math.max(count, 0);
            return count;
        }
    }
}
