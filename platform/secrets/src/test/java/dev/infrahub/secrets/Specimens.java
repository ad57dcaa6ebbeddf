package dev.infrahub.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Credentials of every kind, put together here so that no scanner finds one in this file, and what resembles them. */
final class Specimens {

    static final List<String> SECRET_NAMES = List.of(
            "password",
            "db_password",
            "masterUserPassword",
            "administrator_login_password",
            "DB_PASS",
            "passwd",
            "pwd",
            "client_secret",
            "secret_key",
            "secretAccessKey",
            "api_key",
            "apiKey",
            "X-API-Key",
            "auth_token",
            "token",
            "github_token",
            "private_key_pem",
            "private_key",
            "connection_string",
            "primary_connection_string",
            "PrimaryConnectionString",
            "password_wo",
            "secret",
            "secret_string",
            "credentials",
            "primary_access_key",
            "dbpassword",
            "passwords",
            "admin_password_2",
            "psk",
            "join_key",
            "pre_share_key",
            "key",
            "some_key",
            "admin_pw",
            "adminPw",
            "community",
            "snmp_community",
            "--requirepass",
            "encryption_key",
            "password.value");

    static final List<String> HARMLESS_NAMES = List.of(
            "secret_id",
            "secret_arn",
            "secret_name",
            "token_ttl",
            "password_policy",
            "password_length",
            "key_vault_secret_id",
            "etag",
            "sha256",
            "password_hash",
            "checksum",
            "fingerprint",
            "thumbprint",
            "client_token",
            "creation_token",
            "http_tokens",
            "public_key",
            "key_name",
            "kms_key_id",
            "private_key_path",
            "partition_key",
            "hash_key",
            "compass",
            "bypass",
            "secret_version",
            "token_endpoint",
            "name",
            "value");

    /** Stand for a value wherever a value may stand, what Terraform has found out included. */
    static final List<String> STAND_INS = List.of(
            "(known after apply)",
            "(sensitive value)",
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf",
            "null",
            "true",
            "********",
            "{{resolve:secretsmanager:db}}",
            "vault://secret/data/app",
            "https://v.vault.azure.net/secrets/db/1");

    /** Stand for a value in a text: where Terraform has found out what it is, they are the value. */
    static final List<String> PLACEHOLDERS = List.of(
            "${var.password}",
            "#{password}",
            "#{user},#{password}",
            "<%= ENV['PASSWORD'] %>",
            "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
            "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "00000000-0000-0000-0000-000000000000",
            "placeholder-password-1",
            "replace_with_password",
            "put-the-password-here",
            "$DB_PASSWORD",
            "$dbPassword",
            "%DB_PASSWORD%",
            "<password>",
            "<your password>",
            "your-password",
            "xxxxxxxx",
            "REDACTED",
            "{{ .Values.password }}",
            "$(cat /run/secrets/db)");

    /** Stand for a value in code, where they have no quotes. */
    static final List<String> EXPRESSIONS = List.of(
            "var.password", "data.aws_secretsmanager_secret_version.x.secret_string", "random_password.db.result");

    /** Begin like what stands for a value, and are one. */
    static final List<String> LOOK_LIKE_STAND_INS = List.of(
            "0000000000",
            "ghp_xxxxxxxxxxxxHunter2x9Kw3",
            "Hunter2x9here",
            "#{Hunter2x9",
            "$ecretHunter2x",
            "%Hunter2x%9",
            "<Hunter2x9>",
            "[Hunter2x9]",
            "***Hunter2x9",
            "xxxx1234",
            "your-Hunter2x9",
            "Hunter2x9...");

