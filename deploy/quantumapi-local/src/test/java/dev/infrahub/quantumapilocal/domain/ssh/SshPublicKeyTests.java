package dev.infrahub.quantumapilocal.domain.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.quantumapilocal.domain.Rejected;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshPublicKeyTests {

    @ParameterizedTest
    @EnumSource
    void the_key_of_an_authority_is_a_line_that_is_read_back(SshAlgorithm algorithm) {
        SshPublicKey key =
                algorithm.publicKey(algorithm.generate(new SecureRandom()).publicKey());
        SshPublicKey read = SshPublicKey.ofLine(key.line("production hosts"));
        assertThat(read.type().text()).isEqualTo(algorithm.text());
        assertThat(read.blob()).isEqualTo(key.blob());
        assertThat(read.fingerprint()).isEqualTo(key.fingerprint()).matches("SHA256:[A-Za-z0-9+/]{43}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssh-ed25519",
                "ssh-ed25519 AAAA",
                "ssh-ed25519 %%%",
                "ssh-dss AAAAB3NzaC1kc3M=",
                // says Ed25519 and holds RSA
                "ssh-ed25519 AAAAB3NzaC1yc2E=",
                // 31 bytes
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAH6n7xkXbnVNYA4ZsDLFnsm8FFzBEYBxZ14rZTFMFAXE=",
                // a point that is not on the curve
                "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="
            })
    void what_is_no_good_key_is_rejected(String line) {
        assertThatThrownBy(() -> SshPublicKey.ofLine(line)).isInstanceOf(Rejected.class);
    }

    @Test
    void a_composite_key_that_is_not_both_of_its_keys_is_rejected() {
        byte[] whole = SshAlgorithm.MLDSA44_ED25519.generate(new SecureRandom()).publicKey();
        byte[] noPoint = whole.clone();
        // a y-coordinate beyond the field: RFC 8032 section 5.1.3
        Arrays.fill(noPoint, 1312, 1344, (byte) 0xff);
        assertThatThrownBy(() -> ofComposite(noPoint)).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> ofComposite(Arrays.copyOf(whole, 1312)))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("has 1344");
        assertThat(ofComposite(whole).type()).isEqualTo(SshPublicKey.Type.MLDSA44_ED25519);
    }

    private static SshPublicKey ofComposite(byte[] raw) {
        return SshPublicKey.ofLine(SshAlgorithm.MLDSA44_ED25519.publicKey(raw).line("alice"));
    }
}
