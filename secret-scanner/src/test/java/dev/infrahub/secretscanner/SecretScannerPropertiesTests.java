package dev.infrahub.secretscanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.catalog.BackstageApi;
import dev.infrahub.catalog.CatalogFolder;
import dev.infrahub.catalog.CatalogRepository;
import dev.infrahub.faults.SettingRefused;
import dev.infrahub.git.Git;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SecretScannerPropertiesTests {

    private static final String PREFIX = "hub.secret-scanner";
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private static SecretScannerProperties properties(Map<String, String> said) {
        Map<String, String> all = new HashMap<>();
        said.forEach((name, value) -> all.put(PREFIX + "." + name, value));
        return new Binder(new MapConfigurationPropertySource(all))
                .bindOrCreate(PREFIX, Bindable.of(SecretScannerProperties.class));
    }

    @Test
    void without_a_catalog_nothing_is_needed() {
        SecretScannerProperties properties = properties(Map.of());

        assertThat(properties.catalog().source(git(properties))).isEmpty();
        assertThat(properties.scanEvery()).hasHours(12);
    }

    @Test
    void a_catalog_is_one_of_three() {
        assertThat(source("catalog.url", "https://backstage.example/")).isInstanceOf(BackstageApi.class);
        assertThat(source("catalog.folder", "/srv/catalog")).isInstanceOf(CatalogFolder.class);
        assertThat(source("catalog.git", "https://github.com/acme/catalog")).isInstanceOf(CatalogRepository.class);
    }

    private static Object source(String name, String value) {
        SecretScannerProperties properties = properties(Map.of("fingerprint-key", KEY, name, value));
        return properties.catalog().source(git(properties)).orElseThrow();
    }

    private static Git git(SecretScannerProperties properties) {
        return new Git(properties.git().access(), properties.git().limits());
    }

    @ParameterizedTest
    @CsvSource({
        "catalog.url, backstage.example, HUB_CATALOG_URL",
        "catalog.client, a/b, HUB_CATALOG_CLIENT",
        "catalog.every, 0s, HUB_CATALOG_EVERY",
        "scan-every, 10ms, HUB_SCAN_EVERY",
        "git.largest, 2GB, HUB_GIT_LARGEST",
        "git.longest, 0s, HUB_GIT_LONGEST",
        "git.at-once, 0, HUB_GIT_AT_ONCE",
        "git.ssh-key-file, /run/key, HUB_GIT_SSH_KNOWN_HOSTS_FILE",
        "catalog.folder, /srv, HUB_FINGERPRINT_KEY",
        "fingerprint-key, ***, HUB_FINGERPRINT_KEY",
    })
    void what_cannot_work_names_its_variable(String name, String value, String variable) {
        Map<String, String> said =
                name.equals("fingerprint-key") ? Map.of(name, value, "catalog.folder", "/srv") : Map.of(name, value);

        assertThatThrownBy(() -> properties(said))
                .hasRootCauseInstanceOf(
                        name.equals("fingerprint-key") ? IllegalArgumentException.class : SettingRefused.class)
                .hasStackTraceContaining(variable);
    }

    @Test
    void two_catalogs_are_refused() {
        assertThatThrownBy(
                        () -> properties(Map.of("catalog.folder", "/srv", "catalog.url", "https://backstage.example")))
                .hasStackTraceContaining("HUB_CATALOG_GIT");
    }
}
