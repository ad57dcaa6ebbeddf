package dev.infrahub.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.ssh.SshCertificate.Holder;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
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

    private static final SshPublicKey SECURITY_KEY = new SshPublicKey(
            SshKeyType.SK_ED25519,
            SshWriter.written(
                    out -> out.string(Authority.of(SshAlgorithm.ED25519).raw()).string("ssh:")));

    private static SignedSshCertificate issue(SshCertificate certificate, Authority authority) {
        return certificate.signed(NONCE, authority.key(), authority::sign);
    }

    private static SignedSshCertificate read(SignedSshCertificate signed) {
        return SignedSshCertificate.of(signed.line());
    }

    private static SshCertificate certificate(SshPublicKey key) {
        return new SshCertificate(
                Holder.USER,
                key,
                42,
                "CHG-1 alice",
                List.of("deploy", "root"),
                NOON,
                NOON.plusSeconds(60),
                new TreeMap<>(Map.of("source-address", "10.0.0.0/8", "force-command", "/bin/true")),
                List.of("permit-pty", "permit-agent-forwarding"));
    }

    /** In the order of PROTOCOL.certkeys. */
    @ParameterizedTest
    @EnumSource
    void a_certificate_has_its_fields_in_their_order_and_verifies(SshAlgorithm algorithm) {
        Authority authority = Authority.of(algorithm);
        SshPublicKey alice = Authority.of(algorithm).key();
        SignedSshCertificate issued = issue(certificate(alice), authority);
        SshReader in = new SshReader(issued.blob());
        assertThat(in.text()).isEqualTo(alice.type().certificate());
        assertThat(in.string()).isEqualTo(NONCE);
        assertThat(in.next(alice.fields().length)).isEqualTo(alice.fields());
        assertThat(in.uint64()).isEqualTo(42);
        assertThat(in.uint32()).as("of a user").isEqualTo(1);
        assertThat(in.text()).isEqualTo("CHG-1 alice");
        assertThat(in.nested().texts()).containsExactly("deploy", "root");
        assertThat(in.uint64()).isEqualTo(NOON.getEpochSecond());
        assertThat(in.uint64()).isEqualTo(NOON.getEpochSecond() + 60);
        SshReader options = in.nested();
        assertThat(options.text()).isEqualTo("force-command");
        assertThat(options.nested().texts()).containsExactly("/bin/true");
        assertThat(options.text()).isEqualTo("source-address");
        assertThat(options.nested().texts()).containsExactly("10.0.0.0/8");
        options.end();
        assertThat(in.nested().texts()).as("sorted").containsExactly("permit-agent-forwarding", "", "permit-pty", "");
        assertThat(in.string()).as("reserved").isEmpty();
        assertThat(in.string()).isEqualTo(authority.key().blob());
        SshReader signature = in.nested();
        in.end();
        assertThat(signature.text()).isEqualTo(algorithm.text());
        assertThat(signature.string()).isEqualTo(issued.signature().bytes());
        signature.end();
        assertThat(issued.verifies()).isTrue();
        assertThat(issued.line()).startsWith(alice.type().certificate() + " ").endsWith(" CHG-1_alice");
    }

    @Test
    void any_certificate_is_read_back_as_it_was_made() {
        long seed = new SecureRandom().nextLong();
        Random random = new Random(seed);
        List<Authority> authorities =
                Stream.of(SshAlgorithm.values()).map(Authority::of).toList();
        List<SshPublicKey> keys = Stream.concat(
                        authorities.stream().map(Authority::key), Stream.of(SshPublicKey.of(ECDSA), SECURITY_KEY))
                .toList();
        for (int i = 0; i < 200; i++) {
            Authority authority = oneOf(random, authorities);
            SshCertificate made = anyCertificate(random, oneOf(random, keys));
            SignedSshCertificate read = read(issue(made, authority));
            assertThat(read.verifies()).as("seed %d, certificate %d", seed, i).isTrue();
            assertThat(read.authority()).isEqualTo(authority.key());
            assertThat(read.certificate())
                    .as("seed %d, certificate %d", seed, i)
                    .isEqualTo(made);
        }
    }

    static Stream<Consumer<SshWriter>> otherForms() {
        return Stream.of(
                extensions -> extensions
                        .string("permit-pty")
                        .string("")
                        .string("permit-agent-forwarding")
                        .string(""),
                extensions -> extensions
                        .string("permit-pty")
                        .string("")
                        .string("permit-pty")
                        .string(""),
                extensions -> extensions.string("permit-pty").string("yes"),
                extensions -> extensions.string("permit-pty"));
    }

    @ParameterizedTest
    @MethodSource("otherForms")
    void what_is_written_in_another_way_than_openssh_does_is_refused(Consumer<SshWriter> extensions) {
        Authority authority = Authority.of(SshAlgorithm.ED25519);
        SshCertificate plain = certificate(authority.key());
        byte[] signable = plain.signable(NONCE, authority.key());
        byte[] usual = SshWriter.written(out -> out.nested(
                inner -> plain.extensions().forEach(name -> inner.string(name).string(""))));
        byte[] tail =
                SshWriter.written(out -> out.string("").string(authority.key().blob()));
        byte[] head = Arrays.copyOf(signable, signable.length - tail.length - usual.length);
        assertThat(SshWriter.written(out -> out.raw(head).raw(usual).raw(tail))).isEqualTo(signable);

        byte[] other = SshWriter.written(out -> out.raw(head).nested(extensions).raw(tail));
        byte[] blob = SshWriter.written(
                out -> out.raw(other).string(authority.signature(other).blob()));

        assertThatThrownBy(() -> SignedSshCertificate.of(
                        SshPublicKey.line(plain.key().type().certificate(), blob)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_is_no_certificate_is_refused() {
        String line = issue(certificate(SshPublicKey.of(ECDSA)), Authority.of(SshAlgorithm.ED25519))
                .line();
        String[] words = line.split(" ", 3);
        refused("", "is no line of type and Base64");
        refused(words[0], "is no line of type and Base64");
        refused(words[0] + " %%%", "holds broken Base64");
        refused("ssh-ed25519-cert-v01@openssh.com " + words[1], "says one type and holds another");
        refused(ECDSA, "is none of a key that is taken");
        refused(words[0] + " " + words[1].substring(0, words[1].length() / 8 * 4), "is cut short");
    }

    private static void refused(String line, String why) {
        assertThatThrownBy(() -> SignedSshCertificate.of(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
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
                oneOf(random, List.of(Holder.values())),
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
                c -> with(Holder.HOST, c.key(), c.serial(), c.keyId(), c.principals(), c),
                c -> with(c.holder(), other, c.serial(), c.keyId(), c.principals(), c),
                c -> with(c.holder(), c.key(), c.serial() + 1, c.keyId(), c.principals(), c),
                c -> with(c.holder(), c.key(), c.serial(), "mallory", c.principals(), c),
                c -> with(c.holder(), c.key(), c.serial(), c.keyId(), List.of("deploy", "root", "admin"), c),
                c -> with(c.validAfter().minusSeconds(1), c.validBefore(), c.criticalOptions(), c.extensions(), c),
                c -> with(c.validAfter(), c.validBefore().plusSeconds(1), c.criticalOptions(), c.extensions(), c),
                c -> with(c.validAfter(), c.validBefore(), options, c.extensions(), c),
                c -> with(c.validAfter(), c.validBefore(), c.criticalOptions(), List.of("permit-pty"), c));
    }

    private static SshCertificate with(
            Holder holder, SshPublicKey key, long serial, String keyId, List<String> principals, SshCertificate c) {
        return new SshCertificate(
                holder,
                key,
                serial,
                keyId,
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
                c.holder(), c.key(), c.serial(), c.keyId(), c.principals(), after, before, options, extensions);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_signature_is_for_every_field_of_its_certificate(UnaryOperator<SshCertificate> change) {
        for (SshAlgorithm algorithm : SshAlgorithm.values()) {
            Authority authority = Authority.of(algorithm);
            SshCertificate certificate = certificate(Authority.of(algorithm).key());
            byte[] signature = issue(certificate, authority).signature().bytes();
            assertThat(read(certificate.signed(NONCE, authority.key(), _ -> signature))
                            .verifies())
                    .isTrue();
            assertThat(read(change.apply(certificate).signed(NONCE, authority.key(), _ -> signature))
                            .verifies())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_signature_is_for_its_nonce_and_its_authority(SshAlgorithm algorithm) {
        Authority authority = Authority.of(algorithm);
        SshCertificate certificate = certificate(Authority.of(algorithm).key());
        byte[] signature = issue(certificate, authority).signature().bytes();
        byte[] otherNonce = new byte[32];
        otherNonce[0] = 1;
        assertThat(read(certificate.signed(otherNonce, authority.key(), _ -> signature))
                        .verifies())
                .isFalse();
        assertThat(read(certificate.signed(NONCE, Authority.of(algorithm).key(), _ -> signature))
                        .verifies())
                .isFalse();
    }
}
