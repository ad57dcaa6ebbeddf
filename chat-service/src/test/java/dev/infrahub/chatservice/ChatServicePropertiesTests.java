package dev.infrahub.chatservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.catalog.BackstageApi;
import dev.infrahub.catalog.CatalogFolder;
import dev.infrahub.catalog.CatalogRepository;
import dev.infrahub.faults.SettingRefused;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ChatServicePropertiesTests {

    private static final String PREFIX = "hub.chat-service";

    private static ChatServiceProperties properties(Map<String, String> said) {
        Map<String, String> all = new HashMap<>();
        said.forEach((name, value) -> all.put(PREFIX + "." + name, value));
        return new Binder(new MapConfigurationPropertySource(all))
                .bindOrCreate(PREFIX, Bindable.of(ChatServiceProperties.class));
    }

    @Test
    void without_a_catalog_nothing_is_needed() {
        assertThat(properties(Map.of()).source()).isEmpty();
        assertThat(properties(Map.of()).keepConversations()).hasDays(90);
    }

    @Test
    void a_catalog_is_one_of_three() {
        assertThat(properties(Map.of("catalog.url", "https://backstage.example/"))
                        .source())
                .containsInstanceOf(BackstageApi.class);
        assertThat(properties(Map.of("catalog.folder", "/srv/catalog")).source())
                .containsInstanceOf(CatalogFolder.class);
        assertThat(properties(Map.of("catalog.git", "https://github.com/acme/catalog"))
                        .source())
                .containsInstanceOf(CatalogRepository.class);
    }

    @ParameterizedTest
    @CsvSource({
        "catalog.url, backstage.example, HUB_CATALOG_URL",
        "catalog.client, a/b, HUB_CATALOG_CLIENT",
        "catalog.every, 0s, HUB_CATALOG_EVERY",
        "embedding-similarity, 1.2, HUB_EMBEDDING_SIMILARITY",
        "embedding-similarity, 0, HUB_EMBEDDING_SIMILARITY",
        "keep-conversations, 1h, HUB_KEEP_CONVERSATIONS"
    })
    void a_setting_that_cannot_be_is_refused_by_its_name(String setting, String value, String variable) {
        assertThatThrownBy(() -> properties(Map.of(setting, value)))
                .rootCause()
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining(variable);
    }
}
