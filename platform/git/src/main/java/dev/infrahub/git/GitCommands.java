package dev.infrahub.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs git in a folder of its own, in an environment of its own: nothing of this machine's configuration counts, nothing is
 * asked of anybody, and no secret of this process is handed on but what belongs to the repository, in the environment. Its
 * output goes to files, so that the limit on those holds for it as well. For one thread.
 */
final class GitCommands {

    /** Of git's own memory: a pack may say that it unpacks to anything. */
    private static final long MOST_MEMORY = 2L << 30;

    private static final int HTTPS = 443;
    /** Of a shell. */
    private static final int NO_SUCH_COMMAND = 127;

    private static final int BLOCK = 512;
    private static final int MOST_OF_ERRORS = 64 * 1024;

    /** So slow for so long that it is given up, in bytes a second and seconds. */
    private static final String SLOWEST = "1000";

    private static final String SLOW_FOR = "30";

    private static final List<String> HANDED_ON = List.of(
            "PATH",
            "https_proxy",
            "HTTPS_PROXY",
            "no_proxy",
            "NO_PROXY",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "GIT_SSL_CAINFO");

    private final Path folder;
    private final GitAccess access;
    private final GitLimits limits;
    private final long end;

    /** @param folder empty, and its own */
    GitCommands(Path folder, GitAccess access, GitLimits limits) {
        this.folder = folder;
        this.access = access;
        this.limits = limits;
        this.end = System.nanoTime() + limits.longest().toNanos();
    }

    /** Where git's repository is. */
    Path repository() {
        return folder.resolve("repository");
    }

    /** Of what is here already. Returns the file that holds its output. */
    Path local(Optional<Path> input, String... arguments) {
        return run(input, Map.of("protocol.allow", "never"), arguments);
    }

    /** Of another repository, where that may be asked. */
    Path remote(GitAddress repository, String... arguments) {
        return run(Optional.empty(), settingsFor(repository, access.permit(repository)), arguments);
    }

    /** @param addresses those that git is to go to; any where there are none */
    Map<String, String> settingsFor(GitAddress repository, List<String> addresses) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("protocol.allow", "never");
        settings.put("protocol." + repository.scheme().name().toLowerCase(Locale.ROOT) + ".allow", "always");
        settings.put("http.followRedirects", "false");
        settings.put("http.lowSpeedLimit", SLOWEST);
        settings.put("http.lowSpeedTime", SLOW_FOR);
        if (repository.scheme() == GitAddress.Scheme.HTTPS && !addresses.isEmpty()) {
            int port = repository.port() < 0 ? HTTPS : repository.port();
            settings.put("http.curloptResolve", repository.host() + ":" + port + ":" + String.join(",", addresses));
        }
        if (repository.isGithub()) {
            access.githubToken().ifPresent(token -> settings.put("http.https://github.com/.extraHeader", basic(token)));
        }
        return settings;
    }

    private static String basic(String token) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString(("x-access-token:" + token).getBytes(StandardCharsets.UTF_8));
    }

    Path run(Optional<Path> input, Map<String, String> settings, String... arguments) {
        try {
            Path out = Files.createTempFile(folder, "out", "");
            Path errors = Files.createTempFile(folder, "err", "");
            ProcessBuilder builder = new ProcessBuilder(command(arguments))
                    .directory(folder.toFile())
                    .redirectInput(input.map(Path::toFile)
                            .orElseGet(() -> Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(errors.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment(settings));
            int status = await(builder.start());
            if (status != 0) {
                throw failure(status, errors);
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By way of a shell, which sets the limits and becomes git. */
    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "ulimit -f %d && { ulimit -v %d 2>/dev/null || :; } && exec git \"$@\""
                        .formatted(limits.bytes() / BLOCK, MOST_MEMORY / 1024),
                "git"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Of nothing that this process was started with but how to find programs and the way out. */
    Map<String, String> environment(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>();
        for (String name : HANDED_ON) {
            Optional.ofNullable(System.getenv(name)).ifPresent(value -> environment.put(name, value));
        }
        environment.put("HOME", folder.toString());
        environment.put("LC_ALL", "C");
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("GIT_ASKPASS", "true");
        environment.put("SSH_ASKPASS", "true");
        environment.put("GIT_SSH_COMMAND", ssh());
        int count = 0;
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            environment.put("GIT_CONFIG_KEY_" + count, setting.getKey());
            environment.put("GIT_CONFIG_VALUE_" + count, setting.getValue());
            count++;
        }
        environment.put("GIT_CONFIG_COUNT", Integer.toString(count));
        return environment;
    }

    private String ssh() {
        return "ssh -F /dev/null -o BatchMode=yes -o StrictHostKeyChecking=yes -o ConnectTimeout=20 -o IdentitiesOnly=yes"
                + access.sshKnownHosts()
                        .map(file -> " -o UserKnownHostsFile=" + quoted(file))
                        .orElse("")
                + access.sshKey().map(file -> " -i " + quoted(file)).orElse("");
    }

    private static String quoted(Path file) {
        return "'" + file.toString().replace("'", "'\\''") + "'";
    }

    private int await(Process git) {
        try {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (!git.waitFor(Math.max(left.toNanos(), 0), TimeUnit.NANOSECONDS)) {
                throw new GitFailed(
                        "repository.too_slow",
                        "Reading the repository took longer than %d s."
                                .formatted(limits.longest().toSeconds()));
            }
            return git.exitValue();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new GitFailed("repository.interrupted", "Reading the repository was interrupted.");
        } finally {
            // its helpers live on without it
            git.descendants().forEach(ProcessHandle::destroyForcibly);
            git.destroyForcibly();
        }
    }

    /** Of what git said only what kind of thing it is: the rest may be anybody's words. */
    private GitFailed failure(int status, Path errors) throws IOException {
        if (status == NO_SUCH_COMMAND) {
            return new GitFailed("git.missing", "There is no git command where the hub runs; install it.");
        }
        String said = head(errors).toLowerCase(Locale.ROOT);
        if (isFull()) {
            return new GitFailed(
                    "repository.too_large",
                    "The repository is larger than the %d MiB that are read of one.".formatted(limits.bytes() >> 20));
        }
        if (said.contains("authentication failed")
                || said.contains("could not read username")
                || said.contains("permission denied")
                || said.contains("host key verification failed")
                || said.contains("error: 403")
                || said.contains("error: 401")) {
            return new GitFailed(
                    "repository.forbidden",
                    "The repository does not let the hub in; give it a token or key that may read it.");
        }
        if (said.contains("not found")
                || said.contains("does not exist")
                || said.contains("does not appear to be a git repository")
                || said.contains("couldn't find remote ref")) {
            return new GitFailed("repository.not_found", "There is no such repository or revision for the hub to see.");
        }
        return new GitFailed(
                "repository.unreachable", "Git could not read the repository; it ended with " + status + ".");
    }

    /** Whether a file came up to the limit, whatever git makes of that. */
    private boolean isFull() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> file.toFile().length() >= limits.bytes() / BLOCK * BLOCK);
        }
    }

    private static String head(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_OF_ERRORS), StandardCharsets.UTF_8);
        }
    }
}
