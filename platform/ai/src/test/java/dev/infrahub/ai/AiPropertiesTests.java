package dev.infrahub.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** Settings that make no sense stop the start, with the variable's name. */
class AiPropertiesTests {

    @Test
    void without_any_there_is_no_model() {
        assertThat(bound(Map.of()).isOn()).isFalse();
        assertThat(bound(Map.of("endpoint", " ", "key", "")).isOn()).isFalse();
    }

    @Test
    void what_speaks_openais_protocol_needs_an_address_and_a_model() {
        AiProperties local = bound(Map.of("endpoint", "http://localhost:11434/v1/", "chat-model", "llama"));

        assertThat(local.isOn()).isTrue();
        assertThat(local.kind()).isEqualTo(Provider.OPENAI);
        assertThat(local.kind().base(local)).isEqualTo("http://localhost:11434/v1");
    }

    @ParameterizedTest
    @CsvSource({
        "AI_ENDPOINT, AI_KEY, AI_CHAT_MODEL, AI_EMBEDDING_MODEL",
        "AI__ENDPOINT, AI__KEY, AI__CHATMODEL, AI__EMBEDDINGMODEL",
        "AI__Endpoint, AI__Key, AI__ChatModel, AI__EmbeddingModel"
    })
    void the_variables_have_each_of_their_spellings(String endpoint, String key, String chat, String embedding)
            throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "variables", Map.of(endpoint, "http://x/v1", key, "key-1", chat, "m-1", embedding, "e-1")));
        new YamlPropertySourceLoader()
                .load("ai", new ClassPathResource("ai.yaml"))
                .forEach(environment.getPropertySources()::addLast);

        AiProperties properties = Binder.get(environment).bindOrCreate("hub.ai", AiProperties.class);

        assertThat(properties.endpoint()).isEqualTo("http://x/v1");
        assertThat(properties.key()).isEqualTo("key-1");
        assertThat(properties.chatModel()).isEqualTo("m-1");
        assertThat(properties.embeddingModel()).isEqualTo("e-1");
    }

    @Test
    void a_key_may_be_in_a_file_and_is_never_shown(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "key-1\n");

        AiProperties properties = bound(Map.of("key-file", file.toString(), "chat-model", "m"));

        assertThat(properties.key()).isEqualTo("key-1");
        assertThat(properties.toString()).doesNotContain("key-1").contains("(set)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    endpoint=http://x/v1                             | AI_CHAT_MODEL
                    key=k                                            | AI_CHAT_MODEL
                    chat-model=m                                     | AI_ENDPOINT, or AI_KEY
                    provider=openai                                  | AI_ENDPOINT, or AI_KEY
                    provider=nonsense,endpoint=http://x,chat-model=m | AI_PROVIDER is
                    provider=azure,key=k,chat-model=m                | AI_ENDPOINT is needed for azure
                    endpoint=ftp://x,chat-model=m                    | AI_ENDPOINT is an http
                    endpoint=http://u:p@x,chat-model=m               | AI_ENDPOINT is an http
                    endpoint=http://x?k=1,chat-model=m               | AI_ENDPOINT is an http
                    key=two words,chat-model=m                       | AI_KEY is one word
                    key=k,key-file=/nowhere,chat-model=m             | AI_KEY and AI_KEY_FILE
                    personal-data=names                              | hub.ai.personal-data
                    circuit.at-least=9                               | hub.ai.circuit.at-least
                    """)
    void anything_else_is_told(String settings, String said) {
        Map<String, String> map = new HashMap<>();
        for (String setting : settings.split(",", -1)) {
            map.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }

        assertThatThrownBy(() -> bound(map)).rootCause().hasMessageContaining(said);
    }

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
        Map<String, String> settings = new HashMap<>(Map.of("endpoint", "http://127.0.0.1:1/v1", "chat-model", "m-1"));
        settings.put(setting, value);

        assertThatThrownBy(() -> bound(settings)).rootCause().hasMessageContaining(name);
    }

    private static AiProperties bound(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put("hub.ai." + name, value));
        return new Binder(new MapConfigurationPropertySource(prefixed))
                .bindOrCreate("hub.ai", Bindable.of(AiProperties.class));
    }
}
