package dev.infrahub.chatservice;

import dev.infrahub.catalog.CatalogSettings;
import dev.infrahub.catalog.CatalogSource;
import dev.infrahub.chatservice.embedding.Nearness;
import dev.infrahub.connections.PasswordSetting;
import dev.infrahub.faults.SettingRefused;
import dev.infrahub.git.Git;
import dev.infrahub.git.GitAccess;
import dev.infrahub.git.GitLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings under {@code hub.chat-service}.
 *
 * @param keepConversations how long what was said is kept
 * @param embeddingSimilarity the cosine from which on a piece of a document has to do with a question, by the vectors of the provider's
 *     model; empty where nobody knows
 */
@ConfigurationProperties(prefix = "hub.chat-service", ignoreUnknownFields = false)
public record ChatServiceProperties(
        @DefaultValue("90d") Duration keepConversations,
        @DefaultValue("") String embeddingSimilarity,
        @DefaultValue FromCatalog catalog,
        @DefaultValue FromGit git) {

    private static final Duration OFTENEST = Duration.ofSeconds(1);

    public ChatServiceProperties {
        if (catalog.every().compareTo(OFTENEST) < 0) {
            throw new SettingRefused("HUB_CATALOG_EVERY is one second or longer, such as 15m.");
        }
        var _ = nearness(embeddingSimilarity);
        if (keepConversations.compareTo(Duration.ofDays(1)) < 0) {
            throw new SettingRefused("HUB_KEEP_CONVERSATIONS is one day or longer, such as 90d.");
        }
    }

    /** The catalog of which owners and systems are told, as the secret-scanner reads it; none where none is said. */
    public record FromCatalog(
            @DefaultValue("") String url,
            @DefaultValue("") String token,
            @DefaultValue("") String tokenFile,
            @DefaultValue("") String folder,
            @DefaultValue("") String git,
            @DefaultValue("default") String client,
            @DefaultValue("15m") Duration every) {

        public FromCatalog {
            var _ = new CatalogSettings(url, Optional.empty(), folder, git, client);
        }
    }

    /** Where the repository of a catalog may be. */
    public record FromGit(
            @DefaultValue List<String> hosts,
            @DefaultValue List<String> folders,
            @DefaultValue("") String githubToken,
            @DefaultValue("") String githubTokenFile,
            @DefaultValue("5m") Duration longest,
            @DefaultValue("256MB") DataSize largest) {

        Git reader() {
            return new Git(
                    new GitAccess(
                            hosts.stream()
                                    .map(host -> host.strip().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.toUnmodifiableSet()),
                            folders.stream().map(Path::of).toList(),
                            PasswordSetting.of("GITHUB_TOKEN", githubToken, githubTokenFile),
                            Optional.empty(),
                            Optional.empty()),
                    new GitLimits(longest, largest.toBytes()));
        }
    }

    Optional<Nearness> nearness() {
        return nearness(embeddingSimilarity);
    }

    private static Optional<Nearness> nearness(String said) {
        try {
            return Optional.of(said.strip())
                    .filter(text -> !text.isEmpty())
                    .map(Double::valueOf)
                    .map(least -> new Nearness(least, least));
        } catch (IllegalArgumentException notACosine) {
            throw new SettingRefused(
                    "HUB_EMBEDDING_SIMILARITY is between 0 and 1, such as 0.4; nothing where it is not known.");
        }
    }

    Optional<CatalogSource> source() {
        return new CatalogSettings(
                        catalog.url(),
                        PasswordSetting.of("HUB_CATALOG_TOKEN", catalog.token(), catalog.tokenFile()),
                        catalog.folder(),
                        catalog.git(),
                        catalog.client())
                .source(git.reader());
    }
}
