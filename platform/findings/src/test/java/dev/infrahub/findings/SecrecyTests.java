package dev.infrahub.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecrecyTests {

    private static final String ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf";

    /** As attributes are called in which providers keep settings, and where names alone would hide them. */
    @ParameterizedTest
    @CsvSource({
        "access_config.authentication_mode, API_AND_CONFIG_MAP",
        "auth.auth_scheme, SECRETS",
        "auth.iam_auth, REQUIRED",
        "auth.secret_arn, " + ARN,
        "authentication_type, IAM",
        "authorization, AWS_IAM",
        "authorization_type, JWT",
        "auth_token_update_strategy, ROTATE",
        "connection, https://db.example.org:5432/orders",
        "connection_properties.SECRET_ID, prod/glue",
        "credentials_file, /etc/gcp/key.json",
        "db_secret_arn, " + ARN,
        "default_action.authenticate_oidc.token_endpoint, https://idp.example/oauth2/token",
        "etag, 9b2cf535f27731c974343645a3985328",
        "explicit_auth_flows, ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "image_pull_secret.name, regcred2",
        "key_vault_secret_id, https://kv.vault.azure.net/secrets/x/0123456789abcdef0123456789abcdef",
        "kms_master_key_id, alias/aws/sqs",
        "master_user_secret_kms_key_id, arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        "metadata_options.http_tokens, required",
        "password, " + ARN,
        "password_policy, strict-v2",
        "private_ip, 10.0.0.1",
        "secret_key_ref, db-credentials",
        "secret_name, prod/app/db",
        "secrets.name, DB",
        "secrets.valueFrom, arn:aws:ssm:eu-west-1:123456789012:parameter/db",
        "secrets_manager_arn, " + ARN,
        "source_code_hash, JF2nxUZ6bnJhNvF8nOgaOiIMvjiH/Kcdkau4k4khH1o=",
        "tls.secret_name, tls-b",
        "token_validity_units.access_token, minutes",
        "user_secret, ''",
    })
    void aSettingIsShown(String path, String value) {
        assertThat(isHidden(path, new Value.Text(value))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "admin_password, changeme",
        "api_key, abc",
        "auth, hunter2",
        "auth.config, hunter2",
        "auth_token, hunter2",
        "authorization, Bearer x",
        "bcrypt_hash, x",
        "connection, postgres://a:b@h/x",
        "connection_string, Server=db",
        "credentials.x.y, hunter2",
        "dbPassword, REQUIRED",
        "github_token, x",
        "otp, 12",
        "password, 1234",
        "password, REQUIRED",
        "password, minutes",
        "pin, 1234",
        "plaintext_value, x",
        "private_key_pem, x",
        "seed, correct horse",
        "secret, prod/app/db",
        "secret_id, 0123456789abcdef0123456789abcdef",
        "secret_name, postgres://a:b@h/x",
        "token.value, x",
        "user_data, #!/bin/sh",
    })
    void whatMayBeASecretIsNot(String path, String value) {
        assertThat(isHidden(path, new Value.Text(value))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "access_token_validity",
                "minimum_password_length",
                "password_reuse_prevention",
                "recovery_window_in_days",
                "token_ttl",
                "max_session_duration",
                "authenticate_oidc.session_timeout",
                "token_validity_units.access_token",
                "connection_draining",
            })
    void aNumberThatMeasuresIsShown(String path) {
        assertThat(isHidden(path, new Value.Num("14"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "pin", "token", "otp", "db_password", "credentials.x", "api_key", "psk"})
    void aNumberMayBeAPasswordThatASwitchIsNot(String path) {
        assertThat(isHidden(path, new Value.Num("1234"))).isTrue();
        assertThat(isHidden(path, new Value.Bool(true))).isFalse();
    }

    @Test
    void whatIsWithinAValueIsJudgedByItsOwnName() {
        Value shown = new Value.Items(List.of(new Value.Members(
                Map.of("auth_scheme", new Value.Text("SECRETS"), "secret_arn", new Value.Text(ARN)))));
        Value hidden = new Value.Items(
                List.of(new Value.Members(Map.of("secret_arn", new Value.Text(ARN), "password", new Value.Num("1")))));
        assertThat(isHidden("auth", shown)).isFalse();
        assertThat(isHidden("auth", hidden)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "etag, false",
        "source_code_hash, false",
        "git_sha, false",
        "container_image, false",
        "password_hash, true",
        "note, true",
    })
    void whatLooksRandomIsNoSecretWhereItTellsContentsApart(String name, boolean secret) {
        assertThat(isHidden(name, new Value.Text("0123456789abcdef0123456789abcdef01234567")))
                .isEqualTo(secret);
    }

    @Test
    void anOptionForAFileIsNone() {
        assertThat(isHidden("command", list("server", "--token-file", "/run/token")))
                .isFalse();
        assertThat(isHidden("command", list("server", "--token", "x"))).isTrue();
        assertThat(isHidden("command", list("server", "-requirepass", "x"))).isTrue();
    }

    private static Value list(String... items) {
        return new Value.Items(List.of(items).stream()
                .map(item -> (Value) new Value.Text(item))
                .toList());
    }

    private static boolean isHidden(String path, Value value) {
        Value resource = value;
        for (String name : Parts.of(path, '.').reversed()) {
            resource = new Value.Members(Map.of(name, resource));
        }
        List<Value> names =
                Parts.of(path, '.').stream().<Value>map(Value.Text::new).toList();
        return new HiddenPlaces(resource).include(new AttributePath(names));
    }
}
