package dev.infrahub.catalog;

import dev.infrahub.json.Parts;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where the source of an entity is: a folder of a repository. Read from the addresses under which GitHub, GitLab, Azure DevOps,
 * Bitbucket and Gitea show it, on whatever host, and from those of Git itself.
 *
 * @param repository Git's address of it
 * @param revision the branch, tag or commit; the default branch where none is said
 * @param folder from the root, with slashes; empty for all of it
 */
public record SourceLocation(String repository, Optional<String> revision, String folder) {

    private static final int LONGEST = 2000;
    private static final String HIDDEN = "hidden:hidden";
    private static final Set<String> SHOWS = Set.of("tree", "blob", "raw", "edit");
    private static final Set<String> GITEA = Set.of("branch", "tag", "commit");

    /** Nothing where it is not understood. */
    static Optional<SourceLocation> ofUrl(String url) {
        if (url.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return url.startsWith("https://") ? shown(new URI(url)) : ofGit(url);
        } catch (URISyntaxException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<SourceLocation> ofGit(String address) {
        boolean isGits = address.startsWith("ssh://")
                || address.startsWith("file://")
                || (address.indexOf('@') > 0 && address.indexOf(':') > address.indexOf('@'));
        return isGits
                ? Optional.of(new SourceLocation(withoutPassword(address), Optional.empty(), ""))
                : Optional.empty();
    }

    /** It stays an address with a credential in it, which nobody asks, but it is not that credential. */
    private static String withoutPassword(String address) {
        int start = address.indexOf("://") + 3;
        int at = address.lastIndexOf('@');
        int colon = address.indexOf(':', start);
        boolean holds = start > 2 && at > start && (address.startsWith("https://") || (colon > 0 && colon < at));
        return holds ? address.substring(0, start) + HIDDEN + address.substring(at) : address;
    }

    private static Optional<SourceLocation> shown(URI uri) {
        List<String> steps = Parts.of(String.valueOf(uri.getPath()), '/').stream()
                .filter(step -> !step.isEmpty())
                .toList();
        if (uri.getRawAuthority() == null || steps.isEmpty() || steps.contains("..") || steps.contains(".")) {
            return Optional.empty();
        }
        String host = withoutPassword("https://" + uri.getRawAuthority());
        int azure = steps.indexOf("_git");
        if (azure >= 0 && azure + 1 < steps.size()) {
            return ofAzure(host, steps.subList(0, azure + 2), query(uri));
        }
        int projects = steps.indexOf("projects");
        if (projects >= 0
                && projects + 4 < steps.size()
                && steps.get(projects + 2).equals("repos")) {
            return ofBitbucketServer(host, steps, projects, query(uri));
        }
        int view = view(steps);
        if (view < 0 || uri.getRawQuery() != null) {
            return view < 0 && uri.getRawQuery() == null
                    ? Optional.of(new SourceLocation(host + path(steps), Optional.empty(), ""))
                    : Optional.empty();
        }
        int end = steps.get(view - 1).equals("-") ? view - 1 : view;
        boolean isGitea =
                steps.get(view).equals("src") && view + 2 < steps.size() && GITEA.contains(steps.get(view + 1));
        int revision = isGitea ? view + 2 : view + 1;
        return Optional.of(new SourceLocation(
                host + path(steps.subList(0, end)),
                Optional.of(steps.get(revision)),
                folder(steps.subList(revision + 1, steps.size()))));
    }

    /** The step behind which a revision stands; -1 where the address shows a repository as a whole. */
    private static int view(List<String> steps) {
        for (int at = 2; at + 1 < steps.size(); at++) {
            if (SHOWS.contains(steps.get(at)) || (at == 2 && steps.get(at).equals("src"))) {
                return at;
            }
        }
        return -1;
    }

    private static Optional<SourceLocation> ofAzure(
            String host, List<String> repository, TreeMap<String, String> query) {
        // GBmain, GTv1, GC0123…
        Optional<String> revision = Optional.ofNullable(query.get("version"))
                .filter(version -> version.length() > 2)
                .map(version -> version.substring(2));
        return within(host + path(repository), revision, query.getOrDefault("path", ""));
    }

    private static Optional<SourceLocation> ofBitbucketServer(
            String host, List<String> steps, int projects, TreeMap<String, String> query) {
        String repository = host + path(steps.subList(0, projects)) + "/scm"
                + path(List.of(steps.get(projects + 1), steps.get(projects + 3))) + ".git";
        String prefix = "refs/heads/";
        Optional<String> revision = Optional.ofNullable(query.get("at"))
                .map(at -> at.startsWith(prefix) ? at.substring(prefix.length()) : at);
        return within(repository, revision, String.join("/", steps.subList(projects + 5, steps.size())));
    }

    private static Optional<SourceLocation> within(String repository, Optional<String> revision, String path) {
        List<String> steps =
                Parts.of(path, '/').stream().filter(step -> !step.isEmpty()).toList();
        return steps.contains("..") || steps.contains(".")
                ? Optional.empty()
                : Optional.of(new SourceLocation(repository, revision, folder(steps)));
    }

    /** Of a file of the catalog, the folder it is in. */
    private static String folder(List<String> steps) {
        boolean isFile = !steps.isEmpty()
                && (steps.getLast().endsWith(".yaml") || steps.getLast().endsWith(".yml"));
        return String.join("/", isFile ? steps.subList(0, steps.size() - 1) : steps);
    }

    private static String path(List<String> steps) {
        List<String> encoded = new ArrayList<>();
        for (String step : steps) {
            encoded.add(encoded(step));
        }
        return encoded.isEmpty() ? "" : "/" + String.join("/", encoded);
    }

    private static String encoded(String step) {
        try {
            return new URI(null, null, "/" + step, null).getRawPath().substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static TreeMap<String, String> query(URI uri) {
        TreeMap<String, String> query = new TreeMap<>();
        for (String part : Parts.of(Optional.ofNullable(uri.getRawQuery()).orElse(""), '&')) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                query.put(
                        part.substring(0, equals),
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }
}
