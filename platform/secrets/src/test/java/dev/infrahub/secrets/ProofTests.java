package dev.infrahub.secrets;

import static dev.infrahub.secrets.Proof.Verdict.GENUINE;
import static dev.infrahub.secrets.Proof.Verdict.OPEN;
import static dev.infrahub.secrets.Proof.Verdict.REFUTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProofTests {

    /** The examples are summed up by a second implementation, in {@link Example}. */
    @Test
    void a_checksum_that_is_right_is_genuine_and_one_that_is_not_is_refuted() {
        Set<Proof> tried = EnumSet.noneOf(Proof.class);
        for (Rule rule : Rules.all()) {
            for (String example : rule.finds()) {
                if (example.contains("<proof>")) {
                    String token = Example.of(rule, example).secret();
                    assertThat(rule.prove(token)).as(token).isEqualTo(GENUINE);
                    assertThat(rule.prove(changed(token))).as(changed(token)).isEqualTo(REFUTED);
                    tried.add(rule.proof());
                }
            }
        }
        assertThat(tried)
                .containsExactlyInAnyOrder(Proof.CRC_BASE62, Proof.CRC_HEX, Proof.CRC_CAPITALS, Proof.GITLAB_ROUTABLE);
    }

    /** With another character in the middle. */
    private static String changed(String token) {
        int at = token.length() / 2;
        return token.substring(0, at) + (token.charAt(at) == 'q' ? 'r' : 'q') + token.substring(at + 1);
    }

    @Test
    void the_token_of_github_s_own_documentation_is_refuted() {
        assertThat(Proof.CRC_BASE62.of("gho_" + "16C7e42F292c6912E7710c838347Ae178B4a"))
                .isEqualTo(REFUTED);
    }

    @Test
    void what_has_no_checksum_is_open() {
        assertThat(Rules.of("digitalocean-token").prove("dop")).isEqualTo(OPEN);
        assertThat(Rules.of("gitlab-token").prove("glpat-" + "abcdefghij0123456789"))
                .isEqualTo(OPEN);
        assertThat(Rules.of("bitbucket-token").prove("ATBB" + "abcdefghij0123456zzz"))
                .isEqualTo(OPEN);
    }

    @Test
    void a_key_id_of_aws_is_in_base_32() {
        assertThat(Proof.AWS_KEY_ID.of("AKIA" + "QWERTYUIOPASDF23")).isEqualTo(OPEN);
        assertThat(Proof.AWS_KEY_ID.of("AKIA" + "0123456789ABCDEF")).isEqualTo(REFUTED);
    }

    @Test
    void the_parts_of_a_token_fit() {
        String header = encoded("{\"typ\":\"JWT\",\"alg\":\"none\"}");
        assertThat(Proof.JWT.of(header + ".e30.")).isEqualTo(GENUINE);
        assertThat(Proof.JWT.of("eyJabc.e30.")).isEqualTo(REFUTED);
        assertThat(Proof.MACAROON.of("pypi-" + encoded("\u0002\u0001\bpypi.org\u0002")))
                .isEqualTo(GENUINE);
        assertThat(Proof.MACAROON.of("pypi-" + encoded("\u0002\u0001\u0003abc")))
                .isEqualTo(REFUTED);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
