package dev.infrahub.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.infrahub.faults.SettingRefused;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A setting that cannot be kept to is refused by its name. */
class AiPropertiesTests {

    @ParameterizedTest
    @CsvSource({
        "provider, anthropic, AI_KEY",
        "provider, azure, AI_KEY",
        "timeout, 0s, hub.ai.timeout",
        "timeout, 2562047788015215h, hub.ai.timeout",
        "turn-within, 1h, hub.ai.turn-within",
        "retry.count, 2147483647, hub.ai.retry.count",
        "retry.pause, 1h, hub.ai.retry.pause",
        "retry.longest-pause, -1s, hub.ai.retry.longest-pause",
        "keep-answers, -1d, hub.ai.keep-answers",
        "prices.input, Infinity, hub.ai.prices",
        "prices.output, NaN, hub.ai.prices",
        "personal-data, '', hub.ai.personal-data",
    })
    void what_cannot_be_kept_to_is_refused(String setting, String value, String name) {
        Map<String, String> settings =
                new HashMap<>(Map.of("hub.ai.endpoint", "http://127.0.0.1:1/v1", "hub.ai.chat-model", "m-1"));
        settings.put("hub.ai." + setting, value);

        Throwable thrown = catchThrowable(() -> new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("hub.ai", Bindable.of(AiProperties.class)));

        assertThat(thrown).rootCause().isInstanceOf(SettingRefused.class).hasMessageStartingWith(name);
    }
}
