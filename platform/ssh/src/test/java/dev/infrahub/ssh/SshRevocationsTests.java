package dev.infrahub.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Read back field by field, in the order of PROTOCOL.krl. */
class SshRevocationsTests {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private static SshPublicKey key(SshAlgorithm algorithm) {
        return Authority.of(algorithm).key();
    }

    private static SshReader header(byte[] list, int number) {
        SshReader in = new SshReader(list);
        assertThat(new String(in.next(8), StandardCharsets.US_ASCII)).isEqualTo("SSHKRL\n\0");
        assertThat(in.uint32()).as("format").isEqualTo(1);
        assertThat(in.uint64()).as("number").isEqualTo(number);
        assertThat(in.uint64()).as("generated").isEqualTo(NOON.getEpochSecond());
        assertThat(in.uint64()).as("flags").isZero();
        assertThat(in.string()).as("reserved").isEmpty();
        assertThat(in.text()).isEqualTo("ca");
        return in;
    }

    @ParameterizedTest
    @EnumSource
    void a_list_has_its_header_and_one_section_of_serials_of_its_authority(SshAlgorithm algorithm) {
        SshPublicKey authority = key(algorithm);
        SshReader in = header(SshRevocations.list(2, NOON, "ca", authority, List.of(3L, 7L)), 2);
        assertThat(in.next(1)).as("certificates").containsExactly(1);
        SshReader section = new SshReader(in.string());
        in.end();
        assertThat(section.string()).isEqualTo(authority.blob());
        assertThat(section.string()).as("reserved").isEmpty();
        assertThat(section.next(1)).as("serials").containsExactly(0x20);
        SshReader serials = new SshReader(section.string());
        section.end();
        assertThat(List.of(serials.uint64(), serials.uint64())).containsExactly(3L, 7L);
        serials.end();
    }

    @Test
    void a_list_of_nothing_is_a_header() {
        header(SshRevocations.list(0, NOON, "ca", key(SshAlgorithm.ML_DSA_44_ED25519), List.of()), 0)
                .end();
    }
}
