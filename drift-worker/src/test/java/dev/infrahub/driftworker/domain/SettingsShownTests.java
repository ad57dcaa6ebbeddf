package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.terraform.Plan;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drift is accepted by what is shown of it: settings about secrets are, and secrets are not, however short. */
class SettingsShownTests {

    private static final String ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'access_config': [{'authentication_mode': 'API'}]} | {'access_config': [{'authentication_mode': 'CONFIG_MAP'}]}",
                "{'auth': [{'auth_scheme': 'SECRETS', 'iam_auth': 'REQUIRED'}]} | {'auth': [{'auth_scheme': 'SECRETS', 'iam_auth': 'DISABLED'}]}",
                "{'auth': [{'secret_arn': '" + ARN + "prod/db-AbCdEf'}]} | {'auth': [{'secret_arn': '" + ARN
                        + "prod/db-Zzzzzz'}]}",
                "{'auth_token_update_strategy': 'ROTATE'} | {'auth_token_update_strategy': 'SET'}",
                "{'authorization': 'AWS_IAM'} | {'authorization': 'NONE'}",
                "{'authorization_type': 'JWT'} | {'authorization_type': 'NONE'}",
                "{'connection_properties': {'SECRET_ID': 'prod/glue'}} | {'connection_properties': {'SECRET_ID': 'prod/glue2'}}",
                "{'disable_password_authentication': true} | {'disable_password_authentication': false}",
                "{'etag': '9b2cf535f27731c974343645a3985328'} | {'etag': '9b2cf535f27731c974343645a3985329'}",
                "{'explicit_auth_flows': ['ALLOW_USER_SRP_AUTH']} | {'explicit_auth_flows': ['ALLOW_USER_PASSWORD_AUTH']}",
                "{'image_pull_secret': [{'name': 'regcred'}]} | {'image_pull_secret': [{'name': 'regcred2'}]}",
                "{'key_vault_secret_id': 'https://kv.vault.azure.net/secrets/x'} | {'key_vault_secret_id': 'https://kv.vault.azure.net/secrets/y'}",
                "{'manage_master_password': true} | {'manage_master_password': false}",
                "{'minimum_password_length': 14} | {'minimum_password_length': 8}",
                "{'password_reuse_prevention': 24} | {'password_reuse_prevention': 1}",
                "{'secret_name': 'prod/app/db'} | {'secret_name': 'prod/app/db2'}",
                "{'secrets': [{'name': 'DB', 'valueFrom': 'arn:aws:ssm:eu-west-1:123456789012:parameter/db'}]} | {'secrets': [{'name': 'DB', 'valueFrom': 'arn:aws:ssm:eu-west-1:123456789012:parameter/db2'}]}",
                "{'secrets_manager_arn': '" + ARN + "a-AbCdEf'} | {'secrets_manager_arn': '" + ARN + "b-AbCdEf'}",
                "{'source_code_hash': 'JF2nxUZ6bnJhNvF8nOgaOiIMvjiH/Kcdkau4k4khH1o='} | {'source_code_hash': 'NXnVW3YW8VMPgU70nlFx8NKvuc3T3NCNNUA1X4MgxlM='}",
                "{'token_ttl': 3600} | {'token_ttl': 7200}",
                "{'token_validity_units': [{'access_token': 'minutes'}]} | {'token_validity_units': [{'access_token': 'hours'}]}",
            })
    void aSetting(String before, String after) {
        assertThat(attributes(before, after)).isNotEmpty().noneMatch(DriftAnalysis.Attribute::sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'password': 'a'} | {'password': 'b'}",
                "{'password': 1234} | {'password': 4321}",
                "{'pin': 1234} | {'pin': 4321}",
                "{'pin': '1234'} | {'pin': '4321'}",
                "{'token': '12'} | {'token': '21'}",
                "{'auth': [{'password': 'REQUIRED'}]} | {'auth': [{'password': 'DISABLED'}]}",
                "{'auth': [{'password': 'a', 'mode': 'x'}]} | {'auth': []}",
                "{'secrets': {'a': 'orange'}} | {'secrets': {'a': 'tomato'}}",
                "{'name': 'DB_PASSWORD', 'value': 'a'} | {'name': 'DB_PASSWORD', 'value': 'b'}",
                "{'env': [{'name': 'MEALS_CODE', 'value': 'orange'}]} | {'env': [{'name': 'MEALS_CODE', 'value': 'tomato'}]}",
                "{'set': [{'name': 'auth.pin', 'value': '1234'}]} | {'set': [{'name': 'auth.pin', 'value': '4321'}]}",
                "{'command': ['redis-server', '--requirepass', 'a']} | {'command': ['redis-server', '--requirepass', 'b']}",
                "{'secret_name': 'postgres://a:hunter2@h/x'} | {'secret_name': 'postgres://a:hunter3@h/x'}",
            })
    void aSecret(String before, String after) {
        assertThat(attributes(before, after)).isNotEmpty().allMatch(DriftAnalysis.Attribute::sensitive);
    }

    private static List<DriftAnalysis.Attribute> attributes(String before, String after) {
        String plan = Given.scan()
                .drift("aws_x.y", before.replace('\'', '"'), after.replace('\'', '"'))
                .json();
        DriftAnalysis analysis = Given.analysed(Given.redacted(plan), Plan.Format.JSON, Given.plainScan());
        return analysis.resources().stream()
                .flatMap(resource -> resource.attributes().stream())
                .toList();
    }
}
