package dev.infrahub.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealedReportTests {

    private static final TestKey KEY = new TestKey();

    private static Json report() {
        return new Json()
                .with("type", "infrahub/compliance-report/v1")
                .with("approvals", List.of(new Json().with("by", "user:Ö").with("valid", true)));
    }

    private static byte[] sealed(Purpose purpose) {
        String digest = Digest.of(report().text().getBytes(StandardCharsets.UTF_8));
        Seal seal = KEY.sign(purpose, "sha256:" + digest);
        return report().with(
                        "seal",
                        new Json()
                                .with("signature", seal.signature())
                                .with("algorithm", seal.algorithm())
                                .with("publicKey", seal.publicKey()))
                .text()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isGenuine(byte[] file) {
        return SealedReport.of(file).filter(SealedReport::isGenuine).isPresent();
    }

    @Test
    void what_was_sealed_verifies() {
        assertThat(isGenuine(sealed(Purpose.REPORT))).isTrue();
        assertThat(isGenuine(sealed(Purpose.APPROVAL))).isFalse();
    }

    @Test
    void every_byte_that_is_changed_is_found() {
        byte[] file = sealed(Purpose.REPORT);
        for (int i = 0; i < file.length; i++) {
            byte was = file[i];
            file[i] = (byte) (was ^ 1);
            assertThat(isGenuine(file)).as("byte " + i).isFalse();
            file[i] = was;
        }
    }

    @Test
    void what_was_added_or_is_no_report_is_found() {
        String text = new String(sealed(Purpose.REPORT), StandardCharsets.UTF_8);
        for (String other : List.of(text + " ", text.replaceFirst("\\{", "{\"a\":1,"), "{}", "no JSON", "")) {
            assertThat(isGenuine(other.getBytes(StandardCharsets.UTF_8))).isFalse();
        }
    }
}
