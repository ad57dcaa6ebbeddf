package dev.infrahub.driftworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.driftworker.domain.Agreements;
import dev.infrahub.faults.SettingRefused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DriftWorkerPropertiesTests {

    private static final Map<String, String> GOOD = Map.of(
            "owners[0].client", "acme",
            "owners[0].address", "aws_autoscaling_group.*",
            "owners[0].attribute", "desired_capacity",
            "owners[0].owner", "autoscaler",
            "ignored[0].client", "acme",
            "ignored[0].module", "net*",
            "ignored[0].address", "aws_x.*",
            "ignored[0].attribute", "tags[\"a.b\"]",
            "ignored[0].why", "A scanner writes it.");

    @Test
    void owners_and_rules_are_their_clients_own() {
        Map<String, String> settings = new HashMap<>(GOOD);
        settings.put("ignored[1].client", "globex");
        settings.put("ignored[1].address", "*");
        settings.put("ignored[1].attribute", "**");
        settings.put("ignored[1].why", "because");

        assertThat(agreements(settings))
                .isEqualTo(Map.of(
                        "acme",
                        new Agreements(
                                List.of(),
                                List.of(new Agreements.Ownership(
                                        "owners[0]", "*", "aws_autoscaling_group.*", "desired_capacity", "autoscaler")),
                                List.of(new Agreements.Ignored(
                                        "ignored[0]", "net*", "aws_x.*", "tags[\"a.b\"]", "A scanner writes it."))),
                        "globex",
                        new Agreements(
                                List.of(),
                                List.of(),
                                List.of(new Agreements.Ignored("ignored[1]", "*", "*", "**", "because")))));
        assertThat(agreements(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "owners[0].client; *; client is the name of one client",
                "owners[0].client; ''; client is the name of one client",
                "owners[0].address; ''; address is like",
                "owners[0].attribute; ''; attribute is a path",
                "owners[0].attribute; ingress[0].from_port; no path of an attribute",
                "owners[0].attribute; tags[\"a; no path of an attribute",
                "owners[0].attribute; .tags; no path of an attribute",
                "owners[0].owner; ' '; owner is who or what",
                "ignored[0].client; a/b; client is the name of one client",
                "ignored[0].module; ' '; module is the name",
                "ignored[0].address; ' '; address is like",
                "ignored[0].attribute; tags..a; no path of an attribute",
                "ignored[0].why; ''; why says why"
            })
    void a_setting_that_says_nothing_is_refused_by_its_name(String setting, String value, String message) {
        Map<String, String> settings = new HashMap<>(GOOD);
        settings.put(setting, value);

        assertThatThrownBy(() -> agreements(settings))
                .isInstanceOf(SettingRefused.class)
                .hasMessageStartingWith("hub.drift-worker." + setting.substring(0, setting.indexOf('.')) + ": ")
                .hasMessageContaining(message);
    }

    private static Map<String, Agreements> agreements(Map<String, String> settings) {
        Map<String, String> named = new HashMap<>();
        settings.forEach((name, value) -> named.put("hub.drift-worker." + name, value));
        return new Binder(new MapConfigurationPropertySource(named))
                .bindOrCreate("hub.drift-worker", Bindable.of(DriftWorkerProperties.class))
                .agreements();
    }
}
