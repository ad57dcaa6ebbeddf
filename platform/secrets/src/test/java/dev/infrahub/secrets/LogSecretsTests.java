package dev.infrahub.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pipelines and processes print around a secret, without a name that says so. */
class LogSecretsTests {

    private static final String SECRET = "hunter2" + "-Xk9";

    private static String shown(String text) {
        return Secrets.replace(text.replace("SECRET", SECRET), _ -> "#");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::add-mask::SECRET",
                "2026-11-30T02:00:00.1234567Z ::add-mask::SECRET\nnext",
                "##[add-mask]SECRET",
                "##vso[task.setvariable variable=a;issecret=true]SECRET\r\nnext",
                "##vso[task.setvariable variable=a;isOutput=true;isSecret=True]SECRET",
                "##[debug]Processed: ##vso[task.setsecret]SECRET",
                "##[task.setvariable variable=a;issecret=true]SECRET",
                "echo \"::add-mask::SECRET\" && echo \"next\"",
                "echo '::add-mask::SECRET' next",
                "{\"message\":\"at 12:00 ::add-mask::SECRET\\nnext\",\"a\":1}",
                "{\"message\":\"::add-mask::SECRET\"}",
            })
    void what_a_log_is_told_to_mask_is_secret(String text) {
        assertThat(shown(text)).isEqualTo(text.replace("SECRET", "#"));
    }

    @Test
    void all_of_the_line_is_masked_whatever_is_in_it() {
        assertThat(shown("::add-mask::correct horse \"battery\"; staple\nnext")).isEqualTo("::add-mask::#\nnext");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::add-mask::***\nnext",
                "echo \"::add-mask::$TOKEN\"",
                "echo \"::add-mask::${{ steps.a.outputs.b }}\"",
                "print(f\"::add-mask::{token}\")",
                "core.info('::add-mask::' + token)",
                "printf '::add-mask::%s\\n' \"$a\"",
                "##vso[task.setvariable variable=place]SECRET",
                "##vso[task.setvariable variable=a;issecret=true]$(a.b)",
                "the variable has issecret=true] and more",
            })
    void what_a_script_masks_is_none(String text) {
        assertThat(shown(text)).isEqualTo(text.replace("SECRET", SECRET));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app:SECRET@tcp(db.example.com:3306)/app?parseTime=true",
                "at=app:SECRET@tcp([fd00::1]:3306)/app",
                "dial app:SECRET@unix(/run/mysqld/mysqld.sock)/app: refused",
                "db, err := sql.Open(\"mysql\", \"app:SECRET@/app\")",
                "app:SECRET@(10.0.0.4)/app",
                "app:p@ss:SECRET@tcp(db)/app",
                "psql app:SECRET@db.example.com:5432/app",
                "cache=:SECRET@10.0.0.4:6379,ssl=true",
                "https://example.com/login?as=app:SECRET@db.example.com:5432",
            })
    void a_login_without_a_scheme_has_a_password(String text) {
        assertThat(shown(text)).doesNotContain(SECRET).endsWith(text.substring(text.indexOf("SECRET") + 6));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssh app@db.example.com:22",
                "mailto:alice@mx.example.com:25",
                "sip:alice@example.com:5060",
                "git@github.com:acme/a.git",
                "registry.example.com:5000/app:v2@sha256:0123",
                "https://example.com:8080/a/b@v2:80",
                "%s:%s@tcp(%s:%d)/%s",
                "f\"{user}:{password}@{host}:5432\" {user}:{word}@db:5432/a",
                "10:20@30:40",
                "@Column(name: a)@(b)",
            })
    void what_has_no_password_is_none(String text) {
        assertThat(shown(text)).isEqualTo(text);
    }

    @Test
    void an_environment_with_zeros_is_read_value_by_value() {
        String zero = "\0";
        assertThat(shown(String.join(zero, "HOME=/root", "DB_PASSWORD=SECRET", "PATH=/usr/bin:/bin", "")))
                .isEqualTo(String.join(zero, "HOME=/root", "DB_PASSWORD=#", "PATH=/usr/bin:/bin", ""));
        assertThat(shown(String.join(zero, "DB_PASSWORD=correct horse\nbattery", "PATH=/bin", "A=b")))
                .isEqualTo(String.join(zero, "DB_PASSWORD=#", "PATH=/bin", "A=b"));
        assertThat(shown("of 1234:\nDB_PASSWORD=SECRET\0PATH=/bin")).isEqualTo("of 1234:\nDB_PASSWORD=#\0PATH=/bin");
        assertThat(shown("A=b\0DATABASE_URL=postgres://app:SECRET@db/a\0C=d"))
                .isEqualTo("A=b\0DATABASE_URL=postgres://app:#@db/a\0C=d");
    }

    @Test
    void the_arguments_of_a_process_are_read_with_zeros_between_them() {
        assertThat(shown("mysql\0-u\0root\0-pSECRET\0app\0")).isEqualTo("mysql\0-u\0root\0-p#\0app\0");
        assertThat(shown("redis-server\0--requirepass\0SECRET\0--port\0006379"))
                .isEqualTo("redis-server\0--requirepass\0#\0--port\0006379");
        assertThat(shown("password\0SECRET\0next")).isEqualTo("password\0#\0next");
    }

    private static PrivateKey key(String algorithm, int size) throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (size > 0) {
            generator.initialize(size);
        }
        return generator.generateKeyPair().getPrivate();
    }

    private static String lines(byte[] der, int width) {
        return Base64.getMimeEncoder(width, new byte[] {'\n'}).encodeToString(der);
    }

    /** PKCS#8 has PKCS#1 and SEC1 in it, as octets at the end. */
    private static byte[] inner(byte[] pkcs8, int header) {
        return Arrays.copyOfRange(pkcs8, header, pkcs8.length);
    }

    @Test
    void a_key_is_told_by_what_its_first_line_decodes_to() throws NoSuchAlgorithmException {
        byte[] rsa = key("RSA", 2048).getEncoded();
        byte[] ec = key("EC", 256).getEncoded();
        for (byte[] der : List.of(
                rsa,
                inner(rsa, 26),
                ec,
                key("EC", 384).getEncoded(),
                key("Ed25519", 0).getEncoded(),
                key("X25519", 0).getEncoded())) {
            for (int width : new int[] {64, 76, 100_000}) {
                String key = lines(der, width);
                assertThat(Secrets.replace("before\n" + key + "\nand behind it", _ -> "#"))
                        .as(key)
                        .isEqualTo("before\n#\nand behind it");
                assertThat(Secrets.find("key=\"" + key.replace("\n", "\\n") + "\""))
                        .as(key)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void a_key_is_told_by_the_line_that_closes_it() throws NoSuchAlgorithmException {
        List<String> key = lines(key("RSA", 2048).getEncoded(), 64).lines().toList();
        for (int from : new int[] {1, 5, key.size() - 1}) {
            String rest = String.join("\n", key.subList(from, key.size()));
            for (String indent : List.of("", "  ")) {
                String text = (rest + "\n-----END RSA PRIVATE KEY-----").replace("\n", "\n" + indent);
                assertThat(Secrets.replace(text + "\nnext", _ -> "#")).as(text).isEqualTo("#\nnext");
                assertThat(Secrets.replace("a line\n" + text + "\nnext", _ -> "#"))
                        .isEqualTo("a line\n#\nnext");
            }
            assertThat(Secrets.replace(key.get(0).substring(7) + "\n" + rest + "\n-----END PRIVATE KEY-----", _ -> "#"))
                    .isEqualTo("#");
        }
    }

    @Test
    void what_is_public_is_no_key() throws NoSuchAlgorithmException {
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            PublicKey key =
                    KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPublic();
            String lines = lines(key.getEncoded(), 64);
            assertThat(Secrets.find(lines)).isEmpty();
            assertThat(Secrets.find(lines + "\n-----END PUBLIC KEY-----\n")).isEmpty();
        }
        String words = List.of("one", "two", "three").stream().collect(Collectors.joining("\n"));
        assertThat(Secrets.find(words + "\n-----END PRIVATE KEY-----\n")).isEmpty();
    }
}