    /** Below a name that tells of a secret. */
    static final List<String> BELOW_NAMES = List.of(
            "\"password\": {\"value\": \"SECRET\"}",
            "{\"password\":[\"SECRET\"]}",
            "{\"password\":[{\"first\":\"SECRET\"}]}",
            "{\"credentials\": {\"db\": {\"user\": \"app\", \"word\": \"SECRET\"}}}",
            "secrets = {\n  + \"a\" = \"SECRET\"\n}",
            "  + credentials {\n      + word = \"SECRET\"\n    }",
            "  ~ passwords = [\n      + \"SECRET\",\n    ]",
            "password:\n  value: SECRET\n",
            "password:\n  - SECRET\n",
            "passwords:\n  app: \"SECRET\"\n  port: 1\n",
            "password: |\n  SECRET\n",
            "<password encrypted=\"false\">SECRET</password>",
            "<property name=\"db.password\">SECRET</property>",
            "<property name=\"password\"><value>SECRET</value></property>",
            "<key>password</key>\n<string>SECRET</string>",
            "{\"name\": \"DB_PASSWORD\", \"value\": {\"text\": \"SECRET\"}}",
            "{\"ParameterKey\": \"DbPassword\", \"ParameterValue\": \"SECRET\"}",
            "{\"kind\": \"Secret\", \"data\": {\"a\": \"SECRET\"}}",
            "{\"apiVersion\":\"v1\",\"data\":{\"a\":\"SECRET\"},\"kind\":\"Secret\"}",
            "apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\nstringData:\n  a: SECRET\n",
            "apiVersion: v1\ndata:\n  a: SECRET\nkind: Secret\n",
            "  + manifest = {\n      + data = {\n          + a = \"SECRET\"\n        }\n      + kind = \"Secret\"\n    }");

    static final List<String> SPELLINGS = List.of(
            "password = \"SECRET\"",
            "password=SECRET",
            "var password string = \"SECRET\"",
            "var password string = `SECRET`",
            "const password: string = \"SECRET\";",
            "const PASSWORD: &'static str = \"SECRET\";",
            "private val password: String? = \"SECRET\"",
            "password: str | None = 'SECRET'",
            "$password .= \"SECRET\";",
            "password += \"SECRET\"",
            "PASSWORD ?= SECRET",
            "PASSWORD ::= SECRET",
            "password ||= 'SECRET'",
            "options.password ??= 'SECRET'",
            "<password>\n  SECRET\n</password>",
            "psexec \\\\\\\\host -u admin -p SECRET cmd",
            "\"password\": \"SECRET\"",
            "\"password\":\"SECRET\"",
            "{\\\"password\\\":\\\"SECRET\\\"}",
            "password: SECRET",
            "'password' => 'SECRET'",
            "export DB_PASSWORD=SECRET",
            "Server=db;User Id=sa;Password=SECRET;Encrypt=true",
            "+ \"DB_PASSWORD\" = \"SECRET\"",
            "PASSWORD := \"SECRET\"",
            "{\"name\":\"DB_PASSWORD\",\"value\":\"SECRET\"}",
            "name  = \"DB_PASSWORD\"\n      + value = \"SECRET\"",
            "config['password'] = 'SECRET'",
            "password = <<-EOT\nSECRET\n  EOT\n x");

    static final List<String> COMMANDS = List.of(
            "mysql -u root -pSECRET app",
            "mysqldump -uroot -p'SECRET' app",
            "mysql -u root -p SECRET app",
            "/usr/bin/mariadb -pSECRET",
            "sshpass -p SECRET ssh host",
            "docker login -u me -p SECRET registry.example.com",
            "mongosh -u a -p SECRET host",
            "redis-cli -h host -a SECRET ping",
            "sqlcmd -S db -U sa -P SECRET",
            "ldapsearch -x -D cn=admin -w SECRET",
            "snmpwalk -v2c -c SECRET 10.0.0.1",
            "curl -u user:SECRET https://example.com",
            "curl -sS -uuser:SECRET https://example.com",
            "curl -fsS --user user:SECRET https://example.com",
            "smbclient -U user%SECRET //host/share",
            "lftp -u user,SECRET host",
            "htpasswd -bc /etc/htpasswd admin SECRET",
            "7z x -pSECRET a.7z",
            "[\"login\", \"-p\", \"SECRET\"]",
            "[\"login\", \"-u\", \"ci\", \"-p\", \"SECRET\"]",
            "[\"x\", \"-u\", \"ci:SECRET\"]");

