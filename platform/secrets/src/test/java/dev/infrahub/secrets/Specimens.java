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
            "7z x -pSECRET a.7z");

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
            ".atlasv1.");

    private static final Random RANDOM = new Random(7);
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String HEX = "0123456789abcdef";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Specimens() {}

    /** A text with a credential in it, and the part that is secret. */
    record Specimen(String ruleId, String text, String secret) {}

    static List<Specimen> all() {
        List<Specimen> all = new ArrayList<>();
        prefixed(all);
        String body = random(ALPHANUMERIC, 64);
        for (String kind : List.of("RSA ", "EC ", "OPENSSH ", "ENCRYPTED ", "")) {
            String pem = "-----BEGIN " + kind + "PRIVATE" + " KEY-----";
            all.add(new Specimen("private-key", pem + "\\n" + body + "\\n-----END " + kind + "PRIVATE KEY-----", body));
            all.add(new Specimen("private-key", pem + "\n" + body + "\n" + body, body));
        }
        all.add(new Specimen(
                "putty-private-key",
                "PuTTY-User-Key-" + "File-3: ssh-ed25519\nPrivate-Lines: 1\n" + body + "\nPrivate-MAC: "
                        + random(HEX, 64),
                body));
        String awsSecret = random(ALPHANUMERIC, 40);
        all.add(new Specimen("aws-key-pair", "AK" + "IA" + random(UPPER, 16) + "," + awsSecret, awsSecret));
        all.add(new Specimen("aws-secret-access-key", "aws_secret_access_key = " + awsSecret, awsSecret));
        String account = random(ALPHANUMERIC, 86) + "==";
        all.add(new Specimen(
                "azure-account-key", "AccountName=a;AccountKey=" + account + ";EndpointSuffix=x", account));
        String signature = random(ALPHANUMERIC, 43) + "%3D";
        all.add(new Specimen(
                "azure-sas", "https://a.blob.core.windows.net/c?sv=2022-11-02&sig=" + signature, signature));
        String hook = "T" + random(UPPER, 8) + "/B" + random(UPPER, 8) + "/" + random(ALPHANUMERIC, 24);
        all.add(new Specimen("slack-webhook", "https://hooks." + "slack.com/services/" + hook, hook));
        all.add(new Specimen("url-password", "postgres://app:" + "hunter2@db.example.com:5432/app", "hunter2"));
        all.add(new Specimen("url-password", "git::https://x-access-token:" + "hunter2@example.com/m.git", "hunter2"));
        String user = random(ALPHANUMERIC, 30) + "7";
        all.add(new Specimen("url-token", "https://" + user + "@example.com/m.git", user));
        all.add(new Specimen(
                "authorization-header", "Authorization: Basic " + "YWRtaW46aHVudGVyMg==", "YWRtaW46aHVudGVyMg=="));
        all.add(new Specimen("bearer-token", "curl -H 'X: Bearer " + user + "'", user));
        all.add(new Specimen("named-secret", "db_password=hunter2", "hunter2"));
        webhooks(all);
        files(all);
        commands(all);
        return all;
    }

    private static void webhooks(List<Specimen> all) {
        String guid = "a1b2c3d4-0000-4000-8000-a1b2c3d4e5f6";
        String teams = guid + "@" + guid + "/IncomingWebhook/" + random(HEX, 32) + "/" + guid;
        all.add(new Specimen("teams-webhook", "https://x.webhook" + ".office.com/webhookb2/" + teams, teams));
        String workflow = random(ALPHANUMERIC, 20) + "_" + random(ALPHANUMERIC, 22);
        all.add(new Specimen(
                "azure-sas",
                "https://prod-1.westeurope.logic.azure.com/workflows/1/triggers/manual/paths/invoke?sv=1.0&sig="
                        + workflow,
                workflow));
        String discord = random(ALPHANUMERIC, 34) + "-" + random(ALPHANUMERIC, 33);
        all.add(new Specimen(
                "discord-webhook", "https://discord" + ".com/api/webhooks/123456789012345678/" + discord, discord));
        String mattermost = random("abcdefghijklmnopqrstuvwxyz13456789", 26);
        all.add(new Specimen("chat-webhook", "https://chat.example.com/hooks/" + mattermost, mattermost));
        String rocket = random(ALPHANUMERIC, 43);
        all.add(new Specimen(
                "chat-webhook", "https://chat.example.com/hooks/" + random(ALPHANUMERIC, 17) + "/" + rocket, rocket));
        String google = "key=" + "AI" + "za" + random(ALPHANUMERIC, 35) + "&token=" + random(ALPHANUMERIC, 43) + "%3D";
        all.add(new Specimen(
                "google-chat-webhook",
                "https://chat.googleapis" + ".com/v1/spaces/AAAAabcdefg/messages?" + google,
                google));
        token(all, "telegram-bot-token", "12345678:" + "AA" + random(ALPHANUMERIC, 33));
        String feishu = "0b1c2d3e-0000-4000-8000-a1b2c3d4e5f6";
        all.add(new Specimen("robot-webhook", "https://open.feishu.cn/open-" + "apis/bot/v2/hook/" + feishu, feishu));
        all.add(new Specimen(
                "robot-webhook", "https://qyapi.weixin.qq.com/cgi-bin/webhook/" + "send?key=" + feishu, feishu));
    }

    private static void files(List<Specimen> all) {
        all.add(new Specimen("oracle-password", "jdbc:oracle:thin:app/" + "hunter2-Xk9@//db:1521/x", "hunter2-Xk9"));
        all.add(new Specimen(
                "secure-string", "ConvertTo-SecureString \"hunter2-Xk9\" -AsPlainText -Force", "hunter2-Xk9"));
        all.add(new Specimen(
                "secure-string", "ConvertTo-SecureString -String 'hunter2-Xk9' -AsPlainText", "hunter2-Xk9"));
        all.add(new Specimen("netrc", "machine api.example.com login app password hunter2-Xk9", "hunter2-Xk9"));
        all.add(new Specimen("netrc", "machine api.example.com\n  login app\n  password hunter2-Xk9", "hunter2-Xk9"));
        all.add(new Specimen("pgpass", "db.example.com:5432:app:app_user:hunter2-Xk9", "hunter2-Xk9"));
        all.add(new Specimen("pgpass", "*:*:*:app_user:hunter2-Xk9", "hunter2-Xk9"));
        all.add(new Specimen("sql-identified-by", "CREATE USER 'app'@'%' IDENTIFIED BY 'hunter2-Xk9'", "hunter2-Xk9"));
        all.add(new Specimen(
                "sql-identified-by",
                "alter user app identified with caching_sha2_password by 'hunter2-Xk9'",
                "hunter2-Xk9"));
        all.add(new Specimen("sql-identified-by", "CREATE USER app IDENTIFIED BY tiger-Xk9", "tiger-Xk9"));
    }

    private static void prefixed(List<Specimen> all) {
        token(all, "age-secret-key", "AGE-SECRET-" + "KEY-1" + random(UPPER, 58));
        token(all, "aws-access-key-id", "AK" + "IA" + random(UPPER, 16));
        token(all, "aws-access-key-id", "AS" + "IA" + random(UPPER, 16));
        token(all, "azure-long-key", random(ALPHANUMERIC, 76) + "+A" + "St" + random(ALPHANUMERIC, 5) + "g==");
        token(all, "azure-short-key", random(ALPHANUMERIC, 33) + "+A" + "Sb" + random(ALPHANUMERIC, 5) + "k=");
        token(all, "azure-client-secret", random(ALPHANUMERIC, 3) + "8" + "Q~" + random(ALPHANUMERIC, 34));
        token(all, "google-api-key", "AI" + "za" + random(ALPHANUMERIC, 35));
        token(all, "google-oauth", "GOC" + "SPX-" + random(ALPHANUMERIC, 28));
        token(all, "google-oauth", "ya" + "29." + random(ALPHANUMERIC, 60));
        for (String prefix : List.of("ghp", "gho", "ghu", "ghs", "ghr")) {
            token(all, "github-token", prefix + "_" + random(ALPHANUMERIC, 36));
        }
        token(all, "github-token", "github" + "_pat_" + random(ALPHANUMERIC, 22) + "_" + random(ALPHANUMERIC, 59));
        token(all, "gitlab-token", "gl" + "pat-" + random(ALPHANUMERIC, 20));
        token(all, "slack-token", "xo" + "xb-" + random("0123456789", 12) + "-" + random(ALPHANUMERIC, 24));
        token(all, "stripe-key", "sk_" + "live_" + random(ALPHANUMERIC, 24));
        for (String prefix : List.of("hub", "qapi")) {
            token(all, "hub-api-key", prefix + "_" + random(ALPHANUMERIC, 43));
        }
        token(all, "npm-token", "npm" + "_" + random(ALPHANUMERIC, 36));
        token(all, "pypi-token", "pypi-" + "AgEIcHlwaS5vcmc" + random(ALPHANUMERIC, 60));
        token(all, "terraform-token", random(ALPHANUMERIC, 14) + ".atlas" + "v1." + random(ALPHANUMERIC, 67));
        token(all, "vault-token", "hv" + "s." + random(ALPHANUMERIC, 24));
        token(all, "scaleway-access-key", "SC" + "W7" + random(UPPER, 16));
        token(
                all,
                "jwt",
                "ey" + "J" + random(ALPHANUMERIC, 30) + ".ey" + "J" + random(ALPHANUMERIC, 60) + "."
                        + random(ALPHANUMERIC, 43));
        for (String prefix :
                List.of("dckr_" + "pat_", "hf" + "_", "sk-" + "ant-", "sk-" + "proj-", "tskey-" + "auth-")) {
            token(all, "prefixed-token", prefix + random(ALPHANUMERIC, 34));
        }
        token(all, "prefixed-token", "dop_" + "v1_" + random(HEX, 64));
        token(all, "prefixed-token", "SG" + "." + random(ALPHANUMERIC, 22) + "." + random(ALPHANUMERIC, 43));
    }

    private static void commands(List<Specimen> all) {
        for (String line : COMMANDS) {
            all.add(new Specimen("command-line", line.replace("SECRET", "hunter2-Xk9"), "hunter2-Xk9"));
        }
        for (String line : PIPES) {
            all.add(new Specimen("piped-password", line.replace("SECRET", "hunter2-Xk9"), "hunter2-Xk9"));
        }
    }

    private static void token(List<Specimen> all, String ruleId, String token) {
        all.add(new Specimen(ruleId, token, token));
    }

    static String of(String ruleId) {
        return all().stream()
                .filter(specimen -> specimen.ruleId().equals(ruleId))
                .findFirst()
                .orElseThrow()
                .text();
    }

    static List<String> harmless() {
        return List.of(
                "-----BEGIN CERTIFICATE-----\n" + random(ALPHANUMERIC, 64) + "\n-----END CERTIFICATE-----",
                "-----BEGIN PUBLIC KEY-----\n" + random(ALPHANUMERIC, 64) + "\n-----END PUBLIC KEY-----",
                "-----BEGIN PRIVATE KEY----- and -----END PRIVATE KEY----- frame a key",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + random(ALPHANUMERIC, 43) + " me@host",
                "AKIAIOSFODNN7" + "EXAMPLE",
                "AKIA123",
                "arn:aws:iam::123456789012:role/secret-reader",
                "id = \"a1b2c3d4-0000-4000-8000-a1b2c3d4e5f6\"",
                "etag = \"" + random(HEX, 32) + "\"",
                "source_code_hash = \"" + random(ALPHANUMERIC, 43) + "=\"",
                "commit " + random(HEX, 40),
                "https://example.com:8080/path@v2",
                "https://user@example.com/x",
                "password = var.db_password",
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
                "Authorization: Bearer ${var.token}",
                "the key community edition",
                "aws s3 cp -p from to",
                "ssh -p 2222 host",
                "mkdir -p /var/lib/app",
                "docker run -p 8080:80 nginx",
                "docker login --username me && docker run -p 127.0.0.1:8080:80 nginx",
                "curl -u ${USER}:${PASS} https://example.com",
                "curl -u user https://example.com",
                "mysql -u root -p app",
                "mysql --port 3306 --protocol tcp",
                "--password-file /run/secrets/db",
                "use --password to set it",
                "the --token flag",
                "--password --user x",
                "is identified by the ARN of the role",
                "community = \"65000:100\"",
                "key = \"kubernetes.io/cluster/prod-2024-eu-west\"",
                "key = \"env:/prod/2024/terraform.tfstate\"",
                "echo done | tee -a log",
                "sudo chpasswd -e",
                "arn:aws:logs:*:*:log-group:*:*:*",
                "https://example.com/hooks/deploy-the-website",
                "https://discord.com/api/v10/webhooks/123456789012345678",
                "machine learning with the default login and password",
                "host:5432:db",
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
                "the risk-assessment-of-a-very-long-kebab-case-name-that-goes-on");
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
