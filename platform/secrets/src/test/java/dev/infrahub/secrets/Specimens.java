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

    static final List<String> STAND_INS = List.of(
            "var.password",
            "${var.password}",
            "data.aws_secretsmanager_secret_version.x.secret_string",
            "random_password.db.result",
            "(known after apply)",
            "(sensitive value)",
            "(sensitive #1a2b3c4d)",
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf",
            "null",
            "true",
            "********",
            "<password>",
            "{{resolve:secretsmanager:db}}",
            "REDACTED",
            "$DB_PASSWORD",
            "https://v.vault.azure.net/secrets/db/1");

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
        return all;
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