    static final List<String> PIPES = List.of(
            "echo root:SECRET | chpasswd",
            "echo 'root:SECRET'|sudo chpasswd",
            "printf 'root:%s' SECRET | chpasswd",
            "chpasswd <<< root:SECRET",
            "echo SECRET | passwd --stdin root",
            "echo SECRET | docker login -u me --password-stdin registry.example.com",
            "echo SECRET | sudo -S true");

    /** Names and what assigns to them, where not only a sign does. */
    static final List<String> LISTS_AND_LINES = List.of(
            "[\"redis-server\", \"--requirepass\", \"SECRET\"]",
            "[\"--requirepass\",\"SECRET\"]",
            "\"--requirepass\",\n      + \"SECRET\",",
            "- --requirepass\n- SECRET\n",
            "[\"mysql\", \"-u\", \"root\", \"-pSECRET\"]",
            "[\"curl\", \"-u\", \"user:SECRET\"]",
            "redis-server --requirepass SECRET --port 6379",
            "requirepass SECRET\n",
            "--password SECRET",
            "--password=SECRET",
            "tool --db-password 'SECRET' up",
            "ALTER USER app WITH PASSWORD 'SECRET';",
            "SET PASSWORD FOR app = PASSWORD('SECRET');",
            "CREATE LOGIN sa WITH PASSWORD = N'SECRET'",
            "chpasswd <<EOF\nroot:SECRET\nEOF\n",
            "chpasswd:\n  expire: false\n  list: |\n    root:SECRET\n",
            "{\"value\":\"SECRET\",\"name\":\"DB_PASSWORD\"}",
            "{\"value\": \"SECRET\", \"type\": \"text\", \"name\": \"DB_PASSWORD\"}",
            "{\"name\": \"DB_PASSWORD\", \"type\": \"text\", \"value\": \"SECRET\"}",
            "- value: SECRET\n  name: DB_PASSWORD\n",
            "- name: DB_PASSWORD\n  value: SECRET\n",
            "value = \"SECRET\"\n      + name  = \"DB_PASSWORD\"",
            "<password>SECRET</password>",
            "<add key=\"DbPassword\" value=\"SECRET\"/>",
            "{&quot;password&quot;:&quot;SECRET&quot;}",
            "q=%7B%22password%22%3A%22SECRET%22%7D",
            "\\u0022password\\u0022: \\u0022SECRET\\u0022");

    static final List<String> WORDS_FOR_PASSWORD = List.of(
            "contrase\u00F1a",
            "contrasen\u0303a",
            "Contrase\u00F1a",
            "senha",
            "mot de passe",
            "mot_de_passe",
            "MotDePasse",
            "mdp",
            "Passwort",
            "db_passwort",
            "Kennwort",
            "wachtwoord",
            "l\u00F6senord",
            "passord",
            "adgangskode",
            "salasana",
            "has\u0142o",
            "heslo",
            "jelsz\u00F3",
            "parola",
            "\u015Fifre",
            "lozinka",
            "kata sandi",
            "m\u1EADt kh\u1EA9u",
            "\u043F\u0430\u0440\u043E\u043B\u044C",
            "\u041F\u0430\u0440\u043E\u043B\u044C",
            "\u03BA\u03C9\u03B4\u03B9\u03BA\u03CC\u03C2",
            "\u05E1\u05D9\u05E1\u05DE\u05D4",
            "\u0643\u0644\u0645\u0629 \u0627\u0644\u0645\u0631\u0648\u0631",
            "\u5BC6\u7801",
            "\u6570\u636E\u5E93\u5BC6\u7801",
            "\u5BC6\u78BC",
            "\u30D1\u30B9\u30EF\u30FC\u30C9",
            "\uBE44\uBC00\uBC88\uD638",
            "\u0E23\u0E2B\u0E31\u0E2A\u0E1C\u0E48\u0E32\u0E19");

