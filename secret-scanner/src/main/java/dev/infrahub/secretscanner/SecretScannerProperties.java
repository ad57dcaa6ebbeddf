package dev.infrahub.secretscanner;

import dev.infrahub.catalog.CatalogSettings;
import dev.infrahub.catalog.CatalogSource;
import dev.infrahub.connections.PasswordSetting;
import dev.infrahub.faults.SettingRefused;
import dev.infrahub.git.Git;
import dev.infrahub.git.GitAccess;
import dev.infrahub.git.GitLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings under {@code hub.secret-scanner}.
 *
 * @param fingerprintKey the gateway's, Base64: what one of both found is known to the other; needed where there is a catalog
 * @param scanEvery how often each module of the catalog is scanned
 */
@ConfigurationProperties(prefix = "hub.secret-scanner", ignoreUnknownFields = false)
public record SecretScannerProperties(
        @DefaultValue("") String fingerprintKey,
        @DefaultValue("12h") Duration scanEvery,
        @DefaultValue FromCatalog catalog,
        @DefaultValue FromGit git) {

    private static final int SHORTEST_KEY = 32;
    private static final Duration OFTENEST = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 16;

    public SecretScannerProperties {
        if (scanEvery.compareTo(OFTENEST) < 0 || catalog.every().compareTo(OFTENEST) < 0) {
            throw new SettingRefused("HUB_SCAN_EVERY and HUB_CATALOG_EVERY are one second or longer, such as 12h.");
        }
        if (catalog.isThere() && key(fingerprintKey).length < SHORTEST_KEY) {
            throw new SettingRefused(
                    "HUB_FINGERPRINT_KEY is needed to scan the catalog's modules: the gateway's, Base64 of 32 bytes.");
        }
    }

    /**
     * The catalog; none where none of the three is said.
     *
     * @param url of Backstage's backend
     * @param folder of files
     * @param git address of a repository of files
     * @param client whose modules are that do not say
     * @param every how often it is read
     */
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

        boolean isThere() {
            return settings().isThere();
        }

        Optional<CatalogSource> source(Git repositories) {
            return settings().source(repositories);
        }

        private CatalogSettings settings() {
            return new CatalogSettings(
                    url, PasswordSetting.of("HUB_CATALOG_TOKEN", token, tokenFile), folder, git, client);
        }
    }

    /**
     * Repositories.
     *
     * @param hosts the only ones that are asked; where none is said, any that is not this machine
     * @param folders those of this machine in which repositories may be
     * @param githubToken for github.com alone
     * @param longest each of asking for a commit, fetching it, and scanning it
     * @param largest of a repository as it comes, and of its files as they are read
     * @param atOnce how many modules one instance scans at a time
     */
    public record FromGit(
            @DefaultValue List<String> hosts,
            @DefaultValue List<String> folders,
            @DefaultValue("") String githubToken,
            @DefaultValue("") String githubTokenFile,
            @DefaultValue("") String sshKeyFile,
            @DefaultValue("") String sshKnownHostsFile,
            @DefaultValue("5m") Duration longest,
            @DefaultValue("256MB") DataSize largest,
            @DefaultValue("2") int atOnce) {

        private static final DataSize LARGEST = DataSize.ofGigabytes(1);

        public FromGit {
            if (longest.compareTo(OFTENEST) < 0
                    || largest.toBytes() < 1
                    || largest.compareTo(LARGEST) > 0
                    || atOnce < 1
                    || atOnce > MOST_AT_ONCE) {
                throw new SettingRefused("HUB_GIT_LONGEST is one second or longer, HUB_GIT_LARGEST at most 1GB,"
                        + " and HUB_GIT_AT_ONCE from 1 to " + MOST_AT_ONCE + ".");
            }
            if (sshKeyFile.isBlank() != sshKnownHostsFile.isBlank()) {
                throw new SettingRefused("HUB_GIT_SSH_KEY_FILE and HUB_GIT_SSH_KNOWN_HOSTS_FILE are set together.");
            }
        }

        GitLimits limits() {
            return new GitLimits(longest, largest.toBytes());
        }

        GitAccess access() {
            return new GitAccess(
                    hosts.stream()
                            .map(host -> host.strip().toLowerCase(Locale.ROOT))
                            .collect(Collectors.toUnmodifiableSet()),
                    folders.stream().map(Path::of).toList(),
                    PasswordSetting.of("GITHUB_TOKEN", githubToken, githubTokenFile),
                    file("HUB_GIT_SSH_KEY_FILE", sshKeyFile),
                    file("HUB_GIT_SSH_KNOWN_HOSTS_FILE", sshKnownHostsFile));
        }

        private static Optional<Path> file(String variable, String path) {
            Optional<Path> file =
                    Optional.of(path).filter(text -> !text.isBlank()).map(Path::of);
            if (file.filter(one -> !Files.isReadable(one)).isPresent()) {
                throw new SettingRefused(variable + " names " + path + ", which cannot be read by this user.");
            }
            return file;
        }
    }

    byte[] key() {
        return key(fingerprintKey);
    }

    private static byte[] key(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new SettingRefused("HUB_FINGERPRINT_KEY is no Base64.", e);
        }
    }
}
