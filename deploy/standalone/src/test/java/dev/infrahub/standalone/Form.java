package dev.infrahub.standalone;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What tells a secret from other text: its own form, or what stands around it. Nobody marked it. */
enum Form {
    PRIVATE_KEY(
            (chance, s) -> "-----BEGIN " + "PRIVATE KEY-----\n" + s + "\n-----END PRIVATE KEY-----",
            chance -> chance.letters(64)),
    AWS_KEY_ID((chance, s) -> s, chance -> "AK" + "IA" + chance.capitals(16)),
    AWS_SECRET_KEY((chance, s) -> "aws_secret_access_key = " + s, chance -> chance.letters(40)),
    AZURE_ACCOUNT_KEY(
            (chance, s) -> "AccountName=a;AccountKey=" + s + "==;EndpointSuffix=core", chance -> chance.letters(86)),
    GITHUB_TOKEN((chance, s) -> s, chance -> "gh" + "p_" + chance.letters(36)),
    JSON_WEB_TOKEN(
            (chance, s) -> "ey" + "J" + chance.letters(20) + ".ey" + "J" + chance.letters(20) + "." + s,
            chance -> chance.letters(43)),
    SLACK_WEBHOOK(
            (chance, s) -> "https://hooks." + "slack.com/services/T" + chance.capitals(8) + "/B" + chance.capitals(8)
                    + "/" + s,
            chance -> chance.letters(24)),
    DISCORD_WEBHOOK(
            (chance, s) -> "https://discord.com/api/" + "webhooks/123456789012345678/" + s,
            chance -> chance.letters(68)),
    TEAMS_WEBHOOK(
            (chance, s) -> "https://acme.webhook.office.com/"
                    + "webhookb2/6f1c2a3b-1111-4222-8333-444455556666@6f1c2a3b-1111-4222"
                    + "-8333-444455556667/IncomingWebhook/" + s + "/6f1c2a3b-1111-4222-8333-444455556668",
            chance -> chance.hex(32)),
    URL_PASSWORD((chance, s) -> "postgres://app:" + s + "@db.example.com/app"),
    BEARER((chance, s) -> "Authorization: Bearer " + s, chance -> chance.letters(40)),
    ASSIGNMENT((chance, s) -> "db_password = \"" + s + "\""),
    ENVIRONMENT((chance, s) -> "export DB_PASSWORD='" + s + "'"),
    YAML((chance, s) -> "password: " + s),
    JSON((chance, s) -> "{\"user\": \"app\", \"password\": \"" + s + "\"}"),
    CONNECTION_STRING((chance, s) -> "Server=db;User Id=app;Password=" + s + ";Encrypt=true"),
    NAME_THEN_VALUE((chance, s) -> "{\"name\": \"DB_PASSWORD\", \"value\": \"" + s + "\"}"),
    VALUE_THEN_NAME((chance, s) -> "{\"value\": \"" + s + "\", \"name\": \"DB_PASSWORD\"}"),
    OPTION((chance, s) -> "mysqldump --user app --password " + s + " shop"),
    OPTION_IN_LIST((chance, s) -> "[\"redis-server\", \"--requirepass\", \"" + s + "\"]"),
    SHORT_OPTION((chance, s) -> "mysql -u root -p" + s + " shop"),
    CURL_USER((chance, s) -> "curl -u deploy:" + s + " https://example.com/api"),
    SQL((chance, s) -> "ALTER USER app WITH PASSWORD '" + s + "'"),
    CHPASSWD((chance, s) -> "echo 'root:" + s + "' | chpasswd"),
    NETRC((chance, s) -> "machine example.com login deploy password " + s),
    PGPASS((chance, s) -> "db.example.com:5432:shop:app:" + s),
    POWERSHELL((chance, s) -> "powershell -EncodedCommand "
            + Base64.getEncoder()
                    .encodeToString(("$password = '" + s + "'; Start-Service x").getBytes(StandardCharsets.UTF_16LE))),
    GERMAN((chance, s) -> "Passwort: " + s),
    SPANISH((chance, s) -> "contraseña=" + s),
    FRENCH((chance, s) -> "mot_de_passe = \"" + s + "\""),
    ITALIAN((chance, s) -> "parola d'ordine: " + s),
    PASSPHRASE((chance, s) -> "dbPassPhrase=" + s),
    RECOVERY_CODE((chance, s) -> "recovery_code=" + s, chance -> "k3X" + chance.letters(9) + "7q9"),
    SIGNING_KEY((chance, s) -> "{\"signingKey\": \"" + s + "\"}", chance -> "k3X" + chance.letters(9) + "7q9"),
    TAG_OF_YAML((chance, s) -> "password: !!str " + s),
    BYTES_OF_PYTHON((chance, s) -> "password = b'" + s + "'"),
    TRIPLE_QUOTES((chance, s) -> "api_token = '''" + s + "'''"),
    CHARACTERS_OF_XML((chance, s) -> "<p:password><![CDATA[" + s + "]]></p:password>"),
    CURLY_QUOTES((chance, s) -> "“password”: “" + s + "”"),
    ARGUMENT_OF_A_FUNCTION((chance, s) -> "password = coalesce(var.p, \"" + s + "\")"),
    CHOICE((chance, s) -> "password = var.on ? \"" + s + "\" : \"\""),
    SETTER((chance, s) -> "dataSource.setPassword(\"" + s + "\");"),
    GITHUB_SECRET((chance, s) -> "gh secret set TOKEN --body " + s),
    ORACLE_LOGIN((chance, s) -> "sqlplus system/" + s + "@ORCL"),
    COOKIE((chance, s) -> "Cookie: session=" + s, chance -> chance.letters(23) + "7"),
    BELOW_A_NAME((chance, s) -> "{\"password\": {\"value\": \"" + s + "\"}}"),
    LIST_BELOW_A_NAME((chance, s) -> "{\"passwords\": [\"" + s + "\"]}"),
    BLOCK((chance, s) -> "credentials = {\n  word = \"" + s + "\"\n}"),
    YAML_BELOW_A_NAME((chance, s) -> "password:\n  value: " + s + "\n"),
    HELM_VALUES((chance, s) -> "db:\n  auth:\n    rootPassword: " + s + "\n    user: app\n"),
    KUBERNETES_SECRET((chance, s) ->
            "{\"apiVersion\":\"v1\",\"data\":{\"a\":\"" + s + "\"},\"kind\":\"Secret\",\"metadata\":{}}"),
    KUBERNETES_SECRET_IN_YAML(
            (chance, s) -> "apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\nstringData:\n  a: " + s + "\n"),
    DOCKER_CONFIG((chance, s) -> "{\"auths\": {\"registry.example.com\": {\"auth\": \"" + s + "\"}}}"),
    PROPERTY((chance, s) -> "<property name=\"db.password\">" + s + "</property>"),
    PROPERTY_LIST((chance, s) -> "<key>password</key><string>" + s + "</string>"),
    LIKE_A_VARIABLE((chance, s) -> "{\"password\": \"$" + s + "xk\"}"),
    LIKE_A_PLACEHOLDER((chance, s) -> "{\"password\": \"<" + s + "xk>\"}"),
    USER_IN_LIST((chance, s) -> "[\"curl\", \"-u\", \"app:" + s + "\"]"),
    JDBC((chance, s) -> "jdbc:sqlserver://db:1433;user=app;password=" + s + ";encrypt=true"),
    JDBC_OF_ORACLE((chance, s) -> "jdbc:oracle:thin:app/" + s + "@//db:1521/shop"),
    SECURE_STRING((chance, s) -> "ConvertTo-SecureString '" + s + "' -AsPlainText -Force"),
    ROUTER((chance, s) -> "username admin secret 0 " + s),
    JSON_IN_BASE64((chance, s) -> Base64.getEncoder()
            .encodeToString(("{\"credentials\":{\"db\":\"" + s + "\"}}").getBytes(StandardCharsets.UTF_8))),
    USER_DATA((chance, s) -> Base64.getEncoder()
            .encodeToString(("#!/bin/sh\nexport DB_PASSWORD='" + s + "'\n").getBytes(StandardCharsets.UTF_8)));

    @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
    private final BiFunction<Chance, String, String> around;

    @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
    private final Function<Chance, String> secret;

    Form(BiFunction<Chance, String, String> around) {
        this(around, Chance::password);
    }

    Form(BiFunction<Chance, String, String> around, Function<Chance, String> secret) {
        this.around = around;
        this.secret = secret;
    }

    /** A new secret of this form. */
    Planted plant(Chance chance) {
        String value = secret.apply(chance);
        return new Planted(value, around.apply(chance, value));
    }
}