    static final List<String> HOSTILE = List.of(
            "secret=",
            "secret=var.",
            "A".repeat(76) + "\n",
            "A".repeat(60) + "\n" + "A".repeat(59) + "\n",
            "secret=\"",
            "secret='\"",
            "://a:",
            "password",
            "eyJ",
            "-----BEGIN PRIVATE KEY-----",
            "PuTTY-User-Key-File-2: ",
            "bearer ",
            "sig=",
            "a",
            "A.",
            "sk-",
            "secret=\\\"a",
            "key = <<E\n",
            "\"",
            "\\",
            "authorization: basic ",
            "xoxb-",
            "secret value ",
            "AKIA",
            "secret\\",
            ".atlasv1.",
            "\"type\":\"aws_ssm_parameter\",\"value\":\"",
            "resource \"kubernetes_secret\" \"a\" {\ndata",
            "resource \"vault_generic_secret\" \"a\" {data_json=jsonencode({",
            "\"x-auth\":{\"resolved\": ",
            "\"x-password\":\">=1 <2 || ",
            "\"login\",\"-p\",");

    private static final Random RANDOM = new Random(7);
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String HEX = "0123456789abcdef";

    private Specimens() {}

    /** A text with a credential in it, and the part that is secret. */
    record Specimen(String ruleId, String text, String secret) {}

    static List<Specimen> all() {
        List<Specimen> all = new ArrayList<>();
        for (Rule rule : ofTexts()) {
            rule.finds().forEach(example -> all.add(Example.of(rule, example)));
        }
        for (String line : COMMANDS) {
            all.add(new Specimen("command-line", line.replace("SECRET", "hunter2-Xk9"), "hunter2-Xk9"));
        }
        for (String line : PIPES) {
            all.add(new Specimen("piped-password", line.replace("SECRET", "hunter2-Xk9"), "hunter2-Xk9"));
        }
        return all;
    }

    /** Those that find in any text. */
    private static List<Rule> ofTexts() {
        return Rules.all().stream()
                .filter(rule -> rule.reading() != Rule.Reading.FILE)
                .toList();
    }

    static String of(String ruleId) {
        return all().stream()
                .filter(specimen -> specimen.ruleId().equals(ruleId))
                .findFirst()
                .orElseThrow()
                .text();
    }

