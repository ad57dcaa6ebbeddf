package dev.infrahub.catalog;

import dev.infrahub.faults.SettingRefused;
import dev.infrahub.git.Git;
import dev.infrahub.git.GitAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which catalog is read, as {@code HUB_CATALOG_…} say; none where none of the three forms is said.
 *
 * @param url of Backstage's backend
 * @param bearer the token for it
 * @param folder of files
 * @param git address of a repository of files
 * @param client whose modules are that do not say
 */
public record CatalogSettings(String url, Optional<String> bearer, String folder, String git, String client) {

    private static final int LONGEST_CLIENT = 100;

    /** @throws SettingRefused for what cannot be, by the name of its variable */
    public CatalogSettings {
        if (Stream.of(url, folder, git).filter(text -> !text.isBlank()).count() > 1) {
            throw new SettingRefused(
                    "HUB_CATALOG_URL, HUB_CATALOG_FOLDER and HUB_CATALOG_GIT are one catalog in three forms; set one.");
        }
        if (!url.isBlank() && !url.startsWith("http://") && !url.startsWith("https://")) {
            throw new SettingRefused("HUB_CATALOG_URL is like https://backstage.example.");
        }
        boolean isClient = !client.isEmpty()
                && client.length() <= LONGEST_CLIENT
                && client.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0);
        if (!isClient) {
            throw new SettingRefused("HUB_CATALOG_CLIENT is the name of one client.");
        }
    }

    public boolean isThere() {
        return !url.isBlank() || !folder.isBlank() || !git.isBlank();
    }

    /** @param repositories what reads a repository of files */
    public Optional<CatalogSource> source(Git repositories) {
        return said(url, text -> new BackstageApi(http(), uri(text), bearer))
                .or(() -> said(folder, text -> new CatalogFolder(Path.of(text))))
                .or(() -> said(git, text -> new CatalogRepository(repositories, address(text), Optional.empty())));
    }

    private static Optional<CatalogSource> said(String setting, Function<String, CatalogSource> source) {
        return Optional.of(setting).filter(text -> !text.isBlank()).map(source);
    }

    /** Whatever leads elsewhere would be sent the token. */
    private static HttpClient http() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    private static URI uri(String text) {
        try {
            return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        } catch (IllegalArgumentException e) {
            throw new SettingRefused("HUB_CATALOG_URL is like https://backstage.example.", e);
        }
    }

    private static GitAddress address(String text) {
        try {
            return GitAddress.of(text);
        } catch (IllegalArgumentException e) {
            throw new SettingRefused("HUB_CATALOG_GIT: " + e.getMessage(), e);
        }
    }
}
