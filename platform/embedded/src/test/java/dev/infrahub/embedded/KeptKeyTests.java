package dev.infrahub.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptKeyTests {

    @TempDir
    Path home;

    @Test
    void withAPrefixIsFitForAHeader() {
        assertThat(new KeptKey(home.resolve("key"), "hub_").text()).matches("hub_[A-Za-z0-9_-]{43}");
    }

    @Test
    void isMadeOnceAndReadableByItsOwnerAlone() throws IOException {
        KeptKey key = new KeptKey(home.resolve("new").resolve("key"), "");

        String first = key.text();

        assertThat(Base64.getDecoder().decode(first)).hasSize(32);
        assertThat(key.text()).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.file())))
                .isEqualTo("rw-------");
        assertThat(new KeptKey(home.resolve("other"), "").text()).isNotEqualTo(first);
    }
}