    static List<String> harmless() {
        List<String> all = new ArrayList<>(List.of(
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + random(ALPHANUMERIC, 43) + " me@host",
                "arn:aws:iam::123456789012:role/secret-reader",
                "id = \"a1b2c3d4-0000-4000-8000-a1b2c3d4e5f6\"",
                "etag = \"" + random(HEX, 32) + "\"",
                "source_code_hash = \"" + random(ALPHANUMERIC, 43) + "=\"",
                "commit " + random(HEX, 40),
                "token = data.external.token.result[\"token\"]",
                "secret_arn = \"arn:aws:secretsmanager:eu-west-1:123456789012:secret:x\"",
                "password_length = 16",
                "manage_master_user_password = true",
                "the password: see the wiki",
                "variable \"password\" { type = string }",
                "http_tokens = \"required\"",
                "\"Action\": \"secretsmanager:GetSecretValue\"",
                "key_vault_secret_id = \"https://v.vault.azure.net/secrets/cert/0123456789abcdef\"",
                "private_key_path = \"~/.ssh/id_rsa\"",
                "kms_key_id = \"arn:aws:kms:eu-west-1:123456789012:key/a1b2c3d4-0000-4000-8000-a1b2c3d4e5f6\"",
                "token = get_token(client)",
                "the key community edition",
                "aws s3 cp -p from to",
                "ssh -p 2222 host",
                "mkdir -p /var/lib/app",
                "docker run -p 8080:80 nginx",
                "docker login --username me && docker run -p 127.0.0.1:8080:80 nginx",
                "curl -u ${USER}:${PASS} https://example.com",
                "curl -u user https://example.com",
                "mysql --port 3306 --protocol tcp",
                "--password-file /run/secrets/db",
                "use --password to set it",
                "the --token flag",
                "--password --user x",
                "community = \"65000:100\"",
                "key = \"kubernetes.io/cluster/prod-2024-eu-west\"",
                "key = \"env:/prod/2024/terraform.tfstate\"",
                "sudo chpasswd -e",
                "{\"value\": \"eu-west-1\", \"name\": \"REGION\"}",
                "{\"name\": \"DB_PASSWORD_LENGTH\", \"value\": \"twenty-four\"}",
                "Passwort-Richtlinie: streng genug",
                "password:\n  see the wiki, or ask",
                "token: {\"type\": \"bearer\", \"url\": \"https://example.com/token\"}",
                "secret {\n  secret_name = \"x1-y2\"\n  default_mode = \"0644\"\n}",
                "kind: ConfigMap\ndata:\n  a: Winter2024x9Kd03Lq\n---\nkind: Secret\n",
                "auth = {\n  method = \"aws-iam-2024x\"\n}",
                "keys:\n  - one\n  - two\n",
                "credentials = []",
                "password = {}",
                "function password(x) { return \"Winter2024x9\"; }",
                "variable \"password\" {\n  default = \"\"\n}",
                "API keys need `secrets:write` or `secrets:read`.",
                "const { KAFKA_PASSWORD: password = '', KAFKA_USERNAME: user = '' } = process.env;",
                "KAFKA_PASSWORD=\nKAFKA_USERNAME=",
                "\"jsonwebtoken\": \"^9.0.2\", \"next-auth\": \">=4.24.5 <5 || 5.x\", \"generate-password\": \"~1.7.1-beta.2\"",
                "{\"auth\": {\"issuer\": \"https://idp.example\", \"scopes\": [\"openid\", \"email\"]}}",
                "auth {\n  iam_auth = \"REQUIRED\"\n  auth_scheme = \"SECRETS\"\n}",
                "token_validity_units {\n  access_token = \"minutes\"\n}",
                "[\"docker\", \"run\", \"-p\", \"127.0.0.1:8080:80/tcp\", \"-p\", \"udp\"]",
                "[\"cp\", \"-p\", \"/srv/app1/data2\", \"/tmp\"]",
                "resource \"aws_ssm_parameter\" \"a\" {\n  type  = \"String\"\n  value = \"eu-west-1a2\"\n}",
                "resource \"kubernetes_secret\" \"a\" {\n  data = {\n    a = var.a\n    b = module.b.c\n  }\n}",
                "the risk-assessment-of-a-very-long-kebab-case-name-that-goes-on"));
        for (Rule rule : ofTexts()) {
            rule.leaves().forEach(example -> all.add(Example.of(rule, example).text()));
        }
        return all;
    }

    /** A page of what a plan is made of. */
    static String ordinary() {
        StringBuilder page = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            page.append("  + resource \"aws_db_instance\" \"main_")
                    .append(i)
                    .append("\" {\n")
                    .append(
                            "      + allocated_storage = 20\n      + engine = \"postgres\"\n      + kms_key_id = (known after apply)\n")
                    .append("      + password = (sensitive value)\n      + tags = { \"Team\" = \"payments\" }\n")
                    .append("      + arn = \"arn:aws:rds:eu-west-1:123456789012:db:main-")
                    .append(i)
                    .append("\"\n    }\n");
        }
        return page.toString();
    }

    private static String random(String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
