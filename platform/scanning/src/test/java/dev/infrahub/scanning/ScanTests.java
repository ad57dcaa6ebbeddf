package dev.infrahub.scanning;

import static dev.infrahub.scanning.Given.GITHUB;
import static dev.infrahub.scanning.Given.PASSWORD;
import static dev.infrahub.scanning.Given.PRIVATE_KEY;
import static dev.infrahub.scanning.Given.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTests {

    @ParameterizedTest
    @CsvSource({"'\n',3", "'\r\n',3", "'\r',3"})
    void a_finding_has_the_line_and_column_that_an_editor_shows(String lineEnd, int line) {
        Detection one = found("main.tf", "# é 😀" + lineEnd + lineEnd + "token = \"" + GITHUB + "\"" + lineEnd)
                .getFirst();

        assertThat(one.ruleId()).isEqualTo("github-token");
        assertThat(one.place()).isEqualTo(new Place(line, 10, line, 10 + GITHUB.length()));
    }

    @Test
    void a_finding_of_several_lines_ends_where_it_ends() {
        Detection one = found("key.pem", "\n" + PRIVATE_KEY + "\n").getFirst();

        assertThat(one.place().line()).isEqualTo(2);
        assertThat(one.place().endLine()).isEqualTo(9);
        assertThat(one.place().endColumn()).isEqualTo("-----END RSA PRIVATE KEY-----".length() + 1);
    }

    @Test
    void nothing_of_a_finding_is_shown_but_a_public_prefix() {
        assertThat(found("a.tf", "t = \"" + GITHUB + "\"").getFirst().redacted())
                .isEqualTo("ghp_****");
        assertThat(found("a.tf", "password = \"" + PASSWORD + "\"").getFirst().redacted())
                .isEqualTo("****");
        assertThat(found("a.sql", "create user x identified by 'identified1'")
                        .getFirst()
                        .redacted())
                .isEqualTo("****");
        for (Detection one : found("a.env", "A=" + GITHUB + "\nDB_PASSWORD=" + PASSWORD + "\n" + PRIVATE_KEY)) {
            assertThat(one.toString()).doesNotContain(GITHUB.substring(4), PASSWORD, "MIIEow");
        }
    }

    @Test
    void a_fingerprint_survives_moved_lines_and_tells_places_and_secrets_apart() {
        String once = found("a.tf", "t = \"" + GITHUB + "\"").getFirst().fingerprint();
        List<Detection> twice = found("a.tf", "\n# moved\nt = \"" + GITHUB + "\"\nu = \"" + GITHUB + "\"");

        assertThat(twice).hasSize(2);
        assertThat(twice.getFirst().fingerprint()).isEqualTo(once);
        assertThat(twice.getLast().fingerprint()).isNotEqualTo(once);
        assertThat(found("b.tf", "t = \"" + GITHUB + "\"").getFirst().fingerprint())
                .isNotEqualTo(once);
        assertThat(found("a.tf", "t = \"" + GITHUB.replace('k', 'j') + "\"")
                        .getFirst()
                        .fingerprint())
                .isNotEqualTo(once);
    }

    @Test
    void fingerprints_and_digests_of_two_clients_are_not_comparable() {
        byte[] content = ("t = \"" + GITHUB + "\"").getBytes(StandardCharsets.UTF_8);
        Scan acme = Given.scanOf("acme");
        Scan globex = Given.scanOf("globex");
        acme.file("a.tf", content);
        globex.file("a.tf", content);

        assertThat(acme.result().detections().getFirst().fingerprint())
                .isNotEqualTo(globex.result().detections().getFirst().fingerprint());
        assertThat(acme.result().digests()).isNotEqualTo(globex.result().digests());
    }

    @ParameterizedTest
    @ValueSource(strings = {"infrahub:allow", "gitleaks:allow"})
    void a_comment_on_the_line_allows_a_finding_which_is_told_all_the_same(String comment) {
        String line = "t = \"" + GITHUB + "\"";
        List<Detection> found = found("a.tf", line + " # " + comment + "\n" + line + "\n# " + comment + "\n");

        assertThat(found).extracting(one -> one.allowedBy().orElse("")).containsExactly(comment, "");
    }

    @Test
    void a_comment_at_the_end_of_several_lines_allows_them() {
        assertThat(found("key.pem", PRIVATE_KEY + " # gitleaks:allow")
                        .getFirst()
                        .allowedBy())
                .hasValue("gitleaks:allow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE"})
    void text_is_read_by_its_byte_order_mark(String charset) {
        Scan scan = Given.scan();
        scan.file("a.tf", ("\uFEFFt = \"" + GITHUB + "\"").getBytes(Charset.forName(charset)));

        assertThat(scan.result().detections())
                .singleElement()
                .satisfies(one -> assertThat(one.place().column()).isEqualTo(6));
    }

    @Test
    void what_is_no_utf_8_is_looked_into_all_the_same() {
        Scan scan = Given.scan();
        scan.file("a.ini", ("; Gr\u00FC\u00DFe\npassword = " + PASSWORD).getBytes(StandardCharsets.ISO_8859_1));

        assertThat(scan.result().detections()).hasSize(1);
    }

    @Test
    void binary_and_huge_files_are_told_as_skipped() {
        Scan scan = Given.scan(new ScanLimits(100, 10, 1000, 10, 1000));
        scan.file("logo.png", new byte[] {'P', 'N', 'G', 0, 1});
        scan.file("huge.tf", new byte[101]);
        Scan.Result result = scan.result();

        assertThat(result.digests()).isEmpty();
        assertThat(result.skipped())
                .extracting(one -> one.path() + " " + one.reason().text())
                .containsExactly("huge.tf too-large", "logo.png binary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.tf", "/etc/passwd", "a/../../b", "", ".", "a\nb", "a\u0000b", "a\u202Eb", "\uD800"})
    void a_path_that_leads_elsewhere_or_cannot_be_told_is_skipped_and_told(String path) {
        Scan scan = Given.scan();
        scan.file(path, ("t = \"" + GITHUB + "\"").getBytes(StandardCharsets.UTF_8));

        assertThat(scan.result().digests()).isEmpty();
        assertThat(scan.result().skipped()).singleElement().satisfies(one -> {
            assertThat(one.reason()).isEqualTo(Skipped.Reason.UNSAFE_PATH);
            assertThat(one.path().codePoints()).noneMatch(Character::isISOControl);
        });
    }

    /** What is looked for in a path takes time by its length, and what is cut of a credential still tells. */
    @Test
    void of_a_far_too_long_path_nothing_is_shown_and_all_of_it_counts() {
        Scan scan = Given.scan(new ScanLimits(100, 10, 3_000, 10, 1000));
        scan.file("a".repeat(495) + "/" + GITHUB, new byte[0]);
        scan.file("a".repeat(980) + "/" + GITHUB, new byte[0]);

        assertThat(scan.result().skipped())
                .extracting(Skipped::path)
                .containsExactly("(a path of 1021 characters)", "a".repeat(250) + "…");
        assertThatThrownBy(() -> scan.skip("b".repeat(2_000), Skipped.Reason.LINK))
                .hasMessageContaining("more than 3000 characters");
    }

    @Test
    void a_path_is_told_in_one_way() {
        assertThat(FilePath.of("./a//b/./c.tf")).hasValue(new FilePath("a/b/c.tf"));
    }

    @Test
    void a_credential_in_a_path_is_hidden() {
        Scan scan = Given.scan();
        scan.file("keys/" + GITHUB + ".tf", "a = 1".getBytes(StandardCharsets.UTF_8));
        scan.skip("../" + GITHUB, Skipped.Reason.LINK);
        scan.skip("../" + "x".repeat(230) + "/" + GITHUB, Skipped.Reason.LINK);

        assertThat(scan.result().digests().keySet()).containsExactly("keys/(hidden).tf");
        assertThat(scan.result().toString()).doesNotContain(GITHUB.substring(0, 10));
    }

    @Test
    void more_than_one_scan_takes_is_refused_by_name() {
        byte[] nothing = {};
        byte[] secrets = ("t = \"" + GITHUB + "\"\n").repeat(3).getBytes(StandardCharsets.UTF_8);
        Scan files = Given.scan(new ScanLimits(100, 2, 1000, 10, 1000));
        files.file("a", nothing);
        files.file("b", nothing);
        Scan paths = Given.scan(new ScanLimits(100, 10, 5, 10, 1000));
        Scan findings = Given.scan(new ScanLimits(1000, 10, 1000, 2, 1000));

        assertThatThrownBy(() -> files.file("c", nothing)).hasMessageContaining("more than the 2 files");
        assertThatThrownBy(() -> paths.file("a/b/c.tf", nothing)).hasMessageContaining("more than 5 characters");
        assertThatThrownBy(() -> findings.file("a.tf", secrets)).hasMessageContaining("more than 2 credentials");
    }

    /** One line of many findings, each of which looks for a comment on it. */
    @Test
    void many_findings_on_one_line_take_time_by_its_length() {
        String small = many(500);
        String large = many(4000);
        found("warm.json", small);
        long smallTime = timed(small);
        long largeTime = timed(large);

        assertThat(Duration.ofNanos(largeTime))
                .isLessThan(Duration.ofNanos(smallTime * 8 * 5).plusMillis(500));
    }

    private static String many(int count) {
        return "[" + ("\"" + GITHUB + "\",").repeat(count) + "0]";
    }

    private static long timed(String text) {
        long start = System.nanoTime();
        found("a.json", text);
        return System.nanoTime() - start;
    }
}
