package dev.infrahub.git;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a Git repository is. Two spellings of one address are equal as far as scheme and host go.
 *
 * @param host in lower case; empty of a folder
 * @param port -1 where none is said
 * @param text what git is given: no credential is in it
 */
public record GitAddress(Scheme scheme, String host, int port, String text) {

    private static final int LONGEST = 1000;

    /** By what it is asked. */
    public enum Scheme {
        HTTPS,
        SSH,
        /** A folder of this machine. */
        FILE
    }

    /** @throws IllegalArgumentException for what is none, with a sentence that holds nothing of it */
    public static GitAddress of(String given) {
        if (given.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "The address of the repository is longer than " + LONGEST + " characters.");
        }
        URI uri = uri(spelledOut(given));
        return switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
            case "https" -> remote(Scheme.HTTPS, uri);
            case "ssh" -> remote(Scheme.SSH, uri);
            case "file" -> folder(uri);
            default ->
                throw new IllegalArgumentException(
                        "The address of the repository begins with https://, ssh:// or file://, or is like git@host:path.");
        };
    }

    /** Git's short form of an SSH address, {@code git@host:path}. */
    private static String spelledOut(String given) {
        int colon = given.indexOf(':');
        int at = given.indexOf('@');
        boolean isShort = at > 0 && colon > at && given.indexOf('/') > at && !given.contains("://");
        return isShort ? "ssh://" + given.substring(0, colon) + "/" + given.substring(colon + 1) : given;
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException _) {
            throw new IllegalArgumentException("The address of the repository is no URL.");
        }
    }

    private static GitAddress remote(Scheme scheme, URI uri) {
        String host = Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
        boolean isHost =
                !host.isEmpty() && host.charAt(0) != '-' && host.chars().allMatch(GitAddress::isOfHost);
        if (!isHost || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("The address of the repository is like https://host/path.");
        }
        String user = Optional.ofNullable(uri.getRawUserInfo()).orElse("");
        boolean mayHaveUser = scheme == Scheme.SSH && user.chars().allMatch(GitAddress::isOfHost);
        if (user.startsWith("-") || (!user.isEmpty() && !mayHaveUser)) {
            throw new IllegalArgumentException("A credential stands in the address of the repository; take it out.");
        }
        String path = Optional.ofNullable(uri.getRawPath()).orElse("");
        if (path.length() < 2) {
            throw new IllegalArgumentException("The address of the repository has no path.");
        }
        String text = scheme.name().toLowerCase(Locale.ROOT) + "://" + (user.isEmpty() ? "" : user + "@") + host
                + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + path;
        return new GitAddress(scheme, host, uri.getPort(), text);
    }

    private static boolean isOfHost(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '-'
                || c == '_';
    }

    private static GitAddress folder(URI uri) {
        String path = uri.getPath();
        boolean isPath = path != null && path.startsWith("/") && path.chars().noneMatch(Character::isISOControl);
        if (path == null || !isPath || uri.getRawAuthority() != null) {
            throw new IllegalArgumentException("The address of a folder is like file:///srv/git/network.git.");
        }
        return new GitAddress(
                Scheme.FILE, "", -1, "file://" + encoded(Path.of(path).normalize()));
    }

    private static String encoded(Path path) {
        try {
            return new URI(null, null, path.toString(), null).getRawPath();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("The address of the repository is no URL.", e);
        }
    }

    /** Of a folder of this machine. */
    Path path() {
        return Path.of(uri(text).getPath());
    }

    /** Where GitHub's own token may go. */
    boolean isGithub() {
        return scheme == Scheme.HTTPS && host.equals("github.com") && (port < 0 || port == 443);
    }
}
