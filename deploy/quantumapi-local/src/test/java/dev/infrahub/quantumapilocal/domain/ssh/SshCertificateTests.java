package dev.infrahub.quantumapilocal.domain.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.quantumapilocal.domain.Signatures;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SshCertificateTests {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final byte[] NONCE = new byte[32];
    private static final String ECDSA =
            "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBOWJLeO7wM1E/iquZ2ByjGD+Do/MARXT0"
                    + "ZH2v/P27ufW2kbewMJoPg7SOz4eu7OuLjVmQ6/7hT2z0G0DOsvXMPA= bob";

    private final Signatures signatures = new Signatures(new SecureRandom());

    /** An authority with its private key at hand. */
    private record Authority(SshAlgorithm algorithm, SshAlgorithm.KeyPair pair) {

        static Authority of(SshAlgorithm algorithm) {
            return new Authority(algorithm, algorithm.generate(new SecureRandom()));
        }

        SshPublicKey key() {
            return algorithm.publicKey(pair.publicKey());
        }
    }

    private byte[] issue(SshCertificate certificate, Authority authority) {
        return certificate.signed(
                NONCE,
                authority.key(),
                data -> authority.algorithm().sign(authority.pair().privateKey(), data, signatures));
    }

    private static SshCertificate certificate(SshPublicKey key) {
        return new SshCertificate(
                key,
                42,
                "CHG-1 alice",
                List.of("deploy", "root"),
                NOON,
                NOON.plusSeconds(60),
                new TreeMap<>(Map.of("source-address", "10.0.0.0/8", "force-command", "/bin/true")),
                List.of("permit-pty", "permit-agent-forwarding"));
    }

    @ParameterizedTest
    @EnumSource
    void a_certificate_has_its_fields_in_their_order_and_verifies(SshAlgorithm algorithm) {
        Authority authority = Authority.of(algorithm);
        SshPublicKey alice = Authority.of(algorithm).key();
        SshCertificate certificate = certificate(alice);
        byte[] blob = issue(certificate, authority);
        ReadCertificate read = ReadCertificate.of(blob);
        assertThat(read.type()).isEqualTo(alice.type().certificate());
        assertThat(read.nonce()).isEqualTo(NONCE);
        assertThat(read.key()).isEqualTo(alice.fields());
        assertThat(read.serial()).isEqualTo(42);
        assertThat(read.kind()).isEqualTo(ReadCertificate.USER);
        assertThat(read.identity()).isEqualTo("CHG-1 alice");
        assertThat(read.principals()).containsExactly("deploy", "root");
        assertThat(read.validAfter()).isEqualTo(NOON.getEpochSecond());
        assertThat(read.validBefore()).isEqualTo(NOON.getEpochSecond() + 60);
        assertThat(read.criticalOptions())
                .containsExactlyEntriesOf(
                        new TreeMap<>(Map.of("force-command", "/bin/true", "source-address", "10.0.0.0/8")));
        assertThat(read.extensions()).as("sorted").containsExactly("permit-agent-forwarding", "permit-pty");
        assertThat(read.authority()).isEqualTo(authority.key().blob());
        assertThat(read.signature().algorithm()).isEqualTo(algorithm.text());
        assertThat(read.verifies()).isTrue();
        assertThat(certificate.line(blob))
                .startsWith(alice.type().certificate() + " ")
                .endsWith(" CHG-1_alice");
    }

    @Test
    void any_certificate_is_read_back_as_it_was_made() {
        long seed = new SecureRandom().nextLong();
        Random random = new Random(seed);
        List<Authority> authorities =
                Stream.of(SshAlgorithm.values()).map(Authority::of).toList();
        List<SshPublicKey> users = Stream.concat(
                        Stream.of(SshAlgorithm.values()).map(Authority::of).map(Authority::key),
                        Stream.of(SshPublicKey.ofLine(ECDSA)))
                .toList();
        for (int i = 0; i < 200; i++) {
            Authority authority = oneOf(random, authorities);
            SshCertificate made = anyCertificate(random, oneOf(random, users));
            ReadCertificate read = ReadCertificate.of(issue(made, authority));
            assertThat(read.verifies()).as("seed %d, certificate %d", seed, i).isTrue();
            assertThat(read.authority()).isEqualTo(authority.key().blob());
            assertThat(new SshCertificate(
                            made.key(),
                            read.serial(),
                            read.identity(),
                            read.principals(),
                            Instant.ofEpochSecond(read.validAfter()),
                            Instant.ofEpochSecond(read.validBefore()),
                            new TreeMap<>(read.criticalOptions()),
                            read.extensions()))
                    .as("seed %d, certificate %d", seed, i)
                    .isEqualTo(made);
            assertThat(read.type()).isEqualTo(made.key().type().certificate());
            assertThat(read.key()).isEqualTo(made.key().fields());
        }
    }

    private static <T> T oneOf(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static SshCertificate anyCertificate(Random random, SshPublicKey key) {
        List<String> principals = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(32); i++) {
            principals.add("user" + random.nextInt());
        }
        SortedMap<String, String> options = new TreeMap<>();
        SshCertificate.knownCriticalOptions().keySet().stream()
                .filter(_ -> random.nextBoolean())
                .forEach(name -> options.put(name, anyText(random)));
        Instant start = Instant.ofEpochSecond(random.nextLong(1L << 33));
        return new SshCertificate(
                key,
                random.nextLong(),
                anyText(random),
                principals,
                start,
                start.plusSeconds(random.nextInt(28_800)),
                options,
                SshCertificate.knownExtensions().stream()
                        .filter(_ -> random.nextBoolean())
                        .toList());
    }

    /** From all of Unicode but surrogates. */
    private static String anyText(Random random) {
        return random.ints(random.nextInt(200), 1, 0xD800)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static Stream<UnaryOperator<SshCertificate>> changes() {
        SshPublicKey other = Authority.of(SshAlgorithm.ED25519).key();
        TreeMap<String, String> options = new TreeMap<>(Map.of("force-command", "/bin/sh"));
        return Stream.of(
                c -> with(other, c.serial(), c.identity(), c.principals(), c),
                c -> with(c.key(), c.serial() + 1, c.identity(), c.principals(), c),
                c -> with(c.key(), c.serial(), "mallory", c.principals(), c),
                c -> with(c.key(), c.serial(), c.identity(), List.of("deploy", "root", "admin"), c),
                c -> with(c.validAfter().minusSeconds(1), c.validBefore(), c.criticalOptions(), c.extensions(), c),
                c -> with(c.validAfter(), c.validBefore().plusSeconds(1), c.criticalOptions(), c.extensions(), c),
                c -> with(c.validAfter(), c.validBefore(), options, c.extensions(), c),
                c -> with(c.validAfter(), c.validBefore(), c.criticalOptions(), List.of("permit-pty"), c));
    }

    private static SshCertificate with(
            SshPublicKey key, long serial, String identity, List<String> principals, SshCertificate c) {
        return new SshCertificate(
                key,
                serial,
                identity,
                principals,
                c.validAfter(),
                c.validBefore(),
                c.criticalOptions(),
                c.extensions());
    }

    private static SshCertificate with(
            Instant after,
            Instant before,
            SortedMap<String, String> options,
            List<String> extensions,
            SshCertificate c) {
        return new SshCertificate(
                c.key(), c.serial(), c.identity(), c.principals(), after, before, options, extensions);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_signature_is_for_every_field_of_its_certificate(UnaryOperator<SshCertificate> change) {
        for (SshAlgorithm algorithm : SshAlgorithm.values()) {
            Authority authority = Authority.of(algorithm);
            SshCertificate certificate = certificate(Authority.of(algorithm).key());
            byte[] signature = ReadCertificate.of(issue(certificate, authority))
                    .signature()
                    .bytes();
            assertThat(ReadCertificate.of(certificate.signed(NONCE, authority.key(), _ -> signature))
                            .verifies())
                    .isTrue();
            assertThat(ReadCertificate.of(change.apply(certificate).signed(NONCE, authority.key(), _ -> signature))
                            .verifies())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_signature_is_for_its_nonce_and_its_authority(SshAlgorithm algorithm) {
        Authority authority = Authority.of(algorithm);
        SshCertificate certificate = certificate(Authority.of(algorithm).key());
        byte[] signature =
                ReadCertificate.of(issue(certificate, authority)).signature().bytes();
        byte[] otherNonce = new byte[32];
        otherNonce[0] = 1;
        assertThat(ReadCertificate.of(certificate.signed(otherNonce, authority.key(), _ -> signature))
                        .verifies())
                .isFalse();
        assertThat(ReadCertificate.of(certificate.signed(
                                NONCE, Authority.of(algorithm).key(), _ -> signature))
                        .verifies())
                .isFalse();
    }
}
