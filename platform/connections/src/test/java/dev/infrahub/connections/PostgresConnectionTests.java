package dev.infrahub.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.faults.SettingRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresConnectionTests {

    @TempDir
    Path directory;

    @Test
    void goes_without_tls_unless_told_otherwise() {
        assertThat(connection("5432", "sesame", "", "", "", "").jdbcUrl())
                .isEqualTo("jdbc:postgresql://db:5432/hub?sslmode=disable");
        assertThat(connection("5432", "sesame", "", "verify-full", "", "").jdbcUrl())
                .startsWith("jdbc:postgresql://db:5432/hub?sslmode=verify-full&sslfactory=");
    }

    @Test
    void a_file_holds_the_password_as_well() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), " s&e=s?a#m%e\r\n");

        assertThat(connection("5432", "", file.toString(), "", "", "").password())
                .isEqualTo("s&e=s?a#m%e");
    }

    @Test
    void says_who_it_is_and_not_its_password() {
        PostgresConnection connection = connection("5432", "sesame", "", "", "", "");

        assertThat(connection).hasToString("me at db:5432/hub, TLS disable");
        assertThat(connection.jdbcUrl()).doesNotContain("sesame");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefer", "allow", "VERIFY_FULL", "true", "none"})
    void a_mode_that_does_not_say_what_it_does_is_refused(String mode) {
        assertThatThrownBy(() -> connection("5432", "", "", mode, "", ""))
                .isInstanceOf(SettingRefused.class)
                .hasMessage("POSTGRES_SSL_MODE must be one of disable, require, verify-ca, verify-full, not '" + mode
                        + "'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "postgres", "0", "65536", "5432/other?user=x", "-1"})
    void a_port_that_is_none_is_refused(String port) {
        assertThatThrownBy(() -> connection(port, "", "", "", "", ""))
                .hasMessageContaining("POSTGRES_PORT")
                .hasMessageContaining("'" + port + "'");
    }

    @Test
    void what_cannot_work_is_refused_by_name() throws IOException {
        Path nothing = directory.resolve("nothing");
        Path empty = Files.writeString(directory.resolve("empty"), "\n");
        Path pages = Files.writeString(directory.resolve("pages"), "one\ntwo\n");
        Path words = Files.writeString(directory.resolve("words"), "-----BEGIN CERTIFICATE-----\nwords\n");

        assertThatThrownBy(() -> connection("5432", "", nothing.toString(), "", "", ""))
                .hasMessage("POSTGRES_PASSWORD_FILE names " + nothing + ", which does not exist.");
        assertThatThrownBy(() -> connection("5432", "", empty.toString(), "", "", ""))
                .hasMessage("POSTGRES_PASSWORD_FILE names " + empty + ", which is empty.");
        assertThatThrownBy(() -> connection("5432", "", pages.toString(), "", "", ""))
                .hasMessageStartingWith("POSTGRES_PASSWORD_FILE names " + pages + ", which has several lines");
        assertThatThrownBy(() -> connection("5432", "sesame", pages.toString(), "", "", ""))
                .hasMessageStartingWith("POSTGRES_PASSWORD and POSTGRES_PASSWORD_FILE are both set")
                .hasMessageNotContaining("sesame");
        assertThatThrownBy(() -> connection("5432", "", directory.toString(), "", "", ""))
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> connection("5432", "", "", "verify-ca", words.toString(), ""))
                .hasMessageStartingWith("POSTGRES_SSL_CA_FILE names " + words + ", which holds no");
        assertThatThrownBy(() -> connection("5432", "", "", "require", words.toString(), ""))
                .hasMessageStartingWith("POSTGRES_SSL_CA_FILE is set, but POSTGRES_SSL_MODE is require");
        assertThatThrownBy(() -> connection("5432", "", "", "verify-full", "", words.toString()))
                .hasMessageStartingWith("POSTGRES_SSL_CERTIFICATE_FILE and POSTGRES_SSL_KEY_FILE belong together");
    }

    @Test
    void a_key_of_another_form_is_refused_with_the_way_out() throws IOException {
        Path key = Files.writeString(directory.resolve("key"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n");

        assertThatThrownBy(() -> PemFile.privateKey("POSTGRES_SSL_KEY_FILE", key.toString()))
                .hasMessageContaining("POSTGRES_SSL_KEY_FILE names " + key)
                .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt")
                .hasMessageNotContaining("AAAA");
    }

    private static PostgresConnection connection(
            String port, String password, String passwordFile, String mode, String ca, String certificate) {
        return new PostgresConnection(
                "db", port, "hub", "public", "me", password, passwordFile, mode, ca, certificate, "");
    }
}
