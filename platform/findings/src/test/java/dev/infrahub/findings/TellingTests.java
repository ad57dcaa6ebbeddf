package dev.infrahub.findings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TellingTests {

    @ParameterizedTest
    @CsvSource({
        "github_actions_environment_secret, plaintext_value, true",
        "random_password, result, true",
        "random_password, bcrypt_hash, true",
        "azuread_service_principal_password, value, true",
        "tfe_team_token, value, true",
        "random_password, length, false",
        "random_pet, result, false",
        "aws_ssm_parameter, value, false",
        "azuread_application_password, end_date, false",
    })
    void aThingThatIsASecretCallsItValueOrResult(String type, String name, boolean secret) {
        assertThat(Telling.mayBeOfSecret(type, name)).isEqualTo(secret);
    }
}
