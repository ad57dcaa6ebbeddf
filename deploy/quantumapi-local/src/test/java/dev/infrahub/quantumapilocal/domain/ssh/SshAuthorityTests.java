package dev.infrahub.quantumapilocal.domain.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.quantumapilocal.domain.MasterKeys.Sealed;
import dev.infrahub.quantumapilocal.domain.Signatures;
import dev.infrahub.ssh.SshAlgorithm;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SshAuthorityTests {

    private final Signatures signatures = new Signatures(new SecureRandom());

    private static SshAuthority authority(SshAlgorithm algorithm, byte[] publicKey) {
        return new SshAuthority(
                UUID.randomUUID(), "ca", algorithm, publicKey, new Sealed("key", new byte[0]), Instant.EPOCH);
    }

    @ParameterizedTest
    @EnumSource
    void a_signature_that_the_public_key_refuses_does_not_get_out(SshAlgorithm algorithm) {
        SshKeyPair pair = SshKeyPair.generate(algorithm, new SecureRandom());
        byte[] anothers = SshKeyPair.generate(algorithm, new SecureRandom()).publicKey();
        byte[] data = {1, 2, 3};
        assertThat(authority(algorithm, pair.publicKey()).sign(pair.privateKey(), data, signatures))
                .isNotEmpty();
        assertThatThrownBy(() -> authority(algorithm, anothers).sign(pair.privateKey(), data, signatures))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("refuses");
    }
}
