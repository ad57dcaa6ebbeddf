package dev.infrahub.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.console.remote.Credential;
import dev.infrahub.console.remote.IdentityProvider;
import dev.infrahub.console.remote.IdentityProvider.Granted;
import dev.infrahub.console.session.Begun;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class IdentityProviderTests {

    private static Granted signIn(Provider there) {
        IdentityProvider.Client client =
                new IdentityProvider.Client(there.metadata(), Provider.CLIENT, Provider.SECRET, "openid", true);
        try (IdentityProvider provider = new IdentityProvider(client, new JsonMapper())) {
            Begun begun = Begun.begin("http://127.0.0.1:1/back", "/");
            String address = provider.address(begun.flow());
            Map<String, String> answered =
                    Provider.members(there.signIn(address).getRawQuery());
            return provider.redeem(begun.flow(), answered.getOrDefault("code", ""));
        }
    }

    @Test
    void a_session_is_as_long_as_its_access_token() {
        try (Provider there = new Provider()) {
            Granted granted = signIn(there);

            assertThat(granted.credential()).isEqualTo(new Credential.Token("opaque"));
            assertThat(granted.until())
                    .isBetween(Instant.now().plusSeconds(540), Instant.now().plusSeconds(600));
        }
    }

    @Test
    void a_token_of_which_no_end_is_said_is_no_reason_to_end() {
        try (Provider there = new Provider()) {
            there.sayNothingOfTheEnd();

            assertThat(signIn(there).until()).isEqualTo(Instant.MAX);
        }
    }
}
