package dev.infrahub.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.infrahub.testkit.GitRepository;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitTests {

    private static final GitLimits LIMITS = new GitLimits(Duration.ofSeconds(60), 64 << 20);

    @TempDir
    private Path folder;

    private Git git() {
        return git(LIMITS);
    }

    private Git git(GitLimits limits) {
        return new Git(
                new GitAccess(Set.of(), List.of(folder), Optional.empty(), Optional.empty(), Optional.empty()), limits);
    }

    private GitRepository repository() {
        return GitRepository.in(folder.resolve("network"));
    }

    @Test
    void a_snapshot_is_what_a_commit_holds() throws IOException {
        GitRepository repository = repository()
                .file("main.tf", "resource {}\n")
                .file("modules/ä ö/x.tf", "")
                .file("raw.bin", new byte[] {0, 1, '\n', 2});
        Files.createSymbolicLink(repository.folder().resolve("link"), Path.of("/etc/passwd"));
        repository.commit();
        String commit = repository.file("main.tf", "changed\n").commit();
        GitAddress address = GitAddress.of(repository.address());

        assertThat(git().commit(address, Optional.empty())).isEqualTo(commit);
        try (Snapshot snapshot = git().fetch(address, Optional.empty())) {
            assertThat(snapshot.commit()).isEqualTo(commit);
            assertThat(snapshot.files())
                    .extracting(file -> file.path() + " " + file.kind() + " " + file.size())
                    .containsExactlyInAnyOrder(
                            "link LINK 0", "main.tf FILE 8", "modules/ä ö/x.tf FILE 0", "raw.bin FILE 4");
            assertThat(contents(snapshot))
                    .containsEntry("main.tf", "changed\n")
                    .containsEntry("modules/ä ö/x.tf", "")
                    .containsEntry("raw.bin", "\0\1\n\2");
        }
    }

    @Test
    void files_whose_names_are_no_text_are_told_apart() throws IOException {
        GitRepository repository = repository();
        for (int name : List.of(0xFC, 0xFD)) {
            Files.writeString(
                    PathText.within(repository.folder(), new byte[] {'m', (byte) name}), Integer.toHexString(name));
        }
        repository.commit();

        try (Snapshot snapshot = git().fetch(GitAddress.of(repository.address()), Optional.empty())) {
            assertThat(contents(snapshot)).containsEntry("m\uFFFDFC", "fc").containsEntry("m\uFFFDFD", "fd");
        }
    }

    private static Map<String, String> contents(Snapshot snapshot) {
        Map<String, String> contents = new TreeMap<>();
        snapshot.read(
                snapshot.files().stream()
                        .filter(file -> file.kind() == GitFile.Kind.FILE)
                        .toList(),
                (file, content) -> contents.put(file.path(), new String(content, StandardCharsets.UTF_8)));
        return contents;
    }

    @Test
    void the_same_content_has_the_same_id() {
        GitRepository repository = repository().file("a.tf", "same\n").file("b.tf", "old\n");
        repository.commit();
        Map<String, String> before = ids(repository);
        repository.file("b.tf", "new\n").commit();
        Map<String, String> after = ids(repository);

        assertThat(after.get("a.tf")).isEqualTo(before.get("a.tf"));
        assertThat(after.get("b.tf")).isNotEqualTo(before.get("b.tf"));
    }

    private Map<String, String> ids(GitRepository repository) {
        Map<String, String> ids = new TreeMap<>();
        try (Snapshot snapshot = git().fetch(GitAddress.of(repository.address()), Optional.of("main"))) {
            snapshot.files().forEach(file -> ids.put(file.path(), file.id()));
        }
        return ids;
    }

    @Test
    void a_branch_is_told_from_one_that_ends_like_it_and_a_tag_is_its_commit() {
        GitRepository repository = repository().file("a", "1");
        String first = repository.commit();
        repository.git("branch", "feature/release");
        repository.git("tag", "--annotate", "--message", "v1", "v1");
        String second = repository.file("a", "2").commit();
        repository.git("branch", "release");
        GitAddress address = GitAddress.of(repository.address());

        assertThat(git().commit(address, Optional.of("release"))).isEqualTo(second);
        assertThat(git().commit(address, Optional.of("feature/release"))).isEqualTo(first);
        assertThat(git().commit(address, Optional.of("v1"))).isEqualTo(first);
        try (Snapshot snapshot = git().fetch(address, Optional.of("v1"))) {
            assertThat(snapshot.commit()).isEqualTo(first);
        }
    }

    @Test
    void what_is_not_there_is_told() {
        GitRepository empty = GitRepository.in(folder.resolve("empty"));

        assertFailed("repository.not_found", () -> git().commit(GitAddress.of(empty.address()), Optional.empty()));
        assertFailed(
                "repository.not_found",
                () -> git().commit(GitAddress.of("file://" + folder + "/none"), Optional.empty()));
        empty.file("a", "1").commit();
        assertFailed(
                "repository.not_found", () -> git().commit(GitAddress.of(empty.address()), Optional.of("nobranch")));
        assertFailed(
                "repository.not_found", () -> git().fetch(GitAddress.of(empty.address()), Optional.of("nobranch")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--upload-pack=touch /tmp/x", "a..b", "a b", "*", "a\nb", "", "HEAD@{1}", "x^"})
    void no_revision_is_an_option_or_a_pattern(String revision) {
        GitAddress address = GitAddress.of(repository().address());

        assertFailed("repository.no_revision", () -> git().commit(address, Optional.of(revision)));
        assertFailed("repository.no_revision", () -> git().fetch(address, Optional.of(revision)));
    }

    @Test
    void a_repository_that_is_too_large_is_given_up_and_nothing_of_it_is_left() throws IOException {
        byte[] noise = new byte[3 << 20];
        new Random(1).nextBytes(noise);
        GitRepository repository = repository().file("noise", noise);
        repository.commit();

        Git narrow = git(new GitLimits(Duration.ofSeconds(60), 1 << 20));
        long before = folders();
        assertFailed("repository.too_large", () -> narrow.fetch(GitAddress.of(repository.address()), Optional.empty()));
        assertThat(folders()).isEqualTo(before);
    }

    @Test
    void what_unpacks_to_too_much_is_given_up_too() {
        GitRepository repository = repository().file("zeros", new byte[8 << 20]);
        repository.commit();

        try (Snapshot snapshot = git(new GitLimits(Duration.ofSeconds(60), 1 << 20))
                .fetch(GitAddress.of(repository.address()), Optional.empty())) {
            assertFailed("repository.too_large", () -> contents(snapshot));
        }
    }

    /** Five trees of twelve entries, each the next one: a quarter of a million files of one blob. */
    @Test
    void trees_that_stand_for_very_many_files_are_given_up() throws IOException {
        GitRepository repository = repository().file("a", "1");
        repository.commit();
        String mode = "100644 blob";
        String id = repository.git("rev-parse", "HEAD:a").strip();
        for (int level = 0; level < 5; level++) {
            StringBuilder tree = new StringBuilder();
            for (char name = 'a'; name < 'a' + 12; name++) {
                tree.append(mode)
                        .append(' ')
                        .append(id)
                        .append('\t')
                        .append(name)
                        .append('\n');
            }
            Path entries = Files.writeString(folder.resolve("tree"), tree);
            id = repository.gitReading(entries, "mktree").strip();
            mode = "040000 tree";
        }
        repository.git(
                "update-ref",
                "HEAD",
                repository.git("commit-tree", id, "-m", "Many").strip());

        assertFailed(
                "repository.too_many_files", () -> git().fetch(GitAddress.of(repository.address()), Optional.empty()));
    }

    private static long folders() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> String.valueOf(path.getFileName()).startsWith("hub-git"))
                    .count();
        }
    }

    @Test
    void a_folder_is_asked_only_where_it_may_be() {
        GitRepository repository = repository();
        Git elsewhere = new Git(
                new GitAccess(
                        Set.of(),
                        List.of(folder.resolve("netw")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                LIMITS);

        for (String address : List.of(
                repository.address(),
                "file://" + folder + "/netw/../network",
                "file://" + folder + "/netw%2F../network")) {
            assertFailed("repository.not_permitted", () -> elsewhere.commit(GitAddress.of(address), Optional.empty()));
        }
        assertFailed(
                "repository.not_permitted",
                () -> new Git(GitAccess.ANONYMOUS, LIMITS)
                        .commit(GitAddress.of(repository.address()), Optional.empty()));
    }

    @Test
    void a_link_in_a_folder_leads_to_no_other() throws IOException {
        GitRepository repository = repository().file("a.tf", "");
        repository.commit();
        Path allowed = Files.createDirectory(folder.resolve("allowed"));
        Files.createSymbolicLink(allowed.resolve("link"), repository.folder());
        Git only = new Git(
                new GitAccess(Set.of(), List.of(allowed), Optional.empty(), Optional.empty(), Optional.empty()),
                LIMITS);

        assertFailed(
                "repository.not_permitted",
                () -> only.commit(GitAddress.of("file://" + allowed + "/link"), Optional.empty()));
    }

    @Test
    void no_other_address_of_this_machine_is_asked_either() throws SocketException {
        List<String> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address)
                .map(InetAddress::getHostAddress)
                .toList();

        assertThat(own)
                .isNotEmpty()
                .allSatisfy(host -> assertFailed(
                        "repository.not_permitted",
                        () -> new Git(GitAccess.ANONYMOUS, LIMITS)
                                .commit(GitAddress.of("https://" + host + ":9443/a/b"), Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "169.254.169.254", "0.0.0.0", "224.0.0.1", "2130706433"})
    void this_machine_and_its_link_are_asked_by_nobody(String host) {
        GitAddress address = GitAddress.of("https://" + host + "/a/b");

        assertFailed(
                "repository.not_permitted",
                () -> new Git(GitAccess.ANONYMOUS, LIMITS).commit(address, Optional.empty()));
    }

    @Test
    void where_hosts_are_named_no_other_is_asked() {
        Git named = new Git(
                new GitAccess(Set.of("git.example"), List.of(), Optional.empty(), Optional.empty(), Optional.empty()),
                LIMITS);

        assertFailed(
                "repository.not_permitted",
                () -> named.commit(GitAddress.of("https://github.com/a/b"), Optional.empty()));
    }

    @Test
    void ssh_needs_a_key_and_known_hosts() {
        assertFailed(
                "repository.no_ssh_key",
                () -> new Git(GitAccess.ANONYMOUS, LIMITS)
                        .commit(GitAddress.of("git@github.com:a/b"), Optional.empty()));
    }

    /** A server that takes the connection and never says anything, on a port of this machine. */
    @Test
    void whoever_does_not_answer_is_given_up() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Git impatient = new Git(
                    new GitAccess(Set.of("127.0.0.1"), List.of(), Optional.empty(), Optional.empty(), Optional.empty()),
                    new GitLimits(Duration.ofSeconds(1), 1 << 20));
            assertFailed(
                    "repository.too_slow",
                    () -> impatient.commit(
                            GitAddress.of("https://127.0.0.1:" + silent.getLocalPort() + "/a/b"), Optional.empty()));
        }
    }

    /** What git is given for GitHub, and for others, is seen by a git that tells. */
    @Test
    void the_token_goes_to_github_alone_and_nothing_else_is_handed_on() throws IOException {
        String token = "github-token-for-tests";
        GitAccess access = new GitAccess(
                Set.of("github.com", "git.example"),
                List.of(folder),
                Optional.of(token),
                Optional.of(folder.resolve("it's a key")),
                Optional.of(folder.resolve("hosts")));
        String basic = Base64.getEncoder().encodeToString(("x-access-token:" + token).getBytes(StandardCharsets.UTF_8));

        assertThat(environment(access, "https://github.com/a/b"))
                .anySatisfy((_, value) -> assertThat(value).contains(basic));
        for (String other : List.of(
                "https://git.example/a/b",
                "https://github.com:8443/a/b",
                "ssh://git@github.com/a/b",
                "file://" + folder + "/github.com")) {
            assertThat(environment(access, other))
                    .isNotEmpty()
                    .allSatisfy((_, value) -> assertThat(value).doesNotContain(basic, token));
        }
        assertThat(environment(access, "https://github.com/a/b").keySet())
                .doesNotContain("HUB_TEST_DATA", "KAFKA_PASSWORD", "GITHUB_TOKEN");
    }

    private Map<String, String> environment(GitAccess access, String address) {
        GitCommands commands = new GitCommands(folder, access, LIMITS);
        return commands.environment(commands.settingsFor(GitAddress.of(address), List.of()));
    }

    /** A redirection could lead to where nobody may be asked. */
    @Test
    void no_redirection_is_followed() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> redirect(exchange, asked));
        server.start();
        try {
            // what git is told for https holds for http, which it is made to speak here
            GitCommands commands = new GitCommands(folder, GitAccess.ANONYMOUS, LIMITS);
            Map<String, String> settings =
                    new TreeMap<>(commands.settingsFor(GitAddress.of("https://github.com/a/b"), List.of()));
            settings.put("protocol.http.allow", "always");
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/first";
            assertThatThrownBy(() -> commands.run(Optional.empty(), settings, "ls-remote", "--", url, "HEAD"))
                    .isInstanceOf(GitFailed.class);
            assertThat(asked).isNotEmpty().allSatisfy(path -> assertThat(path).startsWith("/first"));
        } finally {
            server.stop(0);
        }
    }

    private static void redirect(HttpExchange exchange, List<String> asked) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestURI().getPath());
            exchange.getResponseHeaders().add("Location", "/second/info/refs?service=git-upload-pack");
            exchange.sendResponseHeaders(302, -1);
        }
    }

    private static void assertFailed(String code, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(GitFailed.class, failed -> {
            assertThat(failed.code()).isEqualTo(code);
            assertThat(failed.sentence()).endsWith(".");
        });
    }
}
