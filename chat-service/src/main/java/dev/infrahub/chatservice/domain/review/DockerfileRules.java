package dev.infrahub.chatservice.domain.review;

import static dev.infrahub.chatservice.domain.review.FileKind.DOCKERFILE;
import static dev.infrahub.chatservice.domain.review.Severity.HIGH;
import static dev.infrahub.chatservice.domain.review.Severity.MEDIUM;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What new lines of a Dockerfile put into an image. */
final class DockerfileRules {

    private static final List<String> SECRET_WORDS =
            List.of("PASSWORD", "PASSWD", "SECRET", "TOKEN", "API_KEY", "APIKEY", "PRIVATE_KEY");
    private static final Set<String> ROOT = Set.of("root", "0", "root:root", "0:0");

    private DockerfileRules() {}

    static List<ReviewRule> all() {
        Set<FileKind> files = Set.of(DOCKERFILE);
        return List.of(
                new ReviewRule(
                        "docker.latest",
                        MEDIUM,
                        files,
                        "The base image is whatever is newest on the day of the build.",
                        "Pin a version, better a digest.",
                        DockerfileRules::unpinned),
                new ReviewRule(
                        "docker.root",
                        MEDIUM,
                        files,
                        "The container runs as root.",
                        "End with USER and an account without rights.",
                        DockerfileRules::root),
                ReviewRule.ofLine(
                        "docker.add-url",
                        MEDIUM,
                        files,
                        "Puts into the image whatever that address serves on the day of the build.",
                        "Fetch it with its checksum (ADD --checksum=…), or from a registry.",
                        line -> isInstruction(line, "ADD")
                                && (line.contains("http://") || line.contains("https://"))
                                && !line.contains("--checksum=")),
                ReviewRule.ofLine(
                        "docker.pipe-to-shell",
                        HIGH,
                        Set.of(DOCKERFILE, FileKind.CODE, FileKind.WORKFLOW),
                        "Runs whatever that address serves, unread.",
                        "Fetch a released version, compare its checksum, then run it.",
                        DockerfileRules::isPipeToShell),
                ReviewRule.ofLine(
                        "docker.secret-in-layer",
                        HIGH,
                        files,
                        "A secret that is given by ARG or ENV stays in the image's history.",
                        "Give it to the step alone: RUN --mount=type=secret.",
                        DockerfileRules::isSecretVariable));
    }

    private static boolean isInstruction(String line, String name) {
        String code = line.strip();
        return code.length() > name.length()
                && code.regionMatches(true, 0, name, 0, name.length())
                && Character.isWhitespace(code.charAt(name.length()));
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int from = -1;
        for (int at = 0; at <= line.length(); at++) {
            boolean isPart = at < line.length() && !Character.isWhitespace(line.charAt(at));
            if (isPart && from < 0) {
                from = at;
            } else if (!isPart && from >= 0) {
                words.add(line.substring(from, at));
                from = -1;
            }
        }
        return words;
    }

    /** The first word behind the instruction; empty where there is none. */
    private static String argument(String line) {
        List<String> words = words(line);
        return words.size() > 1 ? words.get(1) : "";
    }

    /** An image without a tag is the newest one; a stage of the same file has none. */
    private static Stream<DiffLine> unpinned(ChangedFile file) {
        Set<String> stages = new HashSet<>();
        List<DiffLine> found = new ArrayList<>();
        for (DiffLine line : file.shownLines().toList()) {
            if (!isInstruction(line.text(), "FROM")) {
                continue;
            }
            List<String> words = words(line.text()).stream()
                    .filter(word -> !word.startsWith("--"))
                    .toList();
            String image = words.size() > 1 ? words.get(1) : "";
            if (line.isAdded() && !stages.contains(image.toLowerCase(Locale.ROOT)) && isNewest(image)) {
                found.add(line);
            }
            if (words.size() > 3 && words.get(2).equalsIgnoreCase("as")) {
                stages.add(words.get(3).toLowerCase(Locale.ROOT));
            }
        }
        return found.stream();
    }

    /** Of an image of which part is filled in nobody knows. */
    static boolean isNewest(String image) {
        if (image.isEmpty()
                || image.equals("scratch")
                || image.contains("$")
                || image.contains("{{")
                || image.contains("@")) {
            return false;
        }
        int colon = image.indexOf(':', image.lastIndexOf('/') + 1);
        return colon < 0 || image.substring(colon + 1).equals("latest");
    }

    /** The last one counts. */
    private static Stream<DiffLine> root(ChangedFile file) {
        List<DiffLine> users = file.shownLines()
                .filter(line -> isInstruction(line.text(), "USER"))
                .toList();
        return users.isEmpty() || !users.getLast().isAdded()
                ? Stream.empty()
                : Stream.of(users.getLast())
                        .filter(line -> ROOT.contains(argument(line.text()).toLowerCase(Locale.ROOT)));
    }

    private static boolean isPipeToShell(String line) {
        String code = ChangedFile.squeezed(line);
        boolean isFetched = line.contains("curl ") || line.contains("wget ") || code.contains("iwr");
        return isFetched
                && Stream.of("|sh", "|bash", "|sudosh", "|sudobash", "|iex", "|python", "|sudo-ebash")
                        .anyMatch(code::contains);
    }

    private static boolean isSecretVariable(String line) {
        if (!isInstruction(line, "ARG") && !isInstruction(line, "ENV")) {
            return false;
        }
        String name = argument(line).toUpperCase(Locale.ROOT);
        int set = name.indexOf('=');
        String bare = set < 0 ? name : name.substring(0, set);
        return !bare.endsWith("_FILE")
                && !bare.endsWith("_PATH")
                && SECRET_WORDS.stream().anyMatch(bare::contains);
    }
}
