package dev.infrahub.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.events.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptSigningKeyTests {

    @TempDir
    Path home;

    @Test
    void isMadeOnceAndReadableByItsOwnerAloneWithWhatOthersTrustBesideIt() throws IOException {
        KeptSigningKey key = new KeptSigningKey(home.resolve("new").resolve("key"));

        String first = Files.readString(key.kept());

        assertThat(Files.readString(key.kept())).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.file())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(key.publicKey()))
                .isEqualTo(SigningKey.of(first).publicPem())
                .doesNotContain("PRIVATE");
        assertThat(new KeptSigningKey(home.resolve("other")).make()).isNotEqualTo(key.make());
    }

    @Test
    void makesThePublicKeyAgainWhereItIsGone() throws IOException {
        KeptSigningKey key = new KeptSigningKey(home.resolve("key"));
        key.make();
        Files.delete(key.publicKey());

        key.make();

        assertThat(key.publicKey()).exists();
    }

    @Test
    void namesTheFileThatIsNoKey() throws IOException {
        Path file = Files.writeString(home.resolve("key"), "no key");

        assertThatThrownBy(() -> new KeptSigningKey(file).make()).hasMessageContaining(file.toString());
    }
}
