package dev.infrahub.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.testing.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** A signature of OpenSSH's own tests (PROTOCOL.sshsig), by the composite. */
class SshSignatureTests {

    private static final int MAGIC = 6;

    private static String file(String name) throws IOException {
        return Files.readString(TestData.folder("vectors/openssh").resolve(name));
    }

    private static byte[] string(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return bytes;
    }

    /** The raw bytes behind the name of the algorithm. */
    private static byte[] raw(byte[] blob) {
        ByteBuffer in = ByteBuffer.wrap(blob);
        assertThat(new String(string(in), StandardCharsets.UTF_8)).isEqualTo("ssh-mldsa44-ed25519@openssh.com");
        return string(in);
    }

    @Test
    void a_signature_of_opensshs_own_verifies_and_none_of_its_bytes_can_be_changed()
            throws IOException, NoSuchAlgorithmException {
        byte[] sig = Base64.getMimeDecoder().decode(file("mldsa44-ed25519.sig").replaceAll("-----[A-Z ]+-----", ""));
        ByteBuffer in = ByteBuffer.wrap(sig, MAGIC, sig.length - MAGIC);
        in.getInt(); // version
        byte[] key = raw(string(in));
        int from = in.position();
        string(in); // namespace
        string(in); // reserved
        String hash = new String(string(in), StandardCharsets.UTF_8);
        byte[] names = Arrays.copyOfRange(sig, from, in.position());
        byte[] signature = raw(string(in));
        byte[] digest = MessageDigest.getInstance(hash.equals("sha512") ? "SHA-512" : "SHA-256")
                .digest(Files.readAllBytes(TestData.folder("vectors/openssh").resolve("signed-data")));
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.write(sig, 0, MAGIC);
        data.writeBytes(names);
        data.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(digest.length).array());
        data.writeBytes(digest);

        assertThat(SshSignature.mlDsa44Ed25519(key, data.toByteArray(), signature))
                .isTrue();
        for (int at = 0; at < signature.length; at += 20) {
            byte[] changed = signature.clone();
            changed[at] ^= 1;
            assertThat(SshSignature.mlDsa44Ed25519(key, data.toByteArray(), changed))
                    .as("byte %d", at)
                    .isFalse();
        }
        assertThat(SshSignature.mlDsa44Ed25519(key, digest, signature)).isFalse();
        assertThat(SshSignature.mlDsa44Ed25519(Arrays.copyOf(key, 32), data.toByteArray(), signature))
                .isFalse();
    }
}
