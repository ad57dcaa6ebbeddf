package dev.infrahub.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How people write down a password beside its name in comments, questions, documents, diffs and logs. */
class WrittenFormsTests {

    private static final String SECRET = "Qv7-hunter2xKq9";

    /** Twelve characters, drawn at random. */
    private static final String DRAWN = "k3X9q2M7w1Zp";

    private static void assertFound(String line, String secret) {
        assertThat(Secrets.replace(line.replace("SECRET", secret), _ -> "#"))
                .as(line)
                .isEqualTo(line.replace("SECRET", "#"));
    }

    static Stream<String> wrapped() {
        return Stream.of(
                "password: !!str SECRET",
                "password: &a SECRET",
                "password: &a !!str \"SECRET\"",
                "password=b\"SECRET\"",
                "password = b\"SECRET\"",
                "password = r'SECRET'",
                "password = f\"SECRET\"",
                "password = @\"SECRET\";",
                "api_token = \"\"\"SECRET\"\"\"",
                "password = '''SECRET'''",
                "password = \"\"\"\nSECRET\n\"\"\"\nnext",
                "<password><![CDATA[SECRET]]></password>",
                "<p:password>SECRET</p:password>",
                "password\u00A0=\u00A0SECRET",
                "password\u202F: SECRET",
                "\u201Cpassword\u201D: \u201CSECRET\u201D",
                "\u00ABpassword\u00BB\u00A0: \u00ABSECRET\u00BB",
                "password <- \"SECRET\"",
                "password <- SECRET",
                "password -> SECRET",
                "password==SECRET",
                "if (password == \"SECRET\") {");
    }

    @ParameterizedTest
    @MethodSource("wrapped")
    void a_value_is_found_in_whatever_it_is_wrapped(String line) {
        assertFound(line, SECRET);
    }

    static Stream<String> expressions() {
        return Stream.of(
                "password := []byte(\"SECRET\")",
                "password = coalesce(var.p,\"SECRET\")",
                "password=coalesce(var.p, \"SECRET\")",
                "+  password = coalesce(\n+    var.p,\n+    \"SECRET\",\n+  )",
                "password = sensitive(\"SECRET\")",
                "password = nonsensitive(\"SECRET\")",
                "password = jsonencode(\"SECRET\")",
                "password = try(var.p, \"SECRET\")",
                "password = lookup(m,\"p\",\"SECRET\")",
                "password = var.on ? \"SECRET\" : \"\"",
                "password = var.count > 0 ? \"\" : \"SECRET\"",
                "password = format(\"%s\",\"SECRET\")",
                "password = join(\"\",[\"SECRET\"])",
                "password = base64decode(base64encode(\"SECRET\"))",
                "password = (var.on ? \"SECRET\" : null)",
                "const password = process.env.DB_PASSWORD || 'SECRET';",
                "const password = process.env.DB_PASSWORD ?? \"SECRET\";",
                "password = os.environ.get(\"DB_PASSWORD\") or \"SECRET\"",
                "password = config.get(\"db.password\", \"SECRET\")",
                "let password = String::from(\"SECRET\");",
                "password = os.getenv(\"DB_PASSWORD\", \"SECRET\")",
                "dataSource.setPassword(\"SECRET\");",
                "new NetworkCredential(\"a\",\"SECRET\")");
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void a_literal_is_found_in_the_expression_that_a_name_is_given(String line) {
        assertFound(line, SECRET);
    }

    @Test
    void a_word_is_one_where_a_function_hands_it_on() {
        assertFound("password = coalesce(var.p, \"SECRET\")", "changeme");
        assertFound("password = sensitive(try(\"SECRET\"))", "changeme");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password is required",
                "password == null",
                "password == \"\"",
                "if password == confirmation {",
                "if (password == \"required\") {",
                "python-keycloak-token==2024.1.2rc10",
                "password -> hash",
                "password <- hashed",
                "password <-required",
                "jwt=true",
                "jwt = \"HS256\"",
                "sessionid=abc",
                "session_id = 6f1c2a3b-1111-4222-8333-444455556666",
                "pincode=560001",
                "ssh_key = \"id_ed25519\"",
                "ssh_key = file(\"~/.ssh/id_ed25519.pub\")",
                "encryption_key = \"alias/production-key-1\"",
                "signing_key = \"RS256\"",
                "access_key = \"prod-deploy-key-2024\"",
                "password = os.getenv(\"DB_PASSWORD2\")",
                "password = get_secret(\"prod/db1/password\")",
                "password = vault.read(\"secret/data/app1/db\")",
                "password = f\"{prefix}-{suffix}\"",
                "password: !Ref DbPassword",
                "password: &pw !vault |\n",
                "password = var.on ? \"required\" : \"optional\"",
                "password = module.vault.secrets[\"Prod-1aB2cD3e\"]",
                "password = file(\"${path.module}/Secret1aB2\")",
                "token = get_token(\"My-Client-Id-9aX2\")",
                "secretsmanager.getSecretValue(\"Prod-Db-8Kf3Qx2Lp\")",
                "isPasswordValid(\"password\")",
                "setPassword(password)",
                "password = $1 class=\"Abc12xyz9Q\"",
                "a recovery code is sent by mail: see recovery_codes.md",
                "Das Passwort lautet anders",
                "the parola d'ordine: vedi il wiki",
                "AUTH default user",
                "gh secret set X --body-file x",
                "sqlplus /nolog",
                "Cookie: see the policy",
                "the cookie: session is what it is called",
                "SharedAccessKeyName=RootManageSharedAccessKey"
            })
    void what_is_said_about_a_password_is_none(String line) {
        assertThat(Secrets.find(line)).as(line).isEmpty();
    }

    static Stream<String> named() {
        return Stream.of(
                "dbPassPhrase=SECRET",
                "pass_phrase=SECRET",
                "parola d'ordine: SECRET",
                "Das Passwort lautet SECRET",
                "Geheimnis=SECRET",
                "password is: SECRET",
                "password is `SECRET`",
                "recovery_code=SECRET",
                "backupCodes: SECRET",
                "otp_seed=SECRET",
                "pincode=SECRET",
                "jwt=SECRET",
                "sessionid=SECRET",
                "session_id: \"SECRET\"",
                "SharedAccessKey=SECRET",
                "storageKey=SECRET",
                "encryptionKey=SECRET",
                "signingKey=SECRET",
                "accessKey=SECRET",
                "ssh_key=SECRET");
    }

    @ParameterizedTest
    @MethodSource("named")
    void what_names_a_secret_is_known(String line) {
        assertFound(line, SECRET);
        assertFound(line, DRAWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gh secret set TOKEN --body SECRET",
                "gh secret set TOKEN -b\"SECRET\"",
                "AUTH default SECRET",
                "auth default SECRET\n",
                "sqlplus system/SECRET@ORCL",
                "sqlplus -s system/SECRET@//db:1521/ORCL",
                "sqlcmd /s:db /u:sa /p:SECRET /x",
                "Cookie: session=SECRET",
                "set-cookie: session=SECRET; Path=/; HttpOnly"
            })
    void a_tool_tells_what_its_argument_is(String line) {
        assertThat(Secrets.replace(line.replace("SECRET", SECRET), _ -> "#"))
                .as(line)
                .doesNotContain(SECRET)
                .contains("#");
    }
}
